import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CLASS_MACHINE, decideClassAction } from './class.rules.ts';
import { accessSlipsOf, findClass } from './class.store.ts';
import { type Derived, newDerivedPin } from './secrets.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** A new PIN for an access slip that was lost or seen. The old one stops working, and the learner is signed out; what waits on their phone still arrives. */
export const renewPin = defineCommand({
  ...commandOf(CLASS_MACHINE, 'renew-pin'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ classId: z.uuid(), accessSlipId: z.uuid() }),
  answer: z.object({ number: z.string(), pin: z.string() }),
  storedResponse: ({ number }) => ({ number, pin: '' }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  // Derived before a connection is taken.
  prepare: newDerivedPin,
  async run({ db, write, change, subject, now }, { classId, accessSlipId }, prepared) {
    const [found, accessSlip] = [
      await findClass(db, classId),
      (await accessSlipsOf(db, classId)).find((one) => one.accessSlipId === accessSlipId),
    ];
    if (found === undefined || accessSlip === undefined) throw new AppError('platform/not-found');
    unwrap(decideClassAction(found, 'renew-pin'));
    const { pin, salt, digest } = prepared as Derived;
    const fresh = { pin_salt: salt, pin_digest: digest, failures: 0, closed_until: null, issued_at: now, issued_by: subject.person };
    await change(db.updateTable('training.access_slip').set(fresh).where('id', '=', accessSlipId));
    write(
      db
        .updateTable('training.learner_session')
        .set({ ended_at: now, end_reason: 'new-pin' })
        .where('access_slip_id', '=', accessSlipId)
        .where('ended_at', 'is', null),
    );
    return {
      answer: { number: accessSlip.number, pin },
      entry: { subjectKind: 'class', subjectId: classId, partyId: found.partyId, detail: { accessSlip: accessSlipId } },
    };
  },
});
