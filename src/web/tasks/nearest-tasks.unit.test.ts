import { expect, test } from 'vitest';
import { nearestTasks } from './nearest-tasks.ts';

type Tasks = Parameters<typeof nearestTasks>[0];

test('`nearestTasks` shows people in danger and violations that are due before the late tasks of every room', () => {
  const task = (kind: string, due: string | null, more: object = {}) => ({ kind, page: kind, due, late: false, urgency: 2, ...more });
  const tasks = {
    reviews: { tasks: [task('review', '2026-11-02', { late: true }), task('soon', '2026-12-05')] },
    contracts: {
      tasks: [
        task('due-plan', '2024-01-22', { late: true }),
        task('violation', '2026-12-01', { urgency: 1 }),
        task('inform-notified', null, { urgency: 0 }),
        task('confirm-passages', null),
      ],
    },
  } as unknown as Tasks;
  const order = nearestTasks(tasks, 5).map(({ task: one }) => (one as unknown as { kind: string }).kind);
  expect(order).toEqual(['inform-notified', 'violation', 'due-plan', 'review', 'soon']);
});

test('`nearestTasks` shows requests to purge and to erase after late tasks and before those with a later date', () => {
  const tasks = {
    reviews: {
      tasks: [
        { kind: 'late', due: '2026-11-02', late: true },
        { kind: 'soon', due: '2026-12-05', late: false },
        { kind: 'undated', due: null, late: false },
      ],
    },
    purges: { tasks: [{ kind: 'purge', requestedAt: '2026-12-03T09:00:00.000Z' }] },
    erasures: { tasks: [{ kind: 'erasures', requestedAt: '2026-12-02T09:00:00.000Z' }] },
  } as unknown as Tasks;
  const order = nearestTasks(tasks, 5).map(({ task: one }) => (one as unknown as { kind: string }).kind);
  expect(order).toEqual(['late', 'erasures', 'purge', 'soon', 'undated']);
});
