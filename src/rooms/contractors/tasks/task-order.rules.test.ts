import { expect, test } from 'vitest';
import type { ContractTask } from './contract-task.schema.ts';
import { orderTasks } from './task-order.rules.ts';

const task = (name: string, more: Partial<ContractTask>): ContractTask => ({
  ...{ kind: 'violation', partyId: 'p', names: [name], count: null, page: 'violation', id: name, due: null, late: false, danger: false },
  ...more,
});

test('`orderTasks` puts people in danger before what is late, and what has no date last', () => {
  const tasks = [
    task('undated', {}),
    task('later', { due: '2026-12-02' }),
    task('soon', { due: '2026-11-30' }),
    task('late', { due: '2026-11-01', late: true }),
    task('danger', { due: '2026-12-30', danger: true }),
  ];
  expect(orderTasks(tasks).map(({ id }) => id)).toEqual(['danger', 'late', 'soon', 'later', 'undated']);
});
