import { plusDays } from '#kernel/dates.ts';
import type { ContractTask } from './contract-task.schema.ts';

/**
 * How urgent a task is before any date: people in danger; another violation that is late or due by tomorrow, so that one notified today does not wait behind late
 * papers; all else. Pure.
 */
export function urgencyOf({ danger, page, due }: Pick<ContractTask, 'danger' | 'page' | 'due'>, today: string): 0 | 1 | 2 {
  if (danger) return 0;
  return page === 'violation' && due !== null && due <= plusDays(today, 1) ? 1 : 2;
}

/** The order of the tasks: the most urgent, what is late, the nearest date, and last what has none. Pure. */
export function orderTasks<Task extends Pick<ContractTask, 'urgency' | 'late' | 'due'>>(tasks: readonly Task[]): Task[] {
  const day = ({ due }: Task) => due ?? '9999';
  return tasks.toSorted((a, b) => a.urgency - b.urgency || Number(b.late) - Number(a.late) || day(a).localeCompare(day(b)));
}
