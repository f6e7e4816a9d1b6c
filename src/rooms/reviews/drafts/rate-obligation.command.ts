import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { obligationsOf } from '../participations/obligations.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import {
  advance,
  editionOfRound,
  participationForAction,
  refuseEarlyJudging,
  reviewClauses,
} from '../participations/participation-action.ts';
import { Done } from '../reviews.schema.ts';
import { RateObligation } from './draft.schema.ts';
import { decideRating } from './judgement.rules.ts';
import { insertRating } from './judgement.store.ts';

/** Rates an obligation with a reason, and stores what the evidence suggests now. Earlier ratings stay; the newest counts. */
export const rateObligation = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'rate'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: RateObligation,
  answer: Done,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { participationId, obligationId, status, reason }) {
    const { db, write, subject, now, newId } = context;
    const found = await participationForAction(context, { participationId }, 'rate');
    const { participation } = found;
    await refuseEarlyJudging(context, found, 'rate');
    if (!participation.obligation_ids.includes(obligationId)) throw new AppError('reviews/not-asked', { obligationId });
    const edition = await editionOfRound(context, participation.round_id);
    const [obligations] = await obligationsOf(context, edition, [participation.party_id]);
    const rating = unwrap(decideRating(status, reason, obligations?.status.get(obligationId)?.status ?? 'not-reported'));
    const id = newId();
    await advance(context, found, 'rate');
    write(insertRating(db, { ...rating, id, participation, editionId: edition.id, obligationId, by: subject.person, at: now }));
    return {
      answer: { id },
      entry: {
        subjectKind: 'rating',
        subjectId: id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, [obligationId]),
        evidenceKind: 'EV-REV',
        detail: { participation: participation.id, obligation: obligationId, ...rating },
      },
    };
  },
});
