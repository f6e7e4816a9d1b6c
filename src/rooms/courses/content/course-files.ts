import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, lineOf, readChecked } from '#rooms/policy/index.ts';
import { translateCourses } from '../texts.ts';
import { type CourseEdition, checkCourses, checkLesson, checkModule, type ReadModule } from './course.rules.ts';
import { CourseList, type CourseModule, type Lesson, LessonFile, ModuleFile } from './course.schema.ts';
import type { CourseProblem } from './problem.ts';

/** The folder of language packs next to the modules of an edition. */
export const LANGUAGES_FOLDER = 'languages';

/** One fault in a course file: its line (from 1) and its reason in English. */
export type CourseFault = { file: string; line: number; reason: string };
type Source = Parameters<typeof lineOf>[0];

/**
 * Reads and checks the courses of an edition's folder: `courses/courses.yaml`, and a folder for each module with `module.yaml` and one file per lesson.
 * An edition need not have any. Never throws on bad content: it names each fault with file, line and reason.
 */
export function loadCourses(folder: string, edition: CourseEdition): { courses: ReadModule[]; faults: CourseFault[] } {
  const inside = join(folder, 'courses');
  if (!existsSync(inside)) return { courses: [], faults: [] };
  const unread: Fault[] = [];
  const faults: CourseFault[] = [];
  const name = (source: Source, problems: readonly CourseProblem[]) => {
    for (const { path, kind, values } of problems)
      faults.push({ file: source.path, line: lineOf(source, path), reason: translateCourses('en', `fault.${kind}`, values) });
  };
  const list = readChecked(join(inside, 'courses.yaml'), CourseList, unread);
  if (list === undefined) return { courses: [], faults: unread };
  const { clause, modules } = list.content.courses;
  const folders = readdirSync(inside, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== LANGUAGES_FOLDER);
  name(
    list.source,
    findUnlisted(
      folders.map((entry) => entry.name),
      modules,
      ['courses', 'modules'],
    ),
  );
  const courses = modules.flatMap((id): ReadModule[] => {
    const file = readChecked(join(inside, id, 'module.yaml'), ModuleFile, unread);
    if (file === undefined) return [];
    const { module } = file.content;
    if (module.id !== id) name(file.source, [{ path: ['module', 'id'], kind: 'unknown-module', values: { id: module.id } }]);
    const present = readdirSync(join(inside, id)).filter((one) => one.endsWith('.yaml') && one !== 'module.yaml');
    name(
      file.source,
      findUnlisted(
        present.map((one) => one.slice(0, -5)),
        module.lessons,
        ['module', 'lessons'],
      ),
    );
    const lessons = module.lessons.flatMap((lesson) => readLesson(join(inside, id, `${lesson}.yaml`), lesson, module));
    // A module's completeness can only be judged with all its lessons read.
    if (lessons.length === module.lessons.length) name(file.source, checkModule({ module, lessons }, edition));
    return [{ module, lessons }];
  });
  // A file that could not be read might carry an element, so only complete courses are checked for every element.
  if (unread.length === 0) name(list.source, checkCourses(courses, edition, clause));
  return { courses, faults: [...unread, ...faults] };

  function readLesson(path: string, id: string, module: CourseModule): Lesson[] {
    const file = readChecked(path, LessonFile, unread);
    if (file === undefined) return [];
    const { lesson } = file.content;
    if (lesson.id !== id) name(file.source, [{ path: ['lesson', 'id'], kind: 'unknown-lesson', values: { id: lesson.id } }]);
    name(file.source, checkLesson(lesson, module.level, edition, clause));
    return [lesson];
  }
}

/** Files that no list names would be ignored without a message. */
function findUnlisted(present: readonly string[], listed: readonly string[], path: string[]): CourseProblem[] {
  return present.filter((id) => !listed.includes(id)).map((id) => ({ path, kind: 'unlisted', values: { id } }));
}
