import { useQuery } from '@tanstack/react-query';
import { returnTurnsQuery } from '#rooms/reporting/ui/returns-data.ts';
import { holds, useSession } from '../client/session.ts';
import { later } from '../kit/later.tsx';

const ReturnTasks = later(() => import('#rooms/reporting/ui/ReturnTasks.tsx').then((file) => file.ReturnTasks));

const WITH_RETURNS = ['focal-point', 'commander', 'legal-adviser', 'policy-office'] as const;

/** What rooms the room of reviews does not know have to say among My tasks: how much waits, null while that is asked. */
export function useOtherTasks(): number | null {
  // Whoever has no step of a return is not asked about one.
  const turns = useQuery({ ...returnTurnsQuery, enabled: holds(useSession(), WITH_RETURNS) });
  return turns.isLoading ? null : (turns.data?.length ?? 0);
}

/** The tasks themselves. */
export function OtherTasks() {
  return useOtherTasks() ? <ReturnTasks /> : null;
}
