import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { findRound } from '../participations/round-row.store.ts';
import { Done } from '../reviews.schema.ts';
import { RateObligation } from './draft.schema.ts';
import { decideRating } from './judgement.rules.ts';
import { insertRating, ratingsOf } from './judgement.store.ts';
import { recordRating } from './rating-evidence.ts';

/**
 * Corrects an adopted rating, with a reason, for the authority that adopted it. The frozen report stays as it was adopted. The evidence of the corrected rating
 * replaces that of the earlier one from the same cut-off day, and both stay readable.
 */
export const correctRating = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'correct-rating'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: RateObligation,
  answer: Done,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { participationId, obligationId, status, reason }) {
    const { db, write, subject, now, newId, platform } = context;
    const { participation } = await participationForAction(context, { participationId }, 'correct-rating');
    const round = await findRound(db, participation.round_id);
    if (round === undefined) throw new AppError('platform/not-found');
    const edition = platform.services.catalogue.edition(round.edition_id);
    const before = (await ratingsOf(db, [participation.id])).find((rating) => rating.obligation_id === obligationId);
    if (before === undefined) throw new AppError('reviews/not-rated', { obligationId });
    const rating = unwrap(decideRating(status, reason, before.suggestion as Parameters<typeof decideRating>[2]));
    const id = newId();
    // The rating first: it ends the evidence of the one before it.
    write(
      insertRating(db, {
        ...rating,
        id,
        participation,
        editionId: edition.id,
        obligationId,
        by: subject.person,
        at: now,
        correctsId: before.id,
      }),
    );
    recordRating(context, edition, round, participation, { ...rating, id, obligation_id: obligationId, rated_by: subject.person }, before);
    return {
      answer: { id },
      entry: {
        subjectKind: 'rating',
        subjectId: id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, [obligationId]),
        evidenceKind: 'EV-RATE',
        detail: { participation: participation.id, obligation: obligationId, corrects: before.id, before: before.status, ...rating },
      },
    };
  },
});
