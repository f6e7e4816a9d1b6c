import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import type { Status } from '#kernel/status.ts';
import { defineQuery } from '#platform/query.ts';
import { namesOf } from '#rooms/people/index.ts';
import { newestRatings } from '../drafts/judgement.store.ts';
import { findRound } from '../participations/round-row.store.ts';
import type { RatingStatus } from '../reviews.schema.ts';
import { RoundRatings } from './round-page.schema.ts';
import '../errors.ts';

/** The ratings that count in a round, shown next to the evidence in the matrix. Only those this reader may see. */
export const roundRatings = defineQuery({
  name: 'reviews/round-ratings',
  permission: 'signed-in',
  input: z.strictObject({ roundId: z.uuid(), kind: z.enum(PARTY_KINDS).optional() }),
  answer: RoundRatings,
  protects: { kind: 'round', id: ({ roundId }) => roundId },
  async run({ db }, { roundId, kind }) {
    if ((await findRound(db, roundId)) === undefined) throw new AppError('platform/not-found');
    const rows = await newestRatings(db, roundId, kind ?? null);
    const names = await namesOf(db, [...new Set(rows.map((row) => row.rated_by))]);
    return {
      roundId,
      ratings: rows.map((row) => ({
        partyId: row.party_id,
        obligationId: row.obligation_id,
        status: row.status as RatingStatus,
        reason: row.reason,
        suggestion: row.suggestion as Status,
        by: names.get(row.rated_by) ?? '',
        at: row.rated_at.toISOString(),
        label: labelOfRow(row.label_level, row.releasable_to),
      })),
    };
  },
});
