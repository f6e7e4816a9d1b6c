import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { decideEngagedBy } from './contract.rules.ts';
import { AddMember, MemberAnswer } from './contract.schema.ts';
import { membersOf, partyOfContract } from './contract.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Adds a firm under a contract, at any tier: the clause set flows down to it (5f, P5f.2). */
export const addMember = defineCommand({
  name: 'contractors/add-member',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: AddMember,
  answer: MemberAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, subject, now, newId }, { contractId, parentId, kind, name, work, country }) {
    const [partyId, members] = await Promise.all([partyOfContract(db, contractId), membersOf(db, contractId)]);
    if (partyId === undefined) throw new AppError('platform/not-found');
    unwrap(decideEngagedBy({ id: null, kind, parentId }, members));
    const id = newId();
    await change(
      db.insertInto('contractors.member').values({
        ...{ id, contract_id: contractId, party_id: partyId, parent_id: parentId, kind, name, work, country },
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { memberId: id, version: 1 },
      entry: { subjectKind: 'contract', subjectId: contractId, partyId, detail: { member: id, kind, name } },
    };
  },
});
