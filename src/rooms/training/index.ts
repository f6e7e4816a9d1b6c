/** The door of the room: what other rooms and the start may call. */
export { loadCourses } from './course-files.ts';
export { currentCurriculum, loadCurriculum } from './readiness/curriculum-file.ts';
export { syncCurriculum } from './readiness/sync-curriculum.ts';
export { trainingWaiting } from './readiness/waiting.ts';
