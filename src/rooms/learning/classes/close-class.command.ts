import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CLASS_MACHINE, decideClassAction } from './class.rules.ts';
import { findClass } from './class.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Closes a class before its last day: its code stops working. What waits on offline phones still arrives. */
export const closeClass = defineCommand({
  ...commandOf(CLASS_MACHINE, 'close'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ classId: z.uuid(), version: z.number().int() }),
  answer: z.object({ version: z.number().int() }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, change, now }, { classId, version }) {
    const found = await findClass(db, classId);
    if (found === undefined) throw new AppError('platform/not-found');
    unwrap(decideClassAction(found, 'close'));
    const row = db.updateTable('training.class').set({ closed_at: now, version: version + 1 });
    await change(row.where('id', '=', classId).where('version', '=', version), async () => {
      const current = (await findClass(db, classId))?.version;
      return new AppError('platform/stale', { current, yours: version });
    });
    return {
      answer: { version: version + 1 },
      entry: { subjectKind: 'class', subjectId: classId, partyId: found.partyId, detail: { closed: true } },
    };
  },
});
