import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { shareKnown } from '../progress/first-look.rules.ts';
import { Answers, Secret } from './learn.schema.ts';
import { lackingOf, ownTrainee } from './learner.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records what a learner knew of a module before they began it. Only once: a second submission changes nothing, and after a lesson was read it is too late. */
export const takeFirstLook = defineCommand({
  name: 'training/take-first-look',
  permission: 'training:learn',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ token: Secret, moduleId: z.string().max(40), answers: Answers }),
  answer: z.object({ recorded: z.literal(true) }),
  signInStep: {
    refused: 'training/session-over',
    statement: ({ token }) => ({ text: 'select training.enter_learner($1, false) as claims', values: [token] }),
  },
  async run({ db, write, subject, now, platform }, { moduleId, answers }) {
    const read = platform.services.courses.module(moduleId);
    const { id, partyId } = await ownTrainee(db, subject.person);
    const own = { trainee_id: id, module_id: moduleId };
    const begun = await Promise.all(
      (['training.lesson_done', 'training.attempt'] as const).map((table) =>
        db.selectFrom(table).select('module_id').where('trainee_id', '=', id).where('module_id', '=', moduleId).executeTakeFirst(),
      ),
    );
    // A person who has part of the module is only asked for the rest, and their result is not compared.
    if (begun.some((row) => row !== undefined) || (await lackingOf(db, id, moduleId)) !== null)
      throw new AppError('training/begun-already');
    write(
      db
        .insertInto('training.first_look')
        .values({ ...own, party_id: partyId, module_version: read.module.version, score: shareKnown(read, answers), answered_at: now })
        .onConflict((clash) => clash.doNothing()),
    );
    return {
      answer: { recorded: true as const },
      entry: { subjectKind: 'trainee', subjectId: id, partyId, detail: { firstLook: moduleId } },
    };
  },
});
