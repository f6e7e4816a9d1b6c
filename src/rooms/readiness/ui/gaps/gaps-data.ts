import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import type { Gap } from '../../gaps/gap.schema.ts';

/** What keeps people of a scope back on a day, by party, module and cause. */
export const gapsQuery = (scopeId: string, day: string) =>
  queryOptions({
    queryKey: ['training', 'gaps', scopeId, day],
    queryFn: ({ signal }) => get('/readiness/:scopeId/gaps', { scopeId, day }, signal),
  });

/** The service numbers of one gap without an access slip. They are read once: the numbers on the screen are the numbers sent. */
export const gapNumbersQuery = (scopeId: string, day: string, { partyId, module, cause }: Gap) =>
  queryOptions({
    queryKey: ['gap-numbers', scopeId, day, partyId, module, cause],
    queryFn: ({ signal }) => get('/readiness/:scopeId/gaps/numbers', { scopeId, day, partyId, module, cause }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
