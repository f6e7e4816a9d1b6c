import type { CourseModule, Lesson } from './course.schema.ts';
import { checkItems } from './item.rules.ts';
import { checkBothLanguages, checkTexts, checkWording, listTexts } from './lesson-texts.rules.ts';
import { minutesOf } from './minutes.rules.ts';
import type { CourseProblem, CourseProblemKind } from './problem.ts';
import { checkScenarios } from './scenario.rules.ts';

/** How many times a final check a bank must cover: a second try then asks other questions. */
const BANK = 2;
/** How many items each critical topic needs, so that a second try asks another one. */
const CRITICAL_ITEMS = 2;
/** If more items with several right answers than this have equally many wrong ones, a learner can pass by counting. */
const SAME_WRONG = 0.6;

/** What the rules need to know of the edition that the courses belong to. */
export type CourseEdition = {
  obligations: readonly { id: string; clause: string; reconstructed: boolean }[];
  parameters: readonly { id: string; unit: string }[];
};

/** A module with those of its lessons that could be read. */
export type ReadModule = { module: CourseModule; lessons: readonly Lesson[] };

/** Checks one lesson at the level of its module. Pure, like all rules here; returns every problem at once. */
export function checkLesson(lesson: Lesson, level: CourseModule['level'], edition: CourseEdition, clause: string): CourseProblem[] {
  const problems: CourseProblem[] = [];
  const add = (kind: CourseProblemKind, id: string, ...path: (string | number)[]) =>
    problems.push({ path: ['lesson', ...path], kind, values: { id } });
  const row = (id: string) => edition.obligations.find((one) => one.id === id);
  lesson.carries.forEach((id, at) => {
    if (row(id)?.clause !== clause) add('unknown-element', id, 'carries', at);
  });
  lesson.about.forEach((id, at) => {
    if (row(id) === undefined) add('unknown-obligation', id, 'about', at);
  });
  const rebuilt = [...lesson.carries, ...lesson.about].find((id) => row(id)?.reconstructed);
  const isStated = lesson.sections.some(({ sentences }) =>
    sentences.some(({ en, fr }) => /reconstruct/i.test(en) && /reconstitu/i.test(fr)),
  );
  if (rebuilt && !isStated) add('reconstruction-unsaid', rebuilt, 'sections');
  const minutes = minutesOf(lesson);
  if (lesson.minutes !== minutes)
    problems.push({ path: ['lesson', 'minutes'], kind: 'minutes-untrue', values: { n: String(lesson.minutes), needed: String(minutes) } });
  return [...problems, ...checkTexts(lesson, level), ...checkItems(lesson), ...checkScenarios(lesson)];
}

/** Checks one module with its lessons: everything it promises to teach and to check is there. */
export function checkModule({ module, lessons }: ReadModule, edition: CourseEdition): CourseProblem[] {
  const problems: CourseProblem[] = [];
  const add = (kind: CourseProblemKind, values: Record<string, string>, ...path: (string | number)[]) =>
    problems.push({ path: ['module', ...path], kind, values });
  const passMark = edition.parameters.find(({ id }) => id === module.check.passMark);
  if (passMark?.unit !== 'percent') add('unknown-pass-mark', { id: module.check.passMark }, 'check', 'passMark');
  module.carries.forEach((id, at) => {
    if (!edition.obligations.some((one) => one.id === id)) add('unknown-element', { id }, 'carries', at);
  });
  const asked = lessons.flatMap(({ items }) => items.flatMap(({ critical }) => critical ?? []));
  const topics = new Set(asked);
  module.check.critical.forEach((id, at) => {
    if (!topics.has(id)) add('critical-missing', { id }, 'check', 'critical', at);
    else if (asked.filter((one) => one === id).length < CRITICAL_ITEMS) add('critical-too-few', { id }, 'check', 'critical', at);
  });
  // A critical item that the module does not name would count like any other in the final check.
  for (const id of topics) if (!module.check.critical.includes(id)) add('critical-unlisted', { id }, 'check', 'critical');
  const items = lessons.reduce((sum, lesson) => sum + lesson.items.length, 0);
  if (module.check.items > items || module.check.perLesson * lessons.length > module.check.items)
    add('check-too-large', { n: String(module.check.items), items: String(items) }, 'check', 'items');
  const share = Math.max(module.check.perLesson, Math.ceil(module.check.items / module.lessons.length));
  const small = items < module.check.items * BANK ? items : lessons.map((lesson) => lesson.items.length).find((n) => n < share * BANK);
  if (small !== undefined) add('bank-too-small', { n: String(small), items: String(module.check.items) }, 'check', 'items');
  if (module.kind === 'general') {
    for (const topic of ['child-rule', 'do-not-confront', 'duty-to-report'] as const)
      if (!module.check.critical.includes(topic)) add('critical-missing', { id: topic }, 'check', 'critical');
    const placeholders = lessons.flatMap(({ sections }) => sections.flatMap(({ placeholder }) => placeholder?.id ?? []));
    for (const id of ['operation-brief', 'law-annex'] as const)
      if (placeholders.filter((one) => one === id).length !== 1) add('placeholder-missing', { id }, 'lessons');
    if (!lessons.some(({ sections }) => sections.some(({ reporting }) => reporting))) add('reporting-missing', {}, 'lessons');
  }
  if (module.kind !== 'specific' && !module.acknowledgement) add('acknowledgement-missing', { id: module.id }, 'id');
  // A reviewer who read one version has not read the next.
  if (module.review.status === 'reviewed' && module.review.version !== module.version)
    add('review-of-another-version', { of: String(module.review.version), version: String(module.version) }, 'review', 'version');
  const texts = listTexts(module, ['module']);
  return [...problems, ...checkBothLanguages(texts), ...checkWording(texts)];
}

/** Checks all modules together: ids are unique, and every element of the training appendix has a lesson. */
export function checkCourses(modules: readonly ReadModule[], edition: CourseEdition, clause: string): CourseProblem[] {
  const lessons = modules.flatMap((one) => one.lessons);
  const twice = lessons.filter(({ id }, at) => lessons.findIndex((other) => other.id === id) < at);
  const carried = new Set([
    ...modules.flatMap(({ module }) => (module.lessons.length > 0 ? module.carries : [])),
    ...lessons.flatMap((lesson) => lesson.carries),
  ]);
  const elements = edition.obligations.filter((one) => one.clause === clause);
  const wrong = lessons.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'several' ? [wrongIn(item.options)] : [])));
  const same = Math.max(0, ...wrong.map((n) => wrong.filter((other) => other === n).length));
  const alike: CourseProblem = {
    path: ['courses', 'modules'],
    kind: 'wrong-answers-alike',
    values: { n: String(same), of: String(wrong.length) },
  };
  return [
    ...(wrong.length >= 4 && same > wrong.length * SAME_WRONG ? [alike] : []),
    ...twice.map(({ id }): CourseProblem => ({ path: ['courses', 'modules'], kind: 'duplicate-id', values: { id } })),
    ...elements
      .filter(({ id }) => !carried.has(id))
      .map(({ id }): CourseProblem => ({ path: ['courses', 'clause'], kind: 'element-without-lesson', values: { id } })),
  ];
}

const wrongIn = (options: readonly { right: boolean }[]) => options.filter(({ right }) => !right).length;
