import { DifferenceTaskLine } from '#rooms/commitments/ui/obligation/DifferenceTasks.tsx';
import { ContractTaskLine } from '#rooms/contractors/ui/tasks/ContractTasks.tsx';
import { ReminderTaskLine } from '#rooms/nations/ui/outreach/ReminderTasks.tsx';
import { PlanTaskLine } from '#rooms/nations/ui/plans/PlanTasks.tsx';
import { AccessTaskLine } from '#rooms/people/ui/AccessTasks.tsx';
import { TrainingTaskLine } from '#rooms/readiness/ui/tasks/TrainingTasks.tsx';
import { ChannelTaskLine } from '#rooms/reports/ui/channels/tasks/ChannelTasks.tsx';
import { HelpTaskLine } from '#rooms/reports/ui/help/HelpTasks.tsx';
import { ReturnTaskLine } from '#rooms/returns/ui/tasks/ReturnTasks.tsx';
import { ReviewTaskLine } from '#rooms/reviews/ui/tasks/ReviewTasks.tsx';
import type { NearTask } from '../tasks/nearest-tasks.ts';
import { ErasureTaskLine, PurgeTaskLine } from '../tasks/rare-tasks.ts';

/** Tasks of several rooms in one list, each line as its room shows it in My tasks. */
export function TaskLines({ tasks }: { tasks: readonly NearTask[] }) {
  return (
    <ul className="panel task-list">
      {tasks.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
        <TaskLine key={place} {...one} />
      ))}
    </ul>
  );
}

function TaskLine(one: NearTask) {
  switch (one.source) {
    case 'reviews':
      return <ReviewTaskLine task={one.task} />;
    case 'returns':
      return <ReturnTaskLine task={one.task} />;
    case 'letters':
      return <ReminderTaskLine task={one.task} />;
    case 'plans':
      return <PlanTaskLine task={one.task} />;
    case 'training':
      return <TrainingTaskLine task={one.task} />;
    case 'contracts':
      return <ContractTaskLine task={one.task} />;
    case 'differences':
      return <DifferenceTaskLine task={one.task} />;
    case 'access':
      return <AccessTaskLine task={one.task} />;
    case 'help':
      return <HelpTaskLine task={one.task} />;
    case 'purges':
      return <PurgeTaskLine task={one.task} />;
    case 'erasures':
      return <ErasureTaskLine task={one.task} />;
    case 'channels':
      return <ChannelTaskLine task={one.task} />;
  }
}
