import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { LeaveMember, MemberAnswer } from './contract.schema.ts';
import { lockFirms, membersOf, partyOfContract } from './contract.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records since when a firm no longer works under a contract (5f, P5f.2). It stays in the tree, with its day. */
export const leaveMember = defineCommand({
  name: 'contractors/leave-member',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: LeaveMember,
  answer: MemberAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, now }, { contractId, memberId, on, version }) {
    const contract = await lockFirms(db, contractId);
    const member = (await membersOf(db, contractId)).find(({ id }) => id === memberId);
    if (contract === undefined || member === undefined) throw new AppError('platform/not-found');
    if (member.version !== version) throw new AppError('platform/stale', { current: member.version, yours: version });
    if (isDayToCome(on, now)) throw new AppError('contractors/day-to-come');
    await change(
      db
        .updateTable('contractors.member')
        .set({ left_on: on, version: version + 1 })
        .where('id', '=', memberId)
        .where('version', '=', version),
    );
    return {
      answer: { memberId, version: version + 1 },
      entry: {
        subjectKind: 'contract',
        subjectId: contractId,
        partyId: contract.partyId,
        detail: { member: memberId, name: member.name, leftOn: on },
      },
    };
  },
});
