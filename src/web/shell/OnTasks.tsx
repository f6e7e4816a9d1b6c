import { useQuery } from '@tanstack/react-query';
import type { ReturnLine } from '#rooms/reporting/reporting.schema.ts';
import { answerOf, get } from '../client/api.ts';
import { holds, useSession } from '../client/session.ts';
import { later } from '../kit/later.tsx';

const ReturnTasks = later(() => import('#rooms/reporting/ui/ReturnTasks.tsx').then((file) => file.ReturnTasks));

/** What rooms the room of reviews does not know have among My tasks: the returns that wait for this reader, the nearest day first. Undefined while it is asked. */
export function useOtherTasks(): readonly ReturnLine[] | undefined {
  // Whoever has no step of a return, and no section of one to answer, is not asked about one.
  const enabled = holds(useSession(), [
    'focal-point',
    'commander',
    'contracting-officer',
    'training-officer',
    'legal-adviser',
    'policy-office',
  ]);
  const { data, isLoading } = useQuery({
    queryKey: ['returns', 'turns'],
    queryFn: ({ signal }) => get('/returns?limit=100', answerOf<{ items: ReturnLine[] }>(), signal),
    enabled,
  });
  const turns = data?.items.filter(({ turn }) => turn !== null) ?? [];
  return isLoading ? undefined : turns.toSorted((a, b) => (a.turn?.due ?? '9').localeCompare(b.turn?.due ?? '9'));
}

/** The tasks themselves. */
export function OtherTasks({ turns }: { turns: readonly ReturnLine[] | undefined }) {
  return turns !== undefined && turns.length > 0 ? <ReturnTasks turns={turns} /> : null;
}
