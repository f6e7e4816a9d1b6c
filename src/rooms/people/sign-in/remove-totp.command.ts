import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { Done } from '../people.schema.ts';
import '../errors.ts';
import '../permissions.ts';

const REFUSED = { 'not-fresh': 'people/sign-in-again', last: 'people/last-factor', none: 'platform/not-found' } as const;

/** Removes the one-time codes from the account, unless they are its last second factor where one is required. */
export const removeTotp = defineCommand({
  name: 'people/remove-totp',
  permission: 'people:self',
  operational: 'access',
  input: z.strictObject({}),
  answer: Done,
  async run({ db, subject }) {
    const { rows } = await sql<{ came: 'removed' | keyof typeof REFUSED }>`select identity.remove_totp() as came`.execute(db);
    const { came } = rows[0]!;
    if (came !== 'removed') throw new AppError(REFUSED[came]);
    return {
      answer: { done: true },
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { removed: 'totp' } },
    };
  },
});
