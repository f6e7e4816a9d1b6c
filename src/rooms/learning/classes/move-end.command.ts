import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CLASS_MACHINE, decideClassAction } from './class.rules.ts';
import { findClass } from './class.store.ts';
import { isClassPeriod, MAX_DAYS } from './class-days.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Changes the last day of a class, to today or later. A closed class stays closed. */
export const moveEnd = defineCommand({
  ...commandOf(CLASS_MACHINE, 'move-end'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ classId: z.uuid(), endsOn: Day, version: z.number().int() }),
  answer: z.object({ version: z.number().int() }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, change, now }, { classId, endsOn, version }) {
    const found = await findClass(db, classId);
    if (found === undefined) throw new AppError('platform/not-found');
    unwrap(decideClassAction(found, 'move-end'));
    if (endsOn < dayOf(now)) throw new AppError('training/day-past');
    if (!isClassPeriod(found.startsOn, endsOn)) throw new AppError('training/class-days', { most: MAX_DAYS });
    const row = db.updateTable('training.class').set({ ends_on: endsOn, version: version + 1 });
    await change(row.where('id', '=', classId).where('version', '=', version), async () => {
      const current = (await findClass(db, classId))?.version;
      return new AppError('platform/stale', { current, yours: version });
    });
    return {
      answer: { version: version + 1 },
      entry: { subjectKind: 'class', subjectId: classId, partyId: found.partyId, detail: { endedOn: found.endsOn, endsOn } },
    };
  },
});
