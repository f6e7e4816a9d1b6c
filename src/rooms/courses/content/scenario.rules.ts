import type { Lesson, Scenario } from './course.schema.ts';
import type { CourseProblem } from './problem.ts';

/** Checks the stories of a lesson: each leads forward, reaches every point, has a best answer everywhere and can end. */
export function checkScenarios({ scenarios }: Lesson): CourseProblem[] {
  return scenarios.flatMap((scenario, at) =>
    checkScenario(scenario).map((problem) => ({ ...problem, path: ['lesson', 'scenarios', at, ...problem.path] })),
  );
}

function checkScenario({ id, points }: Scenario): CourseProblem[] {
  const problems: CourseProblem[] = [];
  const place = new Map(points.map((point, at) => [point.id, at]));
  const led = new Set<string | null>();
  points.forEach((point, p) => {
    if (place.get(point.id) !== p) problems.push({ path: ['points', p, 'id'], kind: 'duplicate-id', values: { id: point.id } });
    if (p > 0 && !led.has(point.id)) problems.push({ path: ['points', p, 'id'], kind: 'point-unreached', values: { id: point.id } });
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
