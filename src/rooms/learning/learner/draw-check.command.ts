import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { drawCheck, partOf } from '../progress/check.rules.ts';
import { withDueAgain } from '../progress/due-again.ts';
import { countedChecks, triesLeft } from '../progress/progress.rules.ts';
import { Secret } from './learn.schema.ts';
import { hasElsewhere, lackingOf, lockAttempts, ownTrainee } from './learner.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Draws the final check of a module, or of its missing lessons, or returns the open one: a learner who leaves and comes back finds the same questions. */
export const drawOwnCheck = defineCommand({
  name: 'training/draw-check',
  permission: 'training:learn',
  clauses: TRAINING_CLAUSES,
  // The class comes from the session, which the caller read with the same secret.
  input: z.strictObject({ token: Secret, moduleId: z.string().max(40), classId: z.uuid().nullable() }),
  answer: z.object({ attempt: z.string() }),
  signInStep: {
    refused: 'training/session-over',
    statement: ({ token }) => ({ text: 'select training.enter_learner($1, false) as claims', values: [token] }),
  },
  async run({ db, write, subject, now, newId, platform }, { moduleId, classId }) {
    const read = platform.services.courses.module(moduleId);
    const trainee = await ownTrainee(db, subject.person);
    // Two taps or two phones are handled one after the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${trainee.id} ${moduleId}`}, 0))`.execute(db);
    const tried = withDueAgain(now, await lockAttempts(db, { trainee: trainee.id, module: moduleId }));
    const lacking = await lackingOf(db, trainee.id, moduleId);
    const attempts = countedChecks(read, tried, lacking);
    const open = attempts.find((one) => one.receivedAt === null);
    const entryOf = (attempt: string) => ({
      subjectKind: 'trainee',
      subjectId: trainee.id,
      partyId: trainee.partyId,
      detail: { attempt, module: moduleId },
    });
    if (await hasElsewhere(db, trainee.id, moduleId, now)) throw new AppError('training/passed-already');
    if (open) return { answer: { attempt: open.id }, entry: entryOf(open.id) };
    if (attempts.some((one) => one.passed)) throw new AppError('training/passed-already');
    if (triesLeft(read, attempts, lacking) === 0) throw new AppError('training/tries-used', { tries: read.module.check.tries });
    const id = newId();
    const earlier = tried.filter((one) => one.moduleId === moduleId).map((one) => one.drawn);
    const drawn = drawCheck(partOf(read, lacking), () => randomInt(2 ** 40) / 2 ** 40, earlier);
    write(
      db.insertInto('training.attempt').values({
        id,
        trainee_id: trainee.id,
        party_id: trainee.partyId,
        class_id: classId,
        module_id: moduleId,
        module_version: read.module.version,
        lessons: lacking,
        drawn: JSON.stringify(drawn),
        drawn_at: now,
      }),
    );
    return { answer: { attempt: id }, entry: entryOf(id) };
  },
});
