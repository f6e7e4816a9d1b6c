import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedPolicy, type Fault, lineOf, POLICIES_FOLDER, readChecked, shippedEdition } from '#rooms/policy/index.ts';
import type { ReadModule } from '../content/course.rules.ts';
import type { CourseFault } from '../content/course-files.ts';
import { currentCourses } from '../edition/courses.ts';
import { translateCourses } from '../texts.ts';
import { checkCurriculum } from './curriculum.rules.ts';
import { type CurriculumData, CurriculumFile } from './curriculum.schema.ts';

/**
 * Reads and checks `courses/curriculum.yaml` of an edition's folder together with its courses. An edition without courses needs no curriculum. Never throws on
 * bad content: it names each fault with file, line and reason.
 */
export function loadCurriculum(
  folder: string,
  courses: readonly ReadModule[],
  parameters: readonly { id: string; unit: string }[],
): { curriculum: CurriculumData | null; faults: CourseFault[] } {
  const path = join(folder, 'courses', 'curriculum.yaml');
  if (courses.length === 0 && !existsSync(path)) return { curriculum: null, faults: [] };
  const unread: Fault[] = [];
  const file = readChecked(path, CurriculumFile, unread);
  if (file === undefined) return { curriculum: null, faults: unread };
  const { source, content } = file;
  const faults = checkCurriculum(content.curriculum, courses, parameters).map(({ path: at, kind, values }) => ({
    file: source.path,
    line: lineOf(source, at),
    reason: translateCourses('en', `fault.${kind}`, values),
  }));
  return { curriculum: content.curriculum, faults };
}

/** Who must learn what in the edition of this installation, with its courses. Read once, at start. */
export type Curriculum = CurriculumData & { readonly courses: readonly ReadModule[] };

let known: Curriculum | undefined;

/** The curriculum of the shipped edition. Throws `DamagedPolicy` with every fault. */
export function currentCurriculum(): Curriculum {
  if (known !== undefined) return known;
  const edition = shippedEdition();
  const { modules: courses } = currentCourses();
  const { curriculum, faults } = loadCurriculum(join(POLICIES_FOLDER, edition.id), courses, edition.parameters);
  if (faults.length > 0 || curriculum === null)
    throw new DamagedPolicy(faults.map((fault) => ({ ...fault, kind: 'unreadable', values: {} })));
  known = { ...curriculum, courses };
  return known;
}
