import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { accessSlipsOf, findClass } from '../classes/class.store.ts';
import { CorrectFirstLook, type FirstLooks } from './first-looks.schema.ts';
import { looksOnPaper } from './papers.store.ts';
import { shareOf } from './sheets.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Corrects or removes what was entered from paper of what a person knew before. A test that was not passed has no record to revoke, so this command is needed.
 * A removed figure can be entered again with its test. A learner's answers at the player are not changed. The figure is counted by the version on the sheet.
 */
export const correctFirstLook = defineCommand({
  name: 'training/correct-first-look',
  permission: 'training:teach',
  clauses: TRAINING_CLAUSES,
  input: CorrectFirstLook,
  answer: z.object({ done: z.literal(true) }),
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run({ db, change }, { classId, moduleId, traineeId, knewBefore, reason }) {
    const found = await findClass(db, classId);
    if (found === undefined || !found.modules.includes(moduleId)) throw new AppError('platform/not-found');
    if (!(await accessSlipsOf(db, classId)).some((accessSlip) => accessSlip.traineeId === traineeId))
      throw new AppError('training/not-in-class');
    const look = (await looksOnPaper(db, classId, moduleId)).find((one) => one.traineeId === traineeId);
    if (look === undefined) throw new AppError('platform/not-found');
    const share = knewBefore === null ? null : correctedShare(knewBefore, look);
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

function correctedShare(knewBefore: number, { version, asked }: FirstLooks['looks'][number]): number {
  if (asked === null) throw new AppError('training/first-look-not-kept', { version });
  if (knewBefore > asked) throw new AppError('training/more-than-asked-before', { questions: asked });
  return shareOf(knewBefore, asked);
}
