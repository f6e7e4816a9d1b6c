import { expect, test } from 'vitest';
import { orderTasks, urgencyOf } from './task-order.rules.ts';

const TODAY = '2026-12-01';
type Given = Parameters<typeof urgencyOf>[0] & { id: string; late: boolean };
const task = (id: string, more: Partial<Given> = {}): Given => ({ id, page: 'contract', due: null, late: false, danger: false, ...more });

test('`orderTasks` puts people in danger first, then violations that are late or due by tomorrow, then what is late, and what has no date last', () => {
  const tasks = [
    task('undated'),
    task('later', { due: '2026-12-02' }),
    task('soon', { due: '2026-11-30' }),
    task('late', { due: '2026-11-01', late: true }),
    task('reply in weeks', { page: 'violation', due: '2026-12-20' }),
    task('tomorrow', { page: 'violation', due: '2026-12-02' }),
    task('in two days', { page: 'violation', due: '2026-12-03' }),
    task('undated violation', { page: 'violation' }),
    task('late violation', { page: 'violation', due: '2026-11-28', late: true }),
    task('danger', { page: 'violation', due: '2026-12-30', danger: true }),
  ].map((one) => ({ ...one, urgency: urgencyOf(one, TODAY) }));
  expect(orderTasks(tasks).map(({ id }) => id)).toEqual([
    ...['danger', 'late violation', 'tomorrow', 'late', 'soon', 'later', 'in two days', 'reply in weeks', 'undated', 'undated violation'],
  ]);
});
