import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { membersOf, partyOfContract } from '../register/contract.store.ts';
import { AskFirm } from './firm.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Asks a firm under a contract a question, which it answers by its link (5f). */
export const askFirm = defineCommand({
  name: 'contractors/ask-firm',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: AskFirm,
  answer: z.object({ questionId: z.string() }),
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, write, subject, now, newId }, { contractId, memberId, question, dueOn }) {
    const [partyId, members] = await Promise.all([partyOfContract(db, contractId), membersOf(db, contractId)]);
    if (partyId === undefined) throw new AppError('platform/not-found');
    if (memberId !== null && !members.some(({ id }) => id === memberId)) throw new AppError('contractors/other-contract');
    if (dueOn !== null && dueOn < dayOf(now)) throw new AppError('contractors/day-is-over');
    const id = newId();
    write(
      db.insertInto('contractors.firm_question').values({
        ...{ id, contract_id: contractId, party_id: partyId, member_id: memberId, question, due_on: dueOn },
        ...{ asked_by: subject.person, asked_at: now },
      }),
    );
    return {
      answer: { questionId: id },
      entry: { subjectKind: 'contract', subjectId: contractId, partyId, detail: { question: id, member: memberId, dueOn } },
    };
  },
});
