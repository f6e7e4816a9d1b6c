import { queryOptions } from '@tanstack/react-query';
import type { BothLanguages } from '#kernel/both-languages.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { PartyKind } from '#kernel/roles.ts';
import type { Status } from '#kernel/status.ts';
import { answerOf, get } from '#web/client/api.ts';
import type { Dossier } from '../dossier/dossier.schema.ts';
import type { Matrix } from '../matrix/matrix.schema.ts';
import type { Duty } from '../obligations/duty.schema.ts';

/** The matrix of one kind of party. */
export const matrixQuery = (kind: PartyKind) =>
  queryOptions({ queryKey: ['matrix', kind], queryFn: ({ signal }) => get(`/matrix?kind=${kind}`, answerOf<Matrix>(), signal) });

/** One duty of one party, with its evidence. */
export const dutyQuery = (partyId: string, obligationId: string) =>
  queryOptions({
    queryKey: ['duty', partyId, obligationId],
    queryFn: ({ signal }) =>
      get(`/parties/${encodeURIComponent(partyId)}/obligations/${encodeURIComponent(obligationId)}`, answerOf<Duty>(), signal),
  });

// What this page takes from the rounds. The room of reviews stands after this one, so its answers are read by address, not by import.
type Rounds = { items: { id: string; title: BothLanguages; state: string }[] };
type Ratings = {
  ratings: { partyId: string; obligationId: string; status: Status; reason: string; by: string; at: string; label: RecordLabel }[];
};
export type Rating = Ratings['ratings'][number] & { round: BothLanguages };

/** The newest round that is open, for the head of the matrix; null where none is. */
export const openRoundQuery = queryOptions({
  queryKey: ['rounds', 'open'],
  queryFn: async ({ signal }) =>
    (await get('/rounds?limit=20', answerOf<Rounds>(), signal)).items.find(({ state }) => state === 'open') ?? null,
});

/** The ratings this reader may see, of the newest round that is open, else of the newest adopted one; none where there is neither. */
export const ratingsQuery = queryOptions({
  queryKey: ['rounds', 'ratings-beside-evidence'],
  queryFn: async ({ signal }): Promise<Rating[]> => {
    const { items } = await get('/rounds?limit=20', answerOf<Rounds>(), signal);
    const round = items.find(({ state }) => state === 'open') ?? items.find(({ state }) => state === 'adopted');
    if (round === undefined) return [];
    const { ratings } = await get(`/rounds/${round.id}/ratings`, answerOf<Ratings>(), signal);
    return ratings.map((rating) => ({ ...rating, round: round.title }));
  },
});

/** Everything known of one party today. */
export const dossierQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['dossier', partyId],
    queryFn: ({ signal }) => get(`/parties/${encodeURIComponent(partyId)}/dossier`, answerOf<Dossier>(), signal),
  });
