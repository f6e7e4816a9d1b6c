import { collator, type Locale } from '#platform/texts/texts.ts';
import type { Task } from '../../tasks/task.schema.ts';
import { type ParticipationPlace, viewOf } from '../participation-places.ts';

/** When a task is due, relative to today. `late` is the server's judgement: a voluntary party is not late after its date. */
export const TASK_TIMES = ['late', 'month', 'later'] as const;
export type TaskTime = (typeof TASK_TIMES)[number];

/** A group of tasks. `month` is set where later tasks are so many that each month has its own group; those without a date are then `undated`. */
export type TaskGroup = { readonly time: TaskTime | 'undated'; readonly month: string | null; readonly tasks: Task[] };
/** The most later tasks in one group. */
const MAX_TOGETHER = 5;

/** The group of a task: late, due by the end of this month (or past without being late), or later or without a date. */
export function timeOf(task: Pick<Task, 'due' | 'late'>, today: string): TaskTime {
  if (task.late) return 'late';
  return task.due !== null && task.due.slice(0, 7) <= today.slice(0, 7) ? 'month' : 'later';
}

/** Tasks by time, without empty groups; many later tasks month by month. Within a group, nearest date first, then by party. */
export function groupTasks(tasks: readonly Task[], today: string, locale: Locale): TaskGroup[] {
  const compare = collator(locale);
  const name = (task: Task) => task.party?.name[locale] ?? '';
  const sorted = tasks.toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || compare(name(a), name(b)));
  const groups = Map.groupBy(sorted, (task) => timeOf(task, today));
  return TASK_TIMES.flatMap((time) => {
    const some = groups.get(time);
    if (some === undefined) return [];
    return time === 'later' && some.length > MAX_TOGETHER ? byMonth(some) : [{ time, month: null, tasks: some }];
  });
}

function byMonth(tasks: readonly Task[]): TaskGroup[] {
  const months = [...Map.groupBy(tasks, ({ due }) => due?.slice(0, 7) ?? null)];
  return months.map(([month, some]) => ({ time: month === null ? ('undated' as const) : ('later' as const), month, tasks: some }));
}

/** What a task is about: its party or its round, and the finding or obligation. */
export function objectOf(
  { party, title, obligation, round }: Pick<Task, 'party' | 'title' | 'obligation' | 'round'>,
  locale: Locale,
): string {
  return [party?.name[locale] ?? round[locale], title ?? obligation?.[locale]].filter(Boolean).join(', ');
}

/** Where a task is done: the party's participation and the view in it, or the page of the round. */
export function placeOf(task: Task): {
  to: '/rounds/$roundId' | '/rounds/$roundId/participations/$participationId' | '/forms/$formId';
  view: ParticipationPlace | undefined;
} {
  if (task.formId !== null) return { to: '/forms/$formId', view: undefined };
  if (task.participationId === null) return { to: '/rounds/$roundId', view: undefined };
  return { to: '/rounds/$roundId/participations/$participationId', view: viewOf(task.kind) };
}
