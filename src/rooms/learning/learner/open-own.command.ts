import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { readOwnTrainees } from './learner.store.ts';
import '../permissions.ts';

/** Opens the player for a person with an account, as the trainee that the account is linked to. The address works once, within two minutes. */
export const openOwn = defineCommand({
  name: 'training/open-own',
  permission: 'training:learn',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ traineeId: z.uuid() }),
  answer: z.object({ path: z.string() }),
  storedResponse: () => ({ path: '' }),
  async run({ db, subject, newId }, { traineeId }) {
    const own = (await readOwnTrainees(db, subject.person)).find((one) => one.traineeId === traineeId);
    const once = randomBytes(32).toString('base64url');
    const { rows } = await sql<{ opened: boolean }>`select training.open_own(${traineeId}, ${newId()}, ${once}) as opened`.execute(db);
    if (own === undefined || !rows[0]!.opened) throw new AppError('platform/not-found');
    return {
      answer: { path: `/learn/${subject.language}/own?once=${once}` },
      entry: { subjectKind: 'trainee', subjectId: traineeId, partyId: own.partyId, detail: { method: 'account' } },
    };
  },
});
