import type { ContractTask } from './contract-task.schema.ts';

/**
 * The order of the tasks: people in danger, other violations, what is late, the nearest date, and last what has none. A violation that was notified today must not
 * wait behind late papers. Home has the same order (`nearestTasks`). Pure.
 */
export function orderTasks<Task extends ContractTask>(tasks: readonly Task[]): Task[] {
  const day = ({ due }: ContractTask) => due ?? '9999';
  const urgency = ({ danger, page }: ContractTask) => (danger ? 0 : page === 'violation' ? 1 : 2);
  return tasks.toSorted((a, b) => urgency(a) - urgency(b) || Number(b.late) - Number(a.late) || day(a).localeCompare(day(b)));
}
