import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { CLASS_MACHINE, decideClassAction } from './class.rules.ts';
import { accessSlipsOf, findClass } from './class.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Gives a learner of a class their tries in a module back, after the instructor spoke with them. Earlier tries stay recorded. */
export const resetTries = defineCommand({
  ...commandOf(CLASS_MACHINE, 'reset-tries'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ classId: z.uuid(), traineeId: z.uuid(), moduleId: z.string().max(40) }),
  answer: z.object({ done: z.literal(true) }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, write, subject, now, newId }, { classId, traineeId, moduleId }) {
    const found = await findClass(db, classId);
    const inClass = (await accessSlipsOf(db, classId)).some((accessSlip) => accessSlip.traineeId === traineeId);
    if (found === undefined || !inClass || !found.modules.includes(moduleId)) throw new AppError('platform/not-found');
    unwrap(decideClassAction(found, 'reset-tries'));
    const row = {
      id: newId(),
      trainee_id: traineeId,
      party_id: found.partyId,
      module_id: moduleId,
      reset_at: now,
      reset_by: subject.person,
    };
    write(db.insertInto('training.tries_reset').values(row));
    return {
      answer: { done: true as const },
      entry: { subjectKind: 'class', subjectId: classId, partyId: found.partyId, detail: { trainee: traineeId, module: moduleId } },
    };
  },
});
