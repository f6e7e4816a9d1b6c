import type { useTasks } from './use-tasks.ts';

type Tasks = NonNullable<ReturnType<typeof useTasks>['tasks']>;
type TaskOf<Name extends keyof Tasks> = NonNullable<Tasks[Name]>['tasks'][number];
/** A task with the room it comes from, and what decides its place: its due date and whether it is late. */
export type NearTask = {
  [Name in keyof Tasks]-?: { readonly source: Name; readonly task: TaskOf<Name>; readonly due: string | null; readonly late: boolean };
}[keyof Tasks];

/**
 * The tasks of all rooms that are due first: people in danger, violations under a contract that are due, late ones, then those with the nearest date, then those without a
 * date. A request that needs a second person takes the place of the day on which it was made: what must go stays readable until someone decides.
 */
export function nearestTasks(tasks: Tasks, most: number): NearTask[] {
  const { reviews, returns, letters, plans, training, contracts, differences, access, help, channels, purges, erasures } = tasks;
  const all: NearTask[] = [
    ...(reviews?.tasks ?? []).map((task) => ({ source: 'reviews' as const, task, due: task.due, late: task.late })),
    ...(returns?.tasks ?? []).map((task) => ({ source: 'returns' as const, task, due: task.turn.due, late: task.turn.late })),
    ...(letters?.tasks ?? []).map((task) => ({ source: 'letters' as const, task, due: task.reminderOn, late: false })),
    ...(plans?.tasks ?? []).map((task) => ({ source: 'plans' as const, task, due: task.dueOn, late: true })),
    ...(training?.tasks ?? []).map((task) => ({ source: 'training' as const, task, due: task.due, late: false })),
    ...(contracts?.tasks ?? []).map((task) => ({ source: 'contracts' as const, task, due: task.due, late: task.late })),
    ...(differences?.tasks ?? []).map((task) => ({ source: 'differences' as const, task, due: null, late: false })),
    ...(access?.tasks ?? []).map((task) => ({ source: 'access' as const, task, due: task.due, late: task.late })),
    ...(help?.tasks ?? []).map((task) => ({ source: 'help' as const, task, due: task.due, late: task.late })),
    ...(purges?.tasks ?? []).map((task) => ({ source: 'purges' as const, task, due: task.requestedAt, late: false })),
    ...(erasures?.tasks ?? []).map((task) => ({ source: 'erasures' as const, task, due: task.requestedAt, late: false })),
    ...(channels?.tasks ?? []).map((task) => ({ source: 'channels' as const, task, due: task.due, late: task.late })),
  ];
  const dayOf = ({ due }: NearTask) => due ?? '9999';
  return all
    .toSorted((a, b) => urgency(a) - urgency(b) || Number(b.late) - Number(a.late) || dayOf(a).localeCompare(dayOf(b)))
    .slice(0, most);
}

/** How urgent a task is before any date; only contracts have more urgent ones. */
const urgency = (one: NearTask): number => (one.source === 'contracts' ? one.task.urgency : 2);
