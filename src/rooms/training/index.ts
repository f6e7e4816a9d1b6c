/** The door of the room: what other rooms and the start may call. */
export { loadCourses } from './course-files.ts';
