import type { ContractTask } from './contract-task.schema.ts';

/** The tasks that concern people and not papers: a page of home has place for few, and a violation must not wait behind late papers. */
const OF_PEOPLE: readonly ContractTask['kind'][] = ['violation', 'inform-notified'];

/** How urgent a task is before any date: 0 people in danger, 1 another violation, 2 all else. Pure. */
export const urgencyOf = ({ danger, kind }: Pick<ContractTask, 'danger' | 'kind'>): number =>
  danger ? 0 : OF_PEOPLE.includes(kind) ? 1 : 2;

/** The order of the tasks: people in danger, other violations, what is late, the nearest date, and last what has none. Pure. */
export function orderTasks<Task extends ContractTask>(tasks: readonly Task[]): Task[] {
  const day = ({ due }: ContractTask) => due ?? '9999';
  return tasks.toSorted((a, b) => urgencyOf(a) - urgencyOf(b) || Number(b.late) - Number(a.late) || day(a).localeCompare(day(b)));
}
