import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { unwrap } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { decideClassAction } from './class.rules.ts';
import { MakeAccessSlips } from './class.schema.ts';
import { accessSlipsOf, findClass, traineesByNumber } from './class.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * The effect of making access slips for these numbers: the class, known trainees by number, unknown numbers, numbers that get an access slip, and numbers that have one.
 * Throws if the class is over, or if a number is unknown and `newcomers` gives no category.
 */
export async function planAccessSlips(db: Database, { classId, numbers, newcomers }: z.output<typeof MakeAccessSlips>) {
  const found = await findClass(db, classId);
  if (found === undefined) throw new AppError('platform/not-found');
  unwrap(decideClassAction(found, 'make-access-slips'));
  const wanted = [...new Set(numbers)];
  const known = await traineesByNumber(db, found.partyId, wanted);
  const unknown = wanted.filter((number) => !known.has(number));
  if (unknown.length > 0 && newcomers === undefined)
    throw new AppError('training/unknown-trainees', { count: unknown.length, numbers: unknown.join(', ') });
  const withAccessSlip = new Set((await accessSlipsOf(db, classId)).map(({ number }) => number));
  return {
    found,
    known,
    unknown,
    due: wanted.filter((one) => !withAccessSlip.has(one)),
    had: wanted.filter((one) => withAccessSlip.has(one)),
  };
}

/** The numbers that get an access slip, read before their PINs are derived. Internal: no route returns it. */
export const getDueAccessSlips = defineQuery({
  name: 'training/get-due-access-slips',
  permission: 'training:teach',
  input: MakeAccessSlips,
  answer: z.array(z.string()),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  run: async ({ db }, input) => (await planAccessSlips(db, input)).due,
});
