import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { lockFirm } from '../register/lock-firm.ts';
import { AddPlan, PlanAnswer } from './plan.schema.ts';
import { recordPlan } from './record-plan.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records that a firm sent its compliance plan (5f, P5f.4). The newest plan of a firm counts. */
export const addPlan = defineCommand({
  name: 'contractors/add-plan',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: AddPlan,
  answer: PlanAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId, memberId, on, title, file }) {
    const { partyId, at } = await lockFirm(context, contractId, memberId);
    if (isDayToCome(on, context.now)) throw new AppError('contractors/day-to-come');
    const id = await recordPlan({ ...context, now: at }, { contractId, partyId, memberId, on, title, file }, 'officer');
    return {
      answer: { planId: id, version: 1 },
      entry: {
        subjectKind: 'contract',
        subjectId: contractId,
        partyId,
        detail: { plan: id, member: memberId, on, sha256: file?.sha256 ?? null },
      },
    };
  },
});
