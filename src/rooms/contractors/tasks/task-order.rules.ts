import type { ContractTask } from './contract-task.schema.ts';

/** The order of the tasks: people in danger, what is late, the nearest date, and last what has none. Pure. */
export function orderTasks<Task extends ContractTask>(tasks: readonly Task[]): Task[] {
  const day = ({ due }: ContractTask) => due ?? '9999';
  return tasks.toSorted((a, b) => Number(b.danger) - Number(a.danger) || Number(b.late) - Number(a.late) || day(a).localeCompare(day(b)));
}
