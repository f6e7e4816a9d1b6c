import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { HoldAnswer, LiftHold } from './retention.schema.ts';
import { findHold } from './retention.store.ts';
import './errors.ts';
import './permissions.ts';

/** Ends a hold. What is due is deleted the next night. */
export const liftHold = defineCommand({
  name: 'retention/lift-hold',
  permission: 'retention:hold',
  operational: 'installation',
  input: LiftHold,
  answer: HoldAnswer,
  async run({ db, change, subject, now }, { holdId, reason }) {
    const hold = await findHold(db, holdId);
    if (hold === undefined) throw new AppError('platform/not-found');
    if (hold.lifted_at !== null) throw new AppError('retention/lifted-already');
    await change(
      db
        .updateTable('retention.hold')
        .set({ lifted_by: subject.person, lifted_at: now })
        .where('id', '=', holdId)
        .where('lifted_at', 'is', null),
    );
    return { answer: { holdId }, entry: { subjectKind: 'hold', subjectId: holdId, partyId: null, detail: { lifted: true, reason } } };
  },
});
