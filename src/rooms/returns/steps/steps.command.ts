import { commentField } from '#kernel/actions.schema.ts';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { isOpen, progressOf } from '../answers/answer.rules.ts';
import { answersOf } from '../answers/answer.store.ts';
import { openChecks } from '../answers/check.rules.ts';
import { RETURN_MACHINE } from '../return.rules.ts';
import { OnReturn, SignReturn } from '../return.schema.ts';
import type { ReturnRecord } from '../return.store.ts';
import { checkDocument, defineReturnAction, questionOf, questionsOf } from '../return-action.ts';
import { checkReturn } from '../versions/checked-return.ts';
import { openSections } from '../versions/version.store.ts';

/** Sends a return to the party's legal office. Every asked question has an answer, and "not known" is one; every check passes or is explained. */
export const askReview = defineReturnAction('ask-review', OnReturn, async ({ db, now }, found) => {
  const answers = new Map((await answersOf(db, found.id)).map((row) => [row.questionId, row]));
  const { left, notKnown } = progressOf(questionsOf(found), answers);
  const first = questionsOf(found).find((question) => isOpen(question, answers));
  if (left > 0) throw new AppError('returns/questions-open', { count: left, questionId: first?.id });
  await refuseOpenChecks(db, found, now);
  return { detail: { notKnown } };
});

/** Refuses with the list of the checks that are neither passed nor explained. What a room measures may have changed since the legal office cleared the return. */
async function refuseOpenChecks(db: Database, found: ReturnRecord, now: Date): Promise<void> {
  const { failed, explanations } = await checkReturn(db, found, now);
  const open = openChecks(failed, explanations);
  if (open.length === 0) return;
  const checks = open.map(({ check }) => ({
    id: check.id,
    questionId: check.sum[0],
    sectionId: questionOf(found, check.sum[0]).section.id,
  }));
  throw new AppError('returns/checks-open', { count: open.length, checks });
}

/** The party's legal office has no objection. */
export const clearReturn = defineReturnAction(
  'clear',
  OnReturn.extend(commentField(RETURN_MACHINE.actions.clear)),
  async (_context, _found, { note }) => (note === null ? {} : { note }),
);

/** Reopens a return for answers, inside the party, with a reason. */
export const reopenReturn = defineReturnAction(
  'reopen',
  OnReturn.extend(commentField(RETURN_MACHINE.actions.reopen)),
  async (_context, _found, { reason }) => ({ note: reason }),
);

/** A named official signs. The person who records it is accountable with their own account. The signed letter may be attached. */
export const signReturn = defineReturnAction('sign', SignReturn, async ({ db, now }, found, { name, capacity, documentId }) => {
  await refuseOpenChecks(db, found, now);
  if (documentId !== null) await checkDocument(db, found, documentId);
  return { signer: { name, capacity, documentId } };
});

/** Headquarters accepts a return: what its party released becomes readable to others. */
export const acceptReturn = defineReturnAction('accept', OnReturn, async ({ db, write, now }, found) => {
  write(openSections(db, found.id, found.submittedVersion, now));
  return { detail: { number: found.submittedVersion } };
});

/** Headquarters sends a return back, with its reasons. The submitted version stays. */
export const sendBackReturn = defineReturnAction(
  'send-back',
  OnReturn.extend(commentField(RETURN_MACHINE.actions['send-back'])),
  async (_context, found, { reason }) => ({ note: reason, detail: { number: found.submittedVersion } }),
);

/** Opens the answers again for another version. */
export const amendReturn = defineReturnAction('amend', OnReturn);
