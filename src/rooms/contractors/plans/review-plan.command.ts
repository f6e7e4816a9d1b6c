import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { PlanAnswer, ReviewPlan } from './plan.schema.ts';
import { lockPlan, partyOfPlan } from './plan.store.ts';
import { decideReview, planState } from './review.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Says of each of the five parts whether the plan meets it (5f, P5f.4). A second review replaces the first; the log keeps both. */
export const reviewPlan = defineCommand({
  name: 'contractors/review-plan',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: ReviewPlan,
  answer: PlanAnswer,
  party: ({ planId }, db) => partyOfPlan(db, planId),
  async run({ db, change, subject, now }, { planId, review, version }) {
    const { partyId, contractId, housesWorkers } = await lockPlan(db, planId, version);
    unwrap(decideReview(review, housesWorkers));
    await change(
      db
        .updateTable('contractors.plan')
        .set({ review: JSON.stringify(review), reviewed_at: now, reviewed_by: subject.person, version: version + 1 })
        .where('id', '=', planId)
        .where('version', '=', version),
    );
    const verdicts = Object.fromEntries(Object.entries(review).map(([part, { verdict }]) => [part, verdict]));
    return {
      answer: { planId, version: version + 1 },
      entry: { subjectKind: 'contract', subjectId: contractId, partyId, detail: { plan: planId, state: planState(review), ...verdicts } },
    };
  },
});
