import { expect, test } from 'vitest';
import { type Answers, CHECKLIST, findingsOf, notSeen, unexplained } from './visit.rules.ts';

const answers = (more: Partial<Answers>): Answers =>
  ({ ...Object.fromEntries(CHECKLIST.map((one) => [one, { sight: 'seen', note: null }])), ...more }) as Answers;

test('findingsOf, notSeen and unexplained distinguish what is wrong, what nobody saw, and what nobody explained', () => {
  const visit = answers({
    fees: { sight: 'wrong', note: null },
    housing: { sight: 'wrong', note: 'Twelve in a room.' },
    wages: { sight: 'not-seen', note: null },
  });
  expect(findingsOf(visit)).toEqual(['housing', 'fees']);
  expect(notSeen(visit)).toEqual(['wages']);
  expect(unexplained(visit)).toEqual(['fees']);
  expect(findingsOf(answers({}))).toEqual([]);
});
