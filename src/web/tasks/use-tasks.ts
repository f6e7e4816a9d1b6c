import { useQuery } from '@tanstack/react-query';
import { differenceTasksQuery } from '#rooms/commitments/ui/obligation/differences-data.ts';
import { contractTasksQuery } from '#rooms/contractors/ui/tasks/contract-tasks-data.ts';
import { remindersQuery } from '#rooms/nations/ui/outreach/reminders-data.ts';
import { planTasksQuery } from '#rooms/nations/ui/plans/plan-tasks-data.ts';
import { accessTasksQuery } from '#rooms/people/ui/access-data.ts';
import { trainingTasksQuery } from '#rooms/readiness/ui/tasks/training-tasks-data.ts';
import { channelTasksQuery } from '#rooms/reports/ui/channels/tasks/channel-tasks-data.ts';
import { helpTasksQuery } from '#rooms/reports/ui/help/help-tasks-data.ts';
import { returnTasksQuery } from '#rooms/returns/ui/tasks/return-tasks-data.ts';
import { tasksQuery } from '#rooms/reviews/ui/reviews-data.ts';
import { can, useSession } from '../client/session.ts';
import { TASK_SOURCES, type TaskSource } from './task-sources.ts';

/**
 * The reader's tasks, room by room: each room has one query for them, which its digest uses too. `count` is null while something is unknown: what could not be
 * loaded is unknown, never nothing.
 */
export function useTasks() {
  const session = useSession();
  const sources = {
    reviews: useQuery(tasksQuery),
    returns: useQuery(returnTasksQuery),
    // A person who writes no letters is refused this query.
    letters: useQuery({ ...remindersQuery, enabled: can(session, 'nations:write-letters') }),
    plans: useQuery(planTasksQuery),
    training: useQuery(trainingTasksQuery),
    contracts: useQuery(contractTasksQuery),
    differences: useQuery(differenceTasksQuery),
    access: useQuery(accessTasksQuery),
    help: useQuery(helpTasksQuery),
    channels: useQuery(channelTasksQuery),
  } satisfies Record<TaskSource, unknown>;
  const enabled = TASK_SOURCES.filter((name) => name !== 'letters' || sources.letters.isEnabled);
  const counts = enabled.map((name) => sources[name].data?.tasks.length);
  return {
    sources,
    isLoading: enabled.some((name) => sources[name].isLoading),
    failed: enabled.filter((name) => sources[name].data === undefined && sources[name].error !== null),
    count: counts.reduce<number | null>((sum, one) => (sum === null || one === undefined ? null : sum + one), 0),
  };
}
