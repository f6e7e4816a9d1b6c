import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CLASS_MACHINE } from './class.rules.ts';
import { MakeAccessSlips, NewAccessSlips } from './class.schema.ts';
import { findClass } from './class.store.ts';
import { getDueAccessSlips, planAccessSlips } from './plan-access-slips.query.ts';
import { decideRoom } from './seats.rules.ts';
import { lockSeats, readSeatFacts, seatsOf, unitsOfTrainees } from './seats.store.ts';
import { type Derived, newDerivedPin } from './secrets.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Makes access slips for these service numbers. A trainee who has one in this class keeps it. If the roster does not know a number, nothing is done and the number is
 * reported, unless `newcomers` gives a category: a mistyped number must not become a person. The PINs are returned once and stored nowhere.
 */
export const makeAccessSlips = defineCommand({
  ...commandOf(CLASS_MACHINE, 'make-access-slips'),
  clauses: TRAINING_CLAUSES,
  input: MakeAccessSlips,
  answer: NewAccessSlips,
  storedResponse: ({ had }) => ({ accessSlips: [], had }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  // Each PIN is derived (Argon2id) in a shared queue, so no connection is held meanwhile.
  async prepare(input, { token, platform }): Promise<ReadonlyMap<string, Derived>> {
    const derived = new Map<string, Derived>();
    for (const number of await runQuery(platform, getDueAccessSlips, { token, input })) derived.set(number, await newDerivedPin());
    return derived;
  },
  async run({ db, write, subject, now, newId }, input, prepared) {
    const { classId, newcomers } = input;
    await lockSeats(db, classId);
    const { found, known, unknown, due, had } = await planAccessSlips(db, input);
    if (found.seats !== null) {
      const fresh = await unitsOfTrainees(
        db,
        due.flatMap((number) => known.get(number) ?? []),
      );
      const facts = (await readSeatFacts(db, [classId], [...fresh, found.unitId]))(classId);
      const slips = [...fresh, ...unknown.map(() => found.unitId)].map((unitId) => ({ unitId, slips: 1 }));
      unwrap(decideRoom(found.seats, seatsOf(facts), seatsOf({ ...facts, slips: [...facts.slips, ...slips] })));
    }
    for (const number of unknown) {
      const id = newId();
      known.set(number, id);
      write(
        db.insertInto('training.trainee').values({
          id,
          party_id: found.partyId,
          service_number: number,
          category: newcomers!,
          unit_id: found.unitId,
          recorded_at: now,
          recorded_by: subject.person,
        }),
      );
    }
    const accessSlips = [];
    for (const number of due) {
      const derived = (prepared as ReadonlyMap<string, Derived>).get(number);
      // An access slip for this number existed when the PINs were derived.
      if (derived === undefined) throw new AppError('platform/conflict');
      const { pin, salt, digest } = derived;
      const row = {
        id: newId(),
        class_id: classId,
        party_id: found.partyId,
        trainee_id: known.get(number)!,
        issued_at: now,
        issued_by: subject.person,
      };
      write(db.insertInto('training.access_slip').values({ ...row, pin_salt: salt, pin_digest: digest }));
      accessSlips.push({ number, pin });
    }
    return {
      answer: { accessSlips, had },
      entry: {
        subjectKind: 'class',
        subjectId: classId,
        partyId: found.partyId,
        detail: { accessSlips: accessSlips.length, newcomers: unknown.length },
      },
    };
  },
});
