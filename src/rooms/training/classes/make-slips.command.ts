import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '../clauses.ts';
import { MakeSlips, SlipsMade } from './class.schema.ts';
import { findClass, slipsOf, traineesByNumber } from './class.store.ts';
import { newPin, pinDigest } from './secrets.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Makes slips for these service numbers. Whoever has one in this class keeps it. Numbers the roster does not know are named and nothing is done, unless it is
 * said what people they are: a mistyped number must not become a person. The PINs are answered once and kept nowhere.
 */
export const makeSlips = defineCommand({
  name: 'training/make-slips',
  permission: 'training:teach',
  clauses: TRAINING_CLAUSES,
  input: MakeSlips,
  answer: SlipsMade,
  keep: ({ had }) => ({ slips: [], had }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, write, subject, now, newId }, { classId, numbers, newcomers }) {
    const found = await findClass(db, classId);
    if (found === undefined) throw new AppError('platform/not-found');
    if (found.closedAt !== null) throw new AppError('training/class-over');
    const wanted = [...new Set(numbers)];
    const known = await traineesByNumber(db, found.partyId, wanted);
    const unknown = wanted.filter((number) => !known.has(number));
    if (unknown.length > 0 && newcomers === undefined)
      throw new AppError('training/unknown-trainees', { count: unknown.length, numbers: unknown.join(', ') });
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
    const slipped = new Set((await slipsOf(db, classId)).map(({ number }) => number));
    const slips = [];
    for (const number of wanted.filter((one) => !slipped.has(one))) {
      const pin = newPin();
      const { salt, digest } = await pinDigest(pin);
      const row = {
        id: newId(),
        class_id: classId,
        party_id: found.partyId,
        trainee_id: known.get(number)!,
        made_at: now,
        made_by: subject.person,
      };
      write(db.insertInto('training.slip').values({ ...row, pin_salt: salt, pin_digest: digest }));
      slips.push({ number, pin });
    }
    const had = wanted.filter((one) => slipped.has(one));
    return {
      answer: { slips, had },
      entry: {
        subjectKind: 'class',
        subjectId: classId,
        partyId: found.partyId,
        detail: { slips: slips.length, newcomers: unknown.length },
      },
    };
  },
});
