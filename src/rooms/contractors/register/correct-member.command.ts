import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { decideEngagedBy } from './contract.rules.ts';
import { CorrectMember, MemberAnswer } from './contract.schema.ts';
import { lockFirms, membersOf, partyOfContract } from './contract.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Corrects what was recorded wrongly of a firm under a contract (5f, P5f.2). It stays the same firm, with its links, plans and violations. The log keeps what was
 * recorded before.
 */
export const correctMember = defineCommand({
  name: 'contractors/correct-member',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: CorrectMember,
  answer: MemberAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change }, { contractId, memberId, version, ...stated }) {
    // Two corrections at once could otherwise engage two firms by each other.
    const contract = await lockFirms(db, contractId);
    const members = await membersOf(db, contractId);
    const stored = members.find(({ id }) => id === memberId);
    if (contract === undefined || stored === undefined) throw new AppError('platform/not-found');
    if (stored.version !== version) throw new AppError('platform/stale', { current: stored.version, yours: version });
    unwrap(decideEngagedBy({ id: memberId, ...stated }, members));
    const { name, kind, work, country, parentId } = stated;
    await change(
      db
        .updateTable('contractors.member')
        .set({ name, kind, work, country, parent_id: parentId, version: version + 1 })
        .where('id', '=', memberId)
        .where('version', '=', version),
    );
    const corrected = (Object.keys(stated) as (keyof typeof stated)[]).filter((field) => stated[field] !== stored[field]);
    const before = Object.fromEntries(corrected.map((field) => [field, stored[field]]));
    const after = Object.fromEntries(corrected.map((field) => [field, stated[field]]));
    return {
      answer: { memberId, version: version + 1 },
      entry: {
        subjectKind: 'contract',
        subjectId: contractId,
        partyId: contract.partyId,
        detail: { member: memberId, name: stored.name, before, after },
      },
    };
  },
});
