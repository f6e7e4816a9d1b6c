import { describe, expect, test } from 'vitest';
import type { ParticipationObligation, ParticipationView } from '../views/participation-view.schema.ts';
import { clausesOf, nextOpen, progressOf, savedAt, workOf } from './participation-view.ts';

type Choice = NonNullable<ParticipationObligation['answer']>['choice'];
const answer = (choice: Choice, at: string | null = null) => ({ choice, says: null, note: null, by: null, at, version: 1 });
const obligation = (id: string, given: Partial<ParticipationObligation> = {}): ParticipationObligation => ({
  id,
  clause: id.slice(1, 2),
  status: 'not-reported',
  origin: null,
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
  rating: { id: 'r', status, suggestion, corrects: false, reason: 'x', by: 'y', at: '2026-11-01T00:00:00Z' },
});
const view = (actions: string[], participation: Partial<ParticipationView['participation']>) =>
  ({ actions, participation: { state: 'prefilled', selfAssessmentDue: '2026-12-01', ...participation } }) as ParticipationView;

describe('workOf', () => {
  test.each([
    ['the party answers', view(['answer', 'rate'], {}), 'answer'],
    ['rating is open once submitted', view(['rate'], { state: 'submitted' }), 'rate'],
    ['everybody else reads', view([], { state: 'submitted' }), 'read'],
  ])('decides what a reader works on: %s', (_, participation, work) => {
    expect(workOf(participation)).toBe(work);
  });
});

const obligations = [
  obligation('P1.1', { answer: answer('still-true', '2026-11-01T10:00:00Z') }),
  obligation('P1.2'),
  obligation('P2.1'),
  obligation('P3.1', { answer: answer('not-known') }),
];

test('nextOpen gives the next open obligation, wraps to the start, and ends when all are done', () => {
  expect(nextOpen(obligations, 'answer', undefined)?.id).toBe('P1.2');
  expect(nextOpen(obligations, 'answer', 'P1.2')?.id).toBe('P2.1');
  expect(nextOpen(obligations, 'answer', 'P2.1')?.id).toBe('P1.2');
  expect(nextOpen([obligations[0]!], 'answer', 'P1.1')).toBeUndefined();
});

test('clausesOf keeps the order of the policy and counts open obligations', () => {
  expect(clausesOf(obligations, 'answer').map(({ clause, open }) => [clause, open])).toEqual([
    ['1', 1],
    ['2', 1],
    ['3', 0],
  ]);
});

test('progressOf divides all obligations into three parts', () => {
  expect(progressOf(obligations, 'answer')).toEqual({ first: 1, second: 1, rest: 2, notKnown: 1 });
  const judged = [obligation('P1.1', rated('met', 'met')), obligation('P1.2', rated('not-met', 'not-reported')), obligation('P1.3')];
  expect(progressOf(judged, 'rate')).toEqual({ first: 1, second: 1, rest: 1, notKnown: 0 });
});

test('savedAt is the newest time from the server', () => {
  expect(savedAt([...obligations, obligation('P4.1', { answer: answer('changed', '2026-11-02T09:00:00Z') })])).toBe('2026-11-02T09:00:00Z');
  expect(savedAt([obligation('P1.1')])).toBeNull();
});
