import { useQuery } from '@tanstack/react-query';
import type { OutreachReminders } from '#rooms/nations/outreach/outreach.schema.ts';
import type { ReturnLine } from '#rooms/reporting/reporting.schema.ts';
import { answerOf, get } from '../client/api.ts';
import { holds, useSession } from '../client/session.ts';
import { later } from '../kit/later.tsx';

const ReturnTasks = later(() => import('#rooms/reporting/ui/ReturnTasks.tsx').then((file) => file.ReturnTasks));
const ReminderTasks = later(() => import('#rooms/nations/ui/outreach/ReminderTasks.tsx').then((file) => file.ReminderTasks));

/** What waits for this reader in rooms the room of reviews does not know. */
export type OtherTasksFound = { turns: readonly ReturnLine[]; reminders: OutreachReminders['reminders']; count: number };

/** Among My tasks: the returns that wait for this reader, the nearest day first, and the letters to look at again. Undefined while it is asked. */
export function useOtherTasks(): OtherTasksFound | undefined {
  const session = useSession();
  // Whoever has no step of a return, and no section of one to answer, is not asked about one; nor about letters who writes none.
  const returns = useQuery({
    queryKey: ['returns', 'turns'],
    queryFn: ({ signal }) => get('/returns?limit=100', answerOf<{ items: ReturnLine[] }>(), signal),
    enabled: holds(session, ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'policy-office']),
  });
  const letters = useQuery({
    queryKey: ['outreach', 'reminders'],
    queryFn: ({ signal }) => get('/outreach-reminders', answerOf<OutreachReminders>(), signal),
    enabled: holds(session, ['focal-point', 'policy-office']),
  });
  if (returns.isLoading || letters.isLoading) return undefined;
  const turns = returns.data?.items.filter(({ turn }) => turn !== null) ?? [];
  const reminders = letters.data?.reminders ?? [];
  return {
    turns: turns.toSorted((a, b) => (a.turn?.due ?? '9').localeCompare(b.turn?.due ?? '9')),
    reminders,
    count: turns.length + reminders.length,
  };
}

/** The tasks themselves. */
export function OtherTasks({ found }: { found: OtherTasksFound | undefined }) {
  return (
    <>
      {found !== undefined && found.turns.length > 0 && <ReturnTasks turns={found.turns} />}
      {found !== undefined && found.reminders.length > 0 && <ReminderTasks reminders={found.reminders} />}
    </>
  );
}
