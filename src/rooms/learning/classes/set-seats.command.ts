import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CLASS_MACHINE, decideClassAction } from './class.rules.ts';
import { SetSeats } from './class.schema.ts';
import { findClass } from './class.store.ts';
import { decideSeats } from './seats.rules.ts';
import { lockSeats, readSeatFacts, seatsOf } from './seats.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Sets how many people a class can take: at least those who are in it and those for whom seats are booked. */
export const setSeats = defineCommand({
  ...commandOf(CLASS_MACHINE, 'set-seats'),
  clauses: TRAINING_CLAUSES,
  input: SetSeats,
  answer: z.object({ version: z.number().int() }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, change }, { classId, seats, version }) {
    const found = await findClass(db, classId);
    if (found === undefined) throw new AppError('platform/not-found');
    unwrap(decideClassAction(found, 'set-seats'));
    await lockSeats(db, classId);
    unwrap(decideSeats(seats, seatsOf((await readSeatFacts(db, [classId]))(classId))));
    const row = db.updateTable('training.class').set({ seats, version: version + 1 });
    await change(row.where('id', '=', classId).where('version', '=', version), async () => {
      const current = (await findClass(db, classId))?.version;
      return new AppError('platform/stale', { current, yours: version });
    });
    return {
      answer: { version: version + 1 },
      entry: { subjectKind: 'class', subjectId: classId, partyId: found.partyId, detail: { before: found.seats, seats } },
    };
  },
});
