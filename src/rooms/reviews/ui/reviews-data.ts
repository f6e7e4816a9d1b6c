import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { everyPage } from '#web/client/every-page.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';

/** The edition of this installation; it changes only with a restart. */
export const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => get('/policy', {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A page of the rounds, the newest first. */
export const roundsQuery = (after: string | null) =>
  queryOptions({
    queryKey: ['reviews', 'rounds', after],
    queryFn: ({ signal }) => get('/rounds', { limit: 100, after: after ?? undefined }, signal),
  });

/** The register of competent authorities. */
export const authoritiesQuery = queryOptions({
  queryKey: ['reviews', 'authorities'],
  queryFn: async ({ signal }) => (await get('/authorities', {}, signal)).authorities,
});

/** The page of a round. */
export const roundQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['reviews', 'round', roundId],
    queryFn: ({ signal }) => get('/rounds/:roundId', { roundId }, signal),
  });

/** The live report of a round, for what is declared. */
export const reportQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['reviews', 'report', roundId],
    queryFn: ({ signal }) => get('/rounds/:roundId/report', { roundId }, signal),
  });

/** One party's participation in a round. */
export const participationQuery = (participationId: string) =>
  queryOptions({
    queryKey: ['reviews', 'participation', participationId],
    queryFn: ({ signal }) => get('/participations/:participationId', { participationId }, signal),
  });

/** The returns of a party, the newest year first. */
export const returnsOfPartyQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['returns', 'of-party', partyId],
    queryFn: ({ signal }) => get('/returns', { partyId, limit: 100 }, signal),
  });

/** The unsettled findings of a party. */
export const openFindingsQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['reviews', 'findings', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/findings', { partyId }, signal),
  });

/** Every party this reader may see, page after page. */
export const everyPartyQuery = queryOptions({
  queryKey: ['parties', 'every'],
  queryFn: ({ signal }) => everyPage((page) => get('/parties', page, signal), signal),
});

/**
 * A write in a review. Open queries are refetched in every case: after a success because other pages show the change, after a refusal because another user may
 * have changed the data.
 */
export function useReviewWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  options: { onSuccess?: (answer: Answer, input: Input) => unknown } = {},
) {
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'policy' });
  return useWrite(
    async (input: Input, key: string) => {
      try {
        return await write(input, key);
      } catch (error) {
        if (!isStale(error)) void readAgain();
        throw error;
      }
    },
    {
      readAgain,
      onSuccess: async (answer, input) => {
        await readAgain();
        return options.onSuccess?.(answer, input);
      },
    },
  );
}
