import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { unitsOf } from '#rooms/parties/index.ts';
import { CLASS_MACHINE, decideClassAction } from './class.rules.ts';
import { BookSeats } from './class.schema.ts';
import { findClass } from './class.store.ts';
import { decideRoom } from './seats.rules.ts';
import { lockSeats, readSeatFacts, seatsOf } from './seats.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Books seats of a class for a unit, or for the party as a whole, in place of an earlier booking. 0 releases it. A full class refuses. */
export const bookSeats = defineCommand({
  ...commandOf(CLASS_MACHINE, 'book-seats'),
  clauses: TRAINING_CLAUSES,
  input: BookSeats,
  answer: z.object({ taken: z.number().int() }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, write, subject, now, newId }, { classId, unitId, seats }) {
    await lockSeats(db, classId);
    const found = await findClass(db, classId);
    if (found === undefined) throw new AppError('platform/not-found');
    unwrap(decideClassAction(found, 'book-seats'));
    if (unitId !== null && !(await unitsOf(db, found.partyId)).some(({ id }) => id === unitId)) throw new AppError('platform/not-found');
    const facts = (await readSeatFacts(db, [classId]))(classId);
    const others = facts.bookings.filter((one) => one.unitId !== unitId);
    const after = seatsOf({ ...facts, bookings: seats === 0 ? others : [...others, { unitId, seats }] });
    unwrap(decideRoom(found.seats, seatsOf(facts), after));
    const row = { seats, booked_by: subject.person, booked_at: now };
    write(
      db
        .insertInto('training.seat_booking')
        .values({ id: newId(), class_id: classId, party_id: found.partyId, unit_id: unitId, ...row })
        .onConflict((conflict) => conflict.columns(['class_id', 'unit_id']).doUpdateSet(row)),
    );
    return {
      answer: { taken: after.taken },
      entry: { subjectKind: 'class', subjectId: classId, partyId: found.partyId, detail: { unit: unitId, seats } },
    };
  },
});
