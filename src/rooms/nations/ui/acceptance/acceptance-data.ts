import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** The acts by which one party accepted the policy. */
export const acceptancesQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['acceptances', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/acceptances', { partyId }, signal),
  });
