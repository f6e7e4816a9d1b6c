import { queryOptions } from '@tanstack/react-query';
import type { PartyKind } from '#kernel/roles.ts';
import { type AnswerOf, get } from '#web/client/api.ts';

/** The matrix of one kind of party. */
export const matrixQuery = (kind: PartyKind) =>
  queryOptions({ queryKey: ['matrix', kind], queryFn: ({ signal }) => get('/matrix', { kind }, signal) });

/** One duty of one party, with its evidence. */
export const dutyQuery = (partyId: string, obligationId: string) =>
  queryOptions({
    queryKey: ['duty', partyId, obligationId],
    queryFn: ({ signal }) => get('/parties/:partyId/obligations/:obligationId', { partyId, obligationId }, signal),
  });

// The room of reviews stands after this one, so its answers are read by address, not by import.
type Round = AnswerOf<'/rounds'>['items'][number];
export type Rating = AnswerOf<'/rounds/:roundId/ratings'>['ratings'][number] & { round: Round['title'] };

/** The newest round that is open, for the head of the matrix; null where none is. */
export const openRoundQuery = queryOptions({
  queryKey: ['rounds', 'open'],
  queryFn: async ({ signal }) => (await get('/rounds', { limit: 20 }, signal)).items.find(({ state }) => state === 'open') ?? null,
});

/** The ratings this reader may see, of the newest round that is open, else of the newest adopted one; none where there is neither. */
export const ratingsQuery = queryOptions({
  queryKey: ['rounds', 'ratings-beside-evidence'],
  queryFn: async ({ signal }): Promise<Rating[]> => {
    const { items } = await get('/rounds', { limit: 20 }, signal);
    const round = items.find(({ state }) => state === 'open') ?? items.find(({ state }) => state === 'adopted');
    if (round === undefined) return [];
    const { ratings } = await get('/rounds/:roundId/ratings', { roundId: round.id }, signal);
    return ratings.map((rating) => ({ ...rating, round: round.title }));
  },
});

/** Everything known of one party today. */
export const dossierQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['dossier', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/dossier', { partyId }, signal),
  });
