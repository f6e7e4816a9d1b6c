import { LOCALES } from '#kernel/languages.ts';
import type { Lesson, Scenario } from './course.schema.ts';
import type { CourseProblem } from './problem.ts';

/** If the best choice is the longest or the shortest at more points than this, a learner can find it without reading. */
const BY_LENGTH = 1 / 2;
/** A choice this many times longer than another at the same point stands out by its length. */
const UNLIKE = 2.5;
/** A difference of fewer characters is not seen. */
const UNSEEN = 15;

type Point = Scenario['points'][number];

/** Checks the stories of a lesson: each leads forward, reaches every point, has a best answer everywhere and can end. */
export function checkScenarios({ scenarios }: Lesson): CourseProblem[] {
  const points = scenarios.flatMap((scenario) => scenario.points);
  const cues = LOCALES.flatMap((language): CourseProblem[] => {
    const found = { 'best-longest': Math.max, 'best-shortest': Math.min } as const;
    return (['best-longest', 'best-shortest'] as const).flatMap((kind) => {
      const n = points.filter(({ choices }) => standsOut(choices, language, found[kind])).length;
      if (n <= Math.ceil(points.length * BY_LENGTH)) return [];
      return [{ path: ['lesson', 'scenarios'], kind, values: { n: String(n), of: String(points.length), language } }];
    });
  });
  const faults = scenarios.flatMap((scenario, at) =>
    checkScenario(scenario).map((problem) => ({ ...problem, path: ['lesson', 'scenarios', at, ...problem.path] })),
  );
  return [...cues, ...faults];
}

/** Whether the best choices, and no others, have the extreme length. Where every choice is good, none stands out. */
function standsOut(choices: Point['choices'], language: (typeof LOCALES)[number], extreme: (...lengths: number[]) => number): boolean {
  const length = extreme(...choices.map((choice) => choice[language].length));
  return choices.some(({ best }) => !best) && choices.every((choice) => (choice[language].length === length) === choice.best);
}

function unlikeIn({ choices }: Point): string[] {
  return LOCALES.filter((language) => {
    const lengths = choices.map((choice) => choice[language].length);
    const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
    return longest - shortest > UNSEEN && longest > shortest * UNLIKE;
  });
}

function checkScenario({ id, points }: Scenario): CourseProblem[] {
  const problems: CourseProblem[] = [];
  const place = new Map(points.map((point, at) => [point.id, at]));
  const led = new Set<string | null>();
  points.forEach((point, p) => {
    if (place.get(point.id) !== p) problems.push({ path: ['points', p, 'id'], kind: 'duplicate-id', values: { id: point.id } });
    if (p > 0 && !led.has(point.id)) problems.push({ path: ['points', p, 'id'], kind: 'point-unreached', values: { id: point.id } });
    for (const language of unlikeIn(point))
      problems.push({ path: ['points', p], kind: 'choices-unlike', values: { id: point.id, language } });
    if (!point.choices.some(({ best }) => best)) problems.push({ path: ['points', p], kind: 'no-best-choice', values: { id: point.id } });
    point.choices.forEach((choice, c) => {
      const path = ['points', p, 'choices', c];
      if (point.choices.findIndex((other) => other.id === choice.id) < c)
        problems.push({ path: [...path, 'id'], kind: 'duplicate-id', values: { id: choice.id } });
      // Only forward: a story with a loop never ends for a learner who keeps giving the same answer.
      if (choice.next !== null && (place.get(choice.next) ?? -1) <= p)
        problems.push({ path: [...path, 'next'], kind: 'next-not-later', values: { id: choice.next } });
      led.add(choice.next);
    });
  });
  if (!led.has(null)) problems.push({ path: ['id'], kind: 'never-ends', values: { id } });
  return problems;
}
