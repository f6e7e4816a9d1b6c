import { DifferenceTasks } from '#rooms/commitments/ui/obligation/DifferenceTasks.tsx';
import { ContractTasks } from '#rooms/contractors/ui/tasks/ContractTasks.tsx';
import { ReminderTasks } from '#rooms/nations/ui/outreach/ReminderTasks.tsx';
import { PlanTasks } from '#rooms/nations/ui/plans/PlanTasks.tsx';
import { AccessTasks } from '#rooms/people/ui/AccessTasks.tsx';
import { TrainingTasks } from '#rooms/readiness/ui/tasks/TrainingTasks.tsx';
import { ChannelTasks } from '#rooms/reports/ui/channels/tasks/ChannelTasks.tsx';
import { HelpTasks } from '#rooms/reports/ui/help/HelpTasks.tsx';
import { ReturnTasks } from '#rooms/returns/ui/tasks/ReturnTasks.tsx';
import { ReviewTasks } from '#rooms/reviews/ui/tasks/ReviewTasks.tsx';
import { ErasureTasks, PurgeTasks } from './rare-tasks.ts';
import type { useTasks } from './use-tasks.ts';

type Tasks = NonNullable<ReturnType<typeof useTasks>['tasks']>;

/** The tasks of all rooms, in one file but for rare ones: each request costs a round trip on a slow line. Home shows the same files. */
export function RoomTasks({ tasks }: { tasks: Tasks }) {
  const { reviews, returns, letters, plans, training, contracts, differences, access, help, channels, purges, erasures } = tasks;
  return (
    <>
      {reviews && <ReviewTasks {...reviews} />}
      {has(returns) && <ReturnTasks {...returns} />}
      {has(letters) && <ReminderTasks {...letters} />}
      {has(plans) && <PlanTasks {...plans} />}
      {has(training) && <TrainingTasks {...training} />}
      {has(contracts) && <ContractTasks {...contracts} />}
      {has(differences) && <DifferenceTasks {...differences} />}
      {has(access) && <AccessTasks {...access} />}
      {has(help) && <HelpTasks {...help} />}
      {has(channels) && <ChannelTasks {...channels} />}
      {has(purges) && <PurgeTasks {...purges} />}
      {has(erasures) && <ErasureTasks {...erasures} />}
    </>
  );
}

function has<Of extends { tasks: readonly unknown[] }>(of: Of | undefined): of is Of {
  return of !== undefined && of.tasks.length > 0;
}
