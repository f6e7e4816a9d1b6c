import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { PlanAnswer, PostPlan } from './plan.schema.ts';
import { lockPlan, partyOfPlan } from './plan.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records where a plan is posted for the workers, and since when (5f, P5f.4). */
export const postPlan = defineCommand({
  name: 'contractors/post-plan',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: PostPlan,
  answer: PlanAnswer,
  party: ({ planId }, db) => partyOfPlan(db, planId),
  async run({ db, change, now }, { planId, on, where, version }) {
    const { partyId, contractId } = await lockPlan(db, planId, version);
    if (isDayToCome(on, now)) throw new AppError('contractors/day-to-come');
    await change(
      db
        .updateTable('contractors.plan')
        .set({ posted_on: on, posted_where: where, version: version + 1 })
        .where('id', '=', planId)
        .where('version', '=', version),
    );
    return {
      answer: { planId, version: version + 1 },
      entry: { subjectKind: 'contract', subjectId: contractId, partyId, detail: { plan: planId, postedOn: on, where } },
    };
  },
});
