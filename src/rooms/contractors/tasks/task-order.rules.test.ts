import { expect, test } from 'vitest';
import type { ContractTask } from './contract-task.schema.ts';
import { orderTasks } from './task-order.rules.ts';

const task = (name: string, more: Partial<ContractTask>): ContractTask => ({
  ...{ kind: 'due-plan', partyId: 'p', names: [name], count: null, page: 'contract', id: name, due: null, late: false, danger: false },
  ...more,
});

test('`orderTasks` puts people in danger first, then other violations, then what is late, and what has no date last', () => {
  const tasks = [
    task('undated', {}),
    task('later', { due: '2026-12-02' }),
    task('soon', { due: '2026-11-30' }),
    task('late', { due: '2026-11-01', late: true }),
    task('to-inform', { kind: 'inform-notified', page: 'violation', due: '2026-12-01' }),
    task('violation', { kind: 'violation', page: 'violation' }),
    task('danger', { kind: 'violation', due: '2026-12-30', danger: true }),
  ];
  expect(orderTasks(tasks).map(({ id }) => id)).toEqual(['danger', 'to-inform', 'violation', 'late', 'soon', 'later', 'undated']);
});
