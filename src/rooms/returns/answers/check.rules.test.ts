import { describe, expect, test } from 'vitest';
import { type Check, currentEdition } from '#rooms/policy/index.ts';
import type { Value } from '../answers/answer.rules.ts';
import { explains, failedChecks, openChecks } from './check.rules.ts';

const { sections, checks = [] } = currentEdition().questionnaire('return');
const QUESTIONS = sections.flatMap(({ questions }) => questions);
const answersOf = (values: Record<string, Value | null>) =>
  new Map(
    Object.entries(values).map(([id, value]) => [id, { choice: value === null ? ('not-known' as const) : ('changed' as const), value }]),
  );
const failing = (values: Record<string, Value | null>, references: Record<string, number | null> = {}, of: readonly Check[] = checks) =>
  failedChecks(of, QUESTIONS, answersOf(values), new Map(Object.entries(references))).map(({ check, figures }) => [
    check.id,
    figures.left,
    figures.right,
  ]);

describe('failedChecks', () => {
  test.each([
    ['999 trained of 10 deployed', { 'training.trained': 999, 'training.deployed': 10 }, {}, ['trained-of-deployed', 999, 10]],
    ['50 clauses in 3 contracts', { 'contracts.with-clause': 50, 'contracts.total': 3 }, {}, ['clause-of-contracts', 50, 3]],
    [
      '77 convictions of 1 prosecution',
      { 'efforts.convictions': 77, 'efforts.prosecutions': 1 },
      {},
      ['convictions-of-prosecutions', 77, 1],
    ],
    [
      '40 disciplined of 9 investigated',
      { 'conduct.disciplined': 40, 'conduct.investigated': 9 },
      {},
      ['disciplined-of-investigated', 40, 9],
    ],
    [
      'a share that differs from the measured one',
      { 'training.trained': 90, 'training.deployed': 100 },
      { 'trained-share': 40 },
      ['trained-share', 90, 40],
    ],
    ['ten times the last return', { 'contracts.total': 120 }, { 'contracts-last': 12 }, ['contracts-last', 120, 12]],
    [
      'investigations after a nil return',
      { 'conduct.investigated': 1, 'conduct.allegations': 'nil' },
      {},
      ['investigated-of-allegations', 1, 0],
    ],
  ])('F13: finds %s', (_, values, references, found) => {
    expect(failing(values, references)).toEqual([found]);
  });

  test.each([
    ['figures that agree', { 'training.trained': 10, 'training.deployed': 10, 'contracts.with-clause': 0, 'contracts.total': 0 }, {}],
    ['a figure that is not known, which is never 0', { 'conduct.disciplined': 40, 'conduct.investigated': null }, {}],
    ['a share within the tolerance', { 'training.trained': 90, 'training.deployed': 100 }, { 'trained-share': 80 }],
    ['a share where nothing was measured', { 'training.trained': 90, 'training.deployed': 100 }, { 'trained-share': null }],
    ['less than ten times the last return', { 'contracts.total': 119 }, { 'contracts-last': 12 }],
    ['a first figure after none', { 'contracts.total': 50 }, { 'contracts-last': 0 }],
  ])('F13: accepts %s', (_, values, references) => {
    expect(failing(values, references)).toEqual([]);
  });

  test('compares a sum with its total: whole sums equal it, incomplete ones stay below it', () => {
    const message = { en: 'm', fr: 'm' };
    const sum: Check = {
      id: 'sum',
      against: 'answers',
      sum: ['conduct.disciplined', 'conduct.convicted'],
      is: 'equal',
      to: ['conduct.investigated'],
      message,
    };
    const of = (disciplined: number | null, convicted: number | null) =>
      failing({ 'conduct.disciplined': disciplined, 'conduct.convicted': convicted, 'conduct.investigated': 5 }, {}, [sum]);
    expect([of(2, 3), of(2, null), of(null, null)]).toEqual([[], [], []]);
    expect([of(2, 2), of(6, null)]).toEqual([[['sum', 4, 5]], [['sum', 6, 5]]]);
  });
});

test('an explanation counts only for the figures it was given for (F13)', () => {
  const figures = { left: 50, right: 3 };
  expect([explains(figures, { left: 50, right: 3 }), explains(figures, { left: 51, right: 3 }), explains(null, figures)]).toEqual([
    true,
    false,
    false,
  ]);
  const failed = [{ check: checks[0]!, figures }];
  expect(openChecks(failed, new Map([[checks[0]!.id, figures]]))).toEqual([]);
  expect(openChecks(failed, new Map([[checks[0]!.id, { left: 49, right: 3 }]]))).toEqual(failed);
});
