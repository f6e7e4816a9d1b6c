import type {} from '#platform/platform.ts';
import type { Courses } from './courses.ts';

/** The door of the room: what other rooms and the start may call. */
export { keepCertificateKeys } from './certificates/certificate-keys.ts';
export { loadCourses } from './course-files.ts';
export { checkedCourses, currentCourses } from './courses.ts';
export { loadLanguages } from './languages/language-files.ts';
export { currentCurriculum, loadCurriculum } from './readiness/curriculum-file.ts';
export { trainingWaiting } from './readiness/list-tasks.query.ts';
export { syncCurriculum } from './readiness/sync-curriculum.ts';

declare module '#platform/platform.ts' {
  interface Services {
    /** The courses of the current edition. */
    readonly courses: Courses;
  }
}
