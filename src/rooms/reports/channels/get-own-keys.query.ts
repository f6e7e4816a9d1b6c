import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';

/** The reader's own keys, locked under their passphrase (base64). Not found for everybody else. */
export const getOwnKeys = defineQuery({
  name: 'reports/get-own-keys',
  permission: 'signed-in',
  input: z.strictObject({ channelId: z.uuid() }),
  answer: z.object({ locked: z.base64() }),
  async run({ db }, { channelId }) {
    const { rows } = await sql<{ locked: Buffer | null }>`select reports.own_locked_keys(${channelId}) as locked`.execute(db);
    if (rows[0]!.locked === null) throw new AppError('platform/not-found');
    return { locked: rows[0]!.locked.toString('base64') };
  },
});
