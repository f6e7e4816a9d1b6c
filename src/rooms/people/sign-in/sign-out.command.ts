import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { Done } from '../people.schema.ts';
import '../permissions.ts';

/** Signs out: ends the current session at once. */
export const signOut = defineCommand({
  name: 'people/sign-out',
  permission: 'people:self',
  operational: 'access',
  runsOnLowDisk: true,
  input: z.strictObject({}),
  answer: Done,
  async run({ db, subject }) {
    await sql`select identity.end_session()`.execute(db);
    return { answer: { done: true }, entry: { subjectKind: 'session', subjectId: subject.session, partyId: null, detail: {} } };
  },
});
