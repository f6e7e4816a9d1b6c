import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { accessSlipsOf, findClass } from '../classes/class.store.ts';
import { CorrectFirstLook } from './first-looks.schema.ts';
import { shareOf } from './sheets.rules.ts';
import { firstLookOnPaper } from './test-paper.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Corrects or removes what was entered from paper of what a person knew before. A test that was not passed has no record to revoke, so this command is needed.
 * A removed figure can be entered again with its test. A learner's answers at the player are not changed.
 */
export const correctFirstLook = defineCommand({
  name: 'training/correct-first-look',
  permission: 'training:teach',
  clauses: TRAINING_CLAUSES,
  input: CorrectFirstLook,
  answer: z.object({ done: z.literal(true) }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, change, platform }, { classId, moduleId, traineeId, knewBefore, reason }) {
    const found = await findClass(db, classId);
    if (found === undefined || !found.modules.includes(moduleId)) throw new AppError('platform/not-found');
    if (!(await accessSlipsOf(db, classId)).some((accessSlip) => accessSlip.traineeId === traineeId))
      throw new AppError('training/not-in-class');
    const { length: asked } = firstLookOnPaper(platform.services.courses.module(moduleId));
    if ((knewBefore ?? 0) > asked) throw new AppError('training/more-than-asked-before', { questions: asked });
    const share = knewBefore === null ? null : shareOf(knewBefore, asked);
    await change(sql`select from training.correct_first_look(${traineeId}, ${moduleId}, ${share}::int) as done where done`);
    return {
      answer: { done: true as const },
      entry: {
        subjectKind: 'class',
        subjectId: classId,
        partyId: found.partyId,
        detail: { trainee: traineeId, module: moduleId, revoked: knewBefore === null, reason },
      },
    };
  },
});
