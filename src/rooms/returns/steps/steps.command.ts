import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { documentOf } from '#rooms/evidence/index.ts';
import { isAsked, progressOf } from '../answers/answer.rules.ts';
import { answersOf } from '../answers/answer.store.ts';
import { OnReturn, SignReturn, WithReason } from '../return.schema.ts';
import { defineStep, questionsOf } from '../return-act.ts';
import { openSections } from '../versions/version.store.ts';

/** Sends a return to the party's legal office. Every asked question has an answer, and "not known" is one. */
export const askReview = defineStep({
  name: 'returns/ask-legal-review',
  permission: 'returns:sign',
  act: 'ask-review',
  input: OnReturn,
  async run({ db }, found) {
    const answers = new Map((await answersOf(db, found.id)).map((row) => [row.questionId, row]));
    const { left, notKnown } = progressOf(questionsOf(found), answers);
    const first = questionsOf(found).find((question) => isAsked(question, answers) && answers.get(question.id)?.choice == null);
    if (left > 0) throw new AppError('returns/questions-open', { count: left, questionId: first?.id });
    return { detail: { notKnown } };
  },
});

/** The party's legal office has no objection. */
export const clearReturn = defineStep({
  name: 'returns/clear-return',
  permission: 'returns:clear',
  act: 'clear',
  input: OnReturn.extend({ note: z.string().trim().min(1).max(4000).nullable() }),
  run: async (_context, _found, { note }) => (note === null ? {} : { note }),
});

/** Reopens a return for answers, inside the party, with a reason. */
export const reopenReturn = defineStep({
  name: 'returns/reopen-return',
  permission: 'returns:answer',
  act: 'reopen',
  input: WithReason,
  run: async (_context, _found, { reason }) => ({ note: reason }),
});

/** A named official signs. The person who records it is accountable with their own account. The signed letter may be attached. */
export const signReturn = defineStep({
  name: 'returns/sign-return',
  permission: 'returns:sign',
  act: 'sign',
  input: SignReturn,
  async run({ db }, { partyId }, { name, capacity, documentId }) {
    if (documentId !== null && (await documentOf(db, documentId))?.partyId !== partyId) throw new AppError('returns/unknown-document');
    return { signer: { name, capacity, documentId } };
  },
});

/** Headquarters accepts a return: what its party released becomes readable to others. */
export const acceptReturn = defineStep({
  name: 'returns/accept-return',
  permission: 'returns:decide',
  act: 'accept',
  input: OnReturn,
  async run({ db, write, now }, found) {
    write(openSections(db, found.id, found.handedIn, now));
    return { detail: { number: found.handedIn } };
  },
});

/** Headquarters sends a return back, with its reasons. The submitted version stays. */
export const sendBackReturn = defineStep({
  name: 'returns/send-back-return',
  permission: 'returns:decide',
  act: 'send-back',
  input: WithReason,
  run: async (_context, found, { reason }) => ({ note: reason, detail: { number: found.handedIn } }),
});

/** Opens the answers again for another version. */
export const amendReturn = defineStep({
  name: 'returns/amend-return',
  permission: 'returns:sign',
  act: 'amend',
  input: OnReturn,
});
