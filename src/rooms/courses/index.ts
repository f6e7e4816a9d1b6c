import type { Locale } from '#kernel/languages.ts';
import type {} from '#platform/platform.ts';
import type { Courses } from './edition/courses.ts';

/** The public interface of the room: what other rooms and the start may call. */
export { TRAINING_CLAUSES } from './clauses.ts';
export { hashOfBothTexts } from './content/acknowledgement.ts';
export type { ReadModule } from './content/course.rules.ts';
export type { CourseModule, Drawing, Item, Lesson, Scenario, Sentence } from './content/course.schema.ts';
export { loadCourses } from './content/course-files.ts';
export { drawingFile, drawingOf } from './content/drawings.ts';
export { CATEGORIES, type Category } from './curriculum/curriculum.schema.ts';
export { type Curriculum, currentCurriculum, loadCurriculum } from './curriculum/curriculum-file.ts';
export { validUntil } from './curriculum/valid-until.ts';
export {
  type CourseContent,
  type Courses,
  checkedCourses,
  currentCourseContent,
  currentCourses,
  setCourseContent,
} from './edition/courses.ts';
export { BUILT_IN_LANGUAGES, type CourseLanguage, playerLanguages } from './languages/course-language.ts';
export { partsOf, placesIn } from './languages/language.rules.ts';
export { Tag } from './languages/language.schema.ts';
export { loadLanguages } from './languages/language-files.ts';
export { translatePapers } from './languages/papers/texts.ts';
export { translatePlayer } from './languages/player/texts.ts';
export { isOld, type LocalAnswers, PLACEHOLDERS, type PlaceholderId } from './local-texts/local-text.rules.ts';
export { readPlaceholder } from './local-texts/local-text.store.ts';
export { translateLocalTexts } from './local-texts/texts.ts';

declare module '#platform/platform.ts' {
  interface Services {
    /** The courses of the current edition. */
    readonly courses: Courses;
    /** This installation's own way to report trafficking, as lessons and slides name it. Absent: none, and they name ways that exist elsewhere. */
    readonly reporting?: string;
    /** The address of the page on which people can report to an operation or another party; null where none is open. Lessons name it before `reporting`. */
    readonly findReportingPage?: (platform: Platform, partyId: string, locale: Locale) => Promise<string | null>;
  }
}
