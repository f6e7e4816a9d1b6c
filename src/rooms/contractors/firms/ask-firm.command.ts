import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { lockFirm } from '../register/lock-firm.ts';
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
  async run(context, { contractId, memberId, question, dueOn }) {
    const { partyId, at } = await lockFirm(context, contractId, memberId);
    const { db, write, subject, now, newId } = context;
    if (dueOn !== null && dueOn < dayOf(now)) throw new AppError('contractors/day-is-over');
    const id = newId();
    write(
      db.insertInto('contractors.firm_question').values({
        ...{ id, contract_id: contractId, party_id: partyId, member_id: memberId, question, due_on: dueOn },
        ...{ asked_by: subject.person, asked_at: at },
      }),
    );
    return {
      answer: { questionId: id },
      entry: { subjectKind: 'contract', subjectId: contractId, partyId, detail: { question: id, member: memberId, dueOn } },
    };
  },
});
