import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { MemberAnswer } from '../register/contract.schema.ts';
import { lockFirms, membersOf, partyOfContract } from '../register/contract.store.ts';
import { ChangeSubcontract } from './plan.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Changes what is known of the contract with a firm under a contract: its value, its place, and whether the clause flows down to it (5f, P5f.2). */
export const changeSubcontract = defineCommand({
  name: 'contractors/change-subcontract',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: ChangeSubcontract,
  answer: MemberAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, subject, now }, { contractId, memberId, version, country, ...known }) {
    // First, as an undo of an import locks it: locked after the firm, the two could wait for each other.
    const contract = await lockFirms(db, contractId);
    const member = (await membersOf(db, contractId)).find(({ id }) => id === memberId);
    if (contract === undefined || member === undefined) throw new AppError('platform/not-found');
    if (member.version !== version) throw new AppError('platform/stale', { current: member.version, yours: version });
    const { value, currency, offTheShelf, flows, document } = known;
    if ((value === null) !== (currency === null)) throw new AppError('contractors/amount-without-currency');
    // A yes rests on a document that a second person can read; without a yes there is none to name.
    if ((flows === true) !== (document !== null)) throw new AppError('contractors/flow-without-document');
    await change(
      db
        .updateTable('contractors.member')
        .set({ country, version: version + 1 })
        .where('id', '=', memberId)
        .where('version', '=', version),
    );
    const columns = { value, currency, off_the_shelf: offTheShelf, flows, document, changed_at: now, changed_by: subject.person };
    await change(
      db
        .insertInto('contractors.subcontract')
        .values({ member_id: memberId, contract_id: contractId, party_id: contract.partyId, ...columns })
        .onConflict((conflict) => conflict.column('member_id').doUpdateSet(columns)),
    );
    return {
      answer: { memberId, version: version + 1 },
      entry: {
        subjectKind: 'contract',
        subjectId: contractId,
        partyId: contract.partyId,
        detail: { member: memberId, name: member.name, flows, document },
      },
    };
  },
});
