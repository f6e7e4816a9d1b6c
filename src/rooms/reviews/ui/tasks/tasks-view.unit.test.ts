import { expect, test } from 'vitest';
import type { Task } from '../../tasks/task.schema.ts';
import { groupTasks, objectOf, placeOf, timeOf } from './tasks-view.ts';

const TODAY = '2026-11-24';
const task = (given: Partial<Task>): Task => ({
  kind: 'submit',
  roundId: 'r',
  round: { en: 'Round 2026', fr: 'Cycle 2026' },
  participationId: 'p',
  party: { id: 'x', name: { en: 'Corvania', fr: 'Corvanie' } },
  findingId: null,
  formId: null,
  reminder: null,
  title: null,
  obligation: null,
  due: null,
  late: false,
  label: null,
  ...given,
});

test.each([
  ['under late if the server says so', { due: '2026-07-01', late: true }, 'late'],
  ['under this month up to its last day', { due: '2026-11-30', late: false }, 'month'],
  ['of a voluntary party past its date under this month', { due: '2026-07-01', late: false }, 'month'],
  ['under later from the first day of the next month', { due: '2026-12-01', late: false }, 'later'],
  ['under later without a due date', { due: null, late: false }, 'later'],
])('timeOf puts a task %s', (_, given, time) => {
  expect(timeOf(given, TODAY)).toBe(time);
});

test('groupTasks orders groups late, month and later, tasks by date and name, and omits empty groups', () => {
  const brevia = { id: 'b', name: { en: 'Brevia', fr: 'Brévie' } };
  const tasks = [
    task({}),
    task({ due: '2027-01-02' }),
    task({ due: '2027-01-02', party: brevia }),
    task({ due: '2026-07-01', late: true }),
  ];
  const groups = groupTasks(tasks, TODAY, 'en');
  expect(groups.map(({ time, tasks: some }) => [time, some.map((one) => [one.due, one.party?.name.en])])).toEqual([
    ['late', [['2026-07-01', 'Corvania']]],
    [
      'later',
      [
        ['2027-01-02', 'Brevia'],
        ['2027-01-02', 'Corvania'],
        [null, 'Corvania'],
      ],
    ],
  ]);
});

test('groupTasks puts many later tasks into a group for each month, and those without a date last', () => {
  const later = ['2026-12-01', '2026-12-31', '2027-02-01', '2027-02-03', null];
  const groupsOf = (dues: (string | null)[]) =>
    groupTasks(
      dues.map((due) => task({ due })),
      TODAY,
      'en',
    ).map(({ time, month, tasks: some }) => [time, month, some.length]);
  expect(groupsOf(later)).toEqual([['later', null, 5]]);
  expect(groupsOf([...later, null, '2026-11-30'])).toEqual([
    ['month', null, 1],
    ['later', '2026-12', 2],
    ['later', '2027-02', 2],
    ['undated', null, 2],
  ]);
});

test('objectOf names the party or the round of a task, and what it is about there', () => {
  expect(objectOf(task({}), 'fr')).toBe('Corvanie');
  expect(objectOf(task({ obligation: { en: '5d.1 Training', fr: '5d.1 Formation' } }), 'fr')).toBe('Corvanie, 5d.1 Formation');
  expect(objectOf(task({ party: null }), 'en')).toBe('Round 2026');
});

test('placeOf opens a task where it is done', () => {
  expect(placeOf(task({ kind: 'verify' }))).toEqual({ to: '/rounds/$roundId/participations/$participationId', view: 'findings' });
  expect(placeOf(task({ kind: 'submit' })).view).toBeUndefined();
  expect(placeOf(task({ kind: 'adopt-round', participationId: null }))).toEqual({ to: '/rounds/$roundId', view: undefined });
});
