import type { ContractTask } from './contract-task.schema.ts';

/** The tasks that concern people and not papers: a page of home has place for few, and a violation must not wait behind late papers. */
const OF_PEOPLE: readonly ContractTask['kind'][] = ['violation', 'inform-notified'];

/** The order of the tasks: people in danger, other violations, what is late, the nearest date, and last what has none. Pure. */
export function orderTasks<Task extends ContractTask>(tasks: readonly Task[]): Task[] {
  const day = ({ due }: ContractTask) => due ?? '9999';
  const rank = ({ danger, kind }: ContractTask) => (danger ? 0 : OF_PEOPLE.includes(kind) ? 1 : 2);
  return tasks.toSorted((a, b) => rank(a) - rank(b) || Number(b.late) - Number(a.late) || day(a).localeCompare(day(b)));
}
