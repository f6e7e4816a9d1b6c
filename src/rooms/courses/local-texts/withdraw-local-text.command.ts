import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { decideWithdrawal, LOCAL_TEXT_MACHINE, PLACEHOLDERS } from './local-text.rules.ts';
import { TextAnswer, WithdrawLocalText } from './local-text.schema.ts';
import { textsOf } from './local-text.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Withdraws a signed text, for example one that discloses too much. Learners then read the previous version, or that the text is missing. A trigger withdraws
 * its evidence (withdraw_text_evidence).
 */
export const withdrawLocalText = defineCommand({
  ...commandOf(LOCAL_TEXT_MACHINE, 'withdraw'),
  clauses: ({ placeholder }) => [currentEdition().obligation(PLACEHOLDERS[placeholder].obligation).clause],
  input: WithdrawLocalText,
  answer: TextAnswer,
  party: ({ partyId }) => partyId,
  async run(context, { placeholder, partyId, number, reason }) {
    const { db, change, subject, now } = context;
    const text = (await textsOf(db, placeholder, partyId)).find((one) => one.number === number);
    if (text === undefined) throw new AppError('platform/not-found');
    unwrap(decideWithdrawal(text));
    await change(
      db
        .updateTable('training.local_text')
        .set({ withdrawn_at: now, withdrawn_by: subject.person, withdrawal_reason: reason })
        .where('id', '=', text.id)
        .where('withdrawn_at', 'is', null),
      'training/already-withdrawn',
    );
    return {
      answer: { number },
      entry: { subjectKind: 'local-text', subjectId: text.id, partyId, detail: { placeholder, number, reason } },
    };
  },
});
