import { AppError } from '#kernel/errors.ts';
import { currentEdition, DamagedPolicy } from '#rooms/policy/index.ts';
import type { CourseEdition, ReadModule } from './course.rules.ts';
import type { Lesson } from './course.schema.ts';
import { loadCourses } from './course-files.ts';
import './errors.ts';

/** The courses of the edition this installation works on, whole and checked, in both languages. Each look-up throws where there is no such id. */
export type Courses = {
  readonly editionId: string;
  /** In the order of `courses.yaml`. */
  readonly modules: readonly ReadModule[];
  module(id: string): ReadModule;
  /** A lesson with the module it stands in. */
  lesson(id: string): { of: ReadModule; lesson: Lesson };
};

/** The courses of an edition's folder; throws `DamagedPolicy` with every fault, by file and line. */
export function checkedCourses(folder: string, edition: CourseEdition): readonly ReadModule[] {
  const { courses, faults } = loadCourses(folder, edition);
  if (faults.length > 0) throw new DamagedPolicy(faults);
  return courses;
}

let courses: Courses | undefined;

/** The courses this process works on, read once; `services.courses` is the same. The server asks for them at start, so that a damaged file refuses that. */
export function currentCourses(): Courses {
  const edition = currentEdition();
  courses ??= makeCourses(edition.id, edition.folder === null ? [] : checkedCourses(edition.folder, edition));
  return courses;
}

/** Puts look-ups around loaded modules. */
export function makeCourses(editionId: string, modules: readonly ReadModule[]): Courses {
  const byId = new Map(modules.map((one) => [one.module.id, one]));
  const lessons = new Map(modules.flatMap((of) => of.lessons.map((lesson) => [lesson.id, { of, lesson }] as const)));
  return {
    editionId,
    modules,
    module: (id) => byId.get(id) ?? unknown('training/unknown-module', id),
    lesson: (id) => lessons.get(id) ?? unknown('training/unknown-lesson', id),
  };
}

function unknown(code: 'training/unknown-module' | 'training/unknown-lesson', id: string): never {
  throw new AppError(code, { id });
}
