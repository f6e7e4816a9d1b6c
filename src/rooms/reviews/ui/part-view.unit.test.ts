import { describe, expect, test } from 'vitest';
import type { PartDuty, PartView } from '../views/participation-view.schema.ts';
import { clausesOf, nextOpen, progressOf, savedAt, workOf } from './part-view.ts';

type Choice = NonNullable<PartDuty['answer']>['choice'];
const answer = (choice: Choice, at: string | null = null) => ({ choice, says: null, note: null, by: null, at, version: 1 });
const duty = (id: string, given: Partial<PartDuty> = {}): PartDuty => ({
  id,
  clause: id.slice(1, 2),
  status: 'not-reported',
  declaredOnly: false,
  evidence: [],
  suggestion: { suggested: 'not-reported', from: 'nothing' },
  lastAnswer: null,
  answer: answer(null),
  before: null,
  rating: null,
  earlierRatings: [],
  ...given,
});
const rated = (status: 'met' | 'not-met', suggestion: 'met' | 'not-reported') => ({
  rating: { id: 'r', status, suggestion, reason: 'x', by: 'y', at: '2026-11-01T00:00:00Z' },
});
const view = (may: string[], part: Partial<PartView['part']>) =>
  ({ may, part: { state: 'prefilled', returnDue: '2026-12-01', ...part } }) as PartView;

describe('what a reader works through', () => {
  test.each([
    ['the party answers', view(['answer', 'rate'], {}), 'answer'],
    ['nobody rates while the party may still answer', view(['rate'], {}), 'read'],
    ['rating opens the day after', view(['rate'], { state: 'overdue', returnDue: '2026-11-23' }), 'rate'],
    ['rating is open once returned', view(['rate'], { state: 'returned' }), 'rate'],
    ['everybody else reads', view([], { state: 'returned' }), 'read'],
  ])('%s', (_, part, work) => {
    expect(workOf(part, '2026-11-24')).toBe(work);
  });
});

const duties = [
  duty('P1.1', { answer: answer('still-true', '2026-11-01T10:00:00Z') }),
  duty('P1.2'),
  duty('P2.1'),
  duty('P3.1', { answer: answer('not-known') }),
];

test('the next open duty comes after this one, then from the start; none when all are done', () => {
  expect(nextOpen(duties, 'answer', undefined)?.id).toBe('P1.2');
  expect(nextOpen(duties, 'answer', 'P1.2')?.id).toBe('P2.1');
  expect(nextOpen(duties, 'answer', 'P2.1')?.id).toBe('P1.2');
  expect(nextOpen([duties[0]!], 'answer', 'P1.1')).toBeUndefined();
});

test('clauses keep the order of the policy and count what waits', () => {
  expect(clausesOf(duties, 'answer').map(({ clause, open }) => [clause, open])).toEqual([
    ['1', 1],
    ['2', 1],
    ['3', 0],
  ]);
});

test('the three parts of the bar make up all duties', () => {
  expect(progressOf(duties, 'answer')).toEqual({ first: 1, second: 1, rest: 2, notKnown: 1 });
  const judged = [duty('P1.1', rated('met', 'met')), duty('P1.2', rated('not-met', 'not-reported')), duty('P1.3')];
  expect(progressOf(judged, 'rate')).toEqual({ first: 1, second: 1, rest: 1, notKnown: 0 });
});

test('the saved time is the newest the server gave', () => {
  expect(savedAt([...duties, duty('P4.1', { answer: answer('changed', '2026-11-02T09:00:00Z') })])).toBe('2026-11-02T09:00:00Z');
  expect(savedAt([duty('P1.1')])).toBeNull();
});
