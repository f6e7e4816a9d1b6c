import type { useTasks } from './use-tasks.ts';

type Sources = ReturnType<typeof useTasks>['sources'];
type TaskOf<Name extends keyof Sources> = NonNullable<Sources[Name]['data']>['tasks'][number];
/** A task with the room it comes from, and what decides its place: its due date and whether it is late. */
export type NearTask = {
  [Name in keyof Sources]: { readonly source: Name; readonly task: TaskOf<Name>; readonly due: string | null; readonly late: boolean };
}[keyof Sources];

/** The tasks of all rooms that are due first: those about people in danger and late ones, then those with the nearest date, then those without a date. */
export function nearestTasks(sources: Sources, most: number): NearTask[] {
  const { reviews, returns, letters, plans, training, contracts, differences, access, help, channels } = sources;
  const all: NearTask[] = [
    ...(reviews.data?.tasks ?? []).map((task) => ({ source: 'reviews' as const, task, due: task.due, late: task.late })),
    ...(returns.data?.tasks ?? []).map((task) => ({ source: 'returns' as const, task, due: task.turn.due, late: task.turn.late })),
    ...(letters.data?.tasks ?? []).map((task) => ({ source: 'letters' as const, task, due: task.reminderOn, late: false })),
    ...(plans.data?.tasks ?? []).map((task) => ({ source: 'plans' as const, task, due: task.dueOn, late: true })),
    ...(training.data?.tasks ?? []).map((task) => ({ source: 'training' as const, task, due: task.due, late: false })),
    // People in danger come before all that is late.
    ...(contracts.data?.tasks ?? []).map((task) => ({
      ...{ source: 'contracts' as const, task, due: task.danger ? '' : task.due, late: task.late || task.danger },
    })),
    ...(differences.data?.tasks ?? []).map((task) => ({ source: 'differences' as const, task, due: null, late: false })),
    ...(access.data?.tasks ?? []).map((task) => ({ source: 'access' as const, task, due: task.due, late: task.late })),
    ...(help.data?.tasks ?? []).map((task) => ({ source: 'help' as const, task, due: task.due, late: task.late })),
    ...(channels.data?.tasks ?? []).map((task) => ({ source: 'channels' as const, task, due: task.due, late: task.late })),
  ];
  const dayOf = ({ due }: NearTask) => due ?? '9999';
  return all.toSorted((a, b) => Number(b.late) - Number(a.late) || dayOf(a).localeCompare(dayOf(b))).slice(0, most);
}
