import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { obligationsOf } from '../participations/duties.ts';
import { partyOfPart } from '../participations/part.store.ts';
import { advance, editionOfRound, partForAct, reviewClauses } from '../participations/part-act.ts';
import { decideJudging } from '../participations/participation.rules.ts';
import { Done } from '../reviews.schema.ts';
import { RateObligation } from './draft.schema.ts';
import { decideRating } from './judgement.rules.ts';
import { insertRating } from './judgement.store.ts';

/** Rates a duty with a reason, beside what the evidence suggests now. An earlier rating stays; the newest counts. */
export const rateObligation = defineCommand({
  name: 'reviews/rate-obligation',
  permission: 'reviews:judge',
  clauses: (_, entry) => entry.clauses ?? [],
  input: RateObligation,
  answer: Done,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, { participationId, obligationId, status, reason }) {
    const { db, write, subject, now, newId } = context;
    const found = await partForAct(context, { participationId }, 'rate');
    const { part } = found;
    unwrap(decideJudging({ state: found.state, voluntary: part.voluntary, returnDue: part.return_due }, found.today));
    if (!part.obligation_ids.includes(obligationId)) throw new AppError('reviews/not-asked', { obligationId });
    const edition = await editionOfRound(context, part.round_id);
    const [duties] = await obligationsOf(context, edition, [part.party_id]);
    const rating = unwrap(decideRating(status, reason, duties?.status.get(obligationId)?.status ?? 'not-reported'));
    const id = newId();
    await advance(context, found, 'rate');
    write(insertRating(db, { ...rating, id, part, editionId: edition.id, obligationId, by: subject.person, at: now }));
    return {
      answer: { id },
      entry: {
        subjectKind: 'rating',
        subjectId: id,
        partyId: part.party_id,
        clauses: reviewClauses(edition, [obligationId]),
        evidenceKind: 'EV-REV',
        detail: { participation: part.id, obligation: obligationId, ...rating },
      },
    };
  },
});
