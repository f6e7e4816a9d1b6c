import { queryOptions } from '@tanstack/react-query';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { type AnswerOf, get } from '#web/client/api.ts';

/** The matrix of one kind of party. */
export const matrixQuery = (kind: PartyKind) =>
  queryOptions({ queryKey: ['matrix', kind], queryFn: ({ signal }) => get('/matrix', { kind }, signal) });

/** One obligation of one party, with its evidence. */
export const obligationQuery = (partyId: string, obligationId: string) =>
  queryOptions({
    queryKey: ['obligation', partyId, obligationId],
    queryFn: ({ signal }) => get('/parties/:partyId/obligations/:obligationId', { partyId, obligationId }, signal),
  });

// This room may not import the reviews room, which comes later in the order of rooms, so it reads the answers by address.
type Round = AnswerOf<'/rounds'>['items'][number];
export type Rating = AnswerOf<'/rounds/:roundId/ratings'>['ratings'][number] & { round: Round['title'] };

/** The newest open round, for the head of the matrix; null where none is open. */
export const openRoundQuery = queryOptions({
  queryKey: ['rounds', 'open'],
  queryFn: async ({ signal }) => (await get('/rounds', { limit: 20 }, signal)).items.find(({ state }) => state === 'open') ?? null,
});

/** The ratings that this reader may see: those of the newest open round, else of the newest adopted one, else none. */
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
