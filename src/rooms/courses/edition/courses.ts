import { AppError } from '#kernel/errors.ts';
import { DamagedPolicy, POLICIES_FOLDER, readOnce, shippedEdition } from '#rooms/policy/index.ts';
import type { CourseEdition, ReadModule } from '../content/course.rules.ts';
import type { Lesson } from '../content/course.schema.ts';
import { loadCourses } from '../content/course-files.ts';
import { BUILT_IN_LANGUAGES, type CourseLanguage, courseLanguageOf } from '../languages/course-language.ts';
import type { PackedLanguage } from '../languages/language.schema.ts';
import { loadLanguages } from '../languages/language-files.ts';
import '../errors.ts';

/** The courses of the edition that the program ships, complete and checked, in both languages. Each look-up throws for an unknown id. */
export type Courses = {
  readonly editionId: string;
  /** In the order of `courses.yaml`. */
  readonly modules: readonly ReadModule[];
  module(id: string): ReadModule;
  /** A lesson with its module. */
  lesson(id: string): { of: ReadModule; lesson: Lesson };
  /** The languages the courses can be read in: English, French, then those of packs. */
  readonly languages: readonly CourseLanguage[];
};

/** Courses and language packs as they are in their files. */
export type CourseContent = { readonly modules: readonly ReadModule[]; readonly languages: readonly PackedLanguage[] };

/** The courses of an edition's folder with their language packs; throws `DamagedPolicy` with every fault, by file and line. */
export function checkedCourses(folder: string, edition: CourseEdition): CourseContent {
  const { courses, faults } = loadCourses(folder, edition);
  const packs = loadLanguages(folder, courses);
  if (faults.length + packs.faults.length > 0) throw new DamagedPolicy([...faults, ...packs.faults]);
  return { modules: courses, languages: packs.languages };
}

let content: CourseContent | undefined;
let courses: Courses | undefined;

/** The courses as they are in the files of the shipped edition, read and checked once: what a process hands to one that it starts. Throws `DamagedPolicy`. */
export function currentCourseContent(): CourseContent {
  const edition = shippedEdition();
  const { folder } = edition;
  content ??=
    folder === null ? { modules: [], languages: [] } : readOnce('courses', POLICIES_FOLDER, () => checkedCourses(folder, edition));
  return content;
}

/** Works on courses that another process has read and checked. Called once, at start. */
export function setCourseContent(read: CourseContent): void {
  content = read;
}

/** The courses this process works on, read once; `services.courses` is the same. The server reads them at start, so that a damaged file prevents the start. */
export function currentCourses(): Courses {
  courses ??= makeCourses(shippedEdition().id, currentCourseContent());
  return courses;
}

/** Puts look-ups around loaded modules. */
export function makeCourses(editionId: string, { modules, languages }: CourseContent): Courses {
  const byId = new Map(modules.map((one) => [one.module.id, one]));
  const lessons = new Map(modules.flatMap((of) => of.lessons.map((lesson) => [lesson.id, { of, lesson }] as const)));
  return {
    editionId,
    modules,
    languages: [...Object.values(BUILT_IN_LANGUAGES), ...languages.map((language) => courseLanguageOf(language, modules))],
    module: (id) => byId.get(id) ?? unknown('training/unknown-module', id),
    lesson: (id) => lessons.get(id) ?? unknown('training/unknown-lesson', id),
  };
}

function unknown(code: 'training/unknown-module' | 'training/unknown-lesson', id: string): never {
  throw new AppError(code, { id });
}
