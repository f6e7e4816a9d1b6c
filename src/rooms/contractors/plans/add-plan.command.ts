import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { membersOf, partyOfContract } from '../register/contract.store.ts';
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
    const { db, now } = context;
    const [partyId, members] = await Promise.all([partyOfContract(db, contractId), membersOf(db, contractId)]);
    if (partyId === undefined) throw new AppError('platform/not-found');
    if (memberId !== null && !members.some(({ id }) => id === memberId)) throw new AppError('contractors/other-contract');
    if (on > dayOf(now)) throw new AppError('contractors/day-to-come');
    const id = await recordPlan(context, { contractId, partyId, memberId, on, title, file }, 'officer');
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
