import type { ReadModule } from '../content/course.rules.ts';
import type { CourseProblem, CourseProblemKind } from '../content/problem.ts';
import type { Category, CurriculumData, Rule } from './curriculum.schema.ts';

/** The facts about a person that decide what they must learn: no name, no number. Codes are those of the register. */
export type Employed = { category: Category; roles: readonly string[]; theatre: string | null; nation: string };

/**
 * The modules a person must have, in the order of the courses: those of every rule that fits, minus the modules they replace. A
 * module that a rule requires for a role is not replaced. Pure. The database computes the
 * same from the same rules (`training.compute_needs`), and a test compares the two.
 */
export function requiredOf(curriculum: Pick<CurriculumData, 'rules'>, courses: readonly ReadModule[], person: Employed): string[] {
  const fitting = curriculum.rules.filter((rule) => appliesTo(rule, person));
  const asked = new Set(fitting.flatMap(({ modules }) => modules));
  const forRole = new Set(fitting.filter(({ roles }) => roles).flatMap(({ modules }) => modules));
  const replaced = new Set(courses.flatMap(({ module }) => (asked.has(module.id) && module.insteadOf ? [module.insteadOf] : [])));
  return courses.map(({ module }) => module.id).filter((id) => asked.has(id) && (forRole.has(id) || !replaced.has(id)));
}

/**
 * How many days after arrival a person has to complete a required module: the smallest number among the rules that require it, or 0 where one of them gives
 * none. Until then the module does not make them unready. Pure. The database computes the same (`training.compute_coverage`), and a test compares the two.
 */
export function daysGiven(
  { rules }: Pick<CurriculumData, 'rules'>,
  person: Employed,
  module: string,
  days: (parameter: string) => number,
): number {
  const asking = rules.filter((rule) => rule.modules.includes(module) && appliesTo(rule, person));
  return asking.length === 0 ? 0 : Math.min(...asking.map(({ within }) => (within === undefined ? 0 : days(within))));
}

function appliesTo(rule: Rule, { category, roles, theatre, nation }: Employed): boolean {
  return (
    (rule.categories?.includes(category) ?? true) &&
    (rule.roles?.some((role) => roles.includes(role)) ?? true) &&
    (rule.theatres === undefined || (theatre !== null && rule.theatres.includes(theatre))) &&
    (rule.nations?.includes(nation) ?? true)
  );
}

/** Checks a curriculum against the courses and parameters it names. Pure; gives every problem at once. */
export function checkCurriculum(
  curriculum: CurriculumData,
  courses: readonly ReadModule[],
  parameters: readonly { id: string; unit: string }[],
): CourseProblem[] {
  const problems: CourseProblem[] = [];
  const add = (kind: CourseProblemKind, id: string, ...path: (string | number)[]) =>
    problems.push({ path: ['curriculum', ...path], kind, values: { id } });
  const known = new Map(courses.map((course) => [course.module.id, course]));
  const clock = (id: string | undefined, unit: string, ...path: (string | number)[]) => {
    if (id !== undefined && !parameters.some((one) => one.id === id && one.unit === unit)) add('unknown-clock', id, ...path);
  };
  clock(curriculum.due, 'days', 'due');
  clock(curriculum.delta, 'days', 'delta');
  clock(curriculum.waiver, 'days', 'waiver');
  const roles = new Set(curriculum.roles.map(({ id }) => id));
  for (const [at, { id, valid, renewedBy }] of curriculum.modules.entries()) {
    if (!known.has(id)) add('no-module', id, 'modules', at, 'id');
    if (renewedBy !== undefined && !known.has(renewedBy)) add('no-module', renewedBy, 'modules', at, 'renewedBy');
    clock(valid, 'months', 'modules', at, 'valid');
  }
  for (const id of known.keys()) if (!curriculum.modules.some((one) => one.id === id)) add('module-without-validity', id, 'modules');
  const used = new Set<string>();
  for (const [at, rule] of curriculum.rules.entries()) {
    clock(rule.within, 'days', 'rules', at, 'within');
    for (const [n, id] of rule.modules.entries()) {
      used.add(id);
      if (!known.has(id)) add('no-module', id, 'rules', at, 'modules', n);
    }
    for (const [n, id] of (rule.roles ?? []).entries()) if (!roles.has(id)) add('no-role', id, 'rules', at, 'roles', n);
  }
  // A module that no rule requires would never be taken. A module that only renews another is required when that one ends.
  for (const id of known.keys())
    if (!used.has(id) && !curriculum.modules.some(({ renewedBy }) => renewedBy === id)) add('module-for-nobody', id, 'rules');
  for (const [at, { module, version, lessons }] of curriculum.deltas.entries()) {
    const course = known.get(module);
    if (course === undefined) add('no-module', module, 'deltas', at, 'module');
    else if (course.module.version < version) add('delta-ahead', module, 'deltas', at, 'version');
    for (const [n, id] of lessons.entries())
      if (course && !course.module.lessons.includes(id)) add('no-lesson', id, 'deltas', at, 'lessons', n);
  }
  // Every version since the first: a person who missed several versions must take what each of them added.
  for (const { module } of courses)
    for (let version = 2; version <= module.version; version++)
      if (!curriculum.deltas.some((one) => one.module === module.id && one.version === version)) add('delta-missing', module.id, 'deltas');
  return problems;
}
