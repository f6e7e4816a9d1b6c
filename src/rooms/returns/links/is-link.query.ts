import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { Token } from './section-link.command.ts';

/** Whether such a link exists, checked before a form body is read. The database checks what it still opens in the command itself. */
export const isLink = defineQuery({
  name: 'returns/is-link',
  permission: 'public',
  input: z.strictObject({ token: Token }),
  answer: z.boolean(),
  async run({ db }, { token }) {
    const { rows } = await sql<{ there: boolean }>`select returns.is_link(${token}) as there`.execute(db);
    return rows[0]!.there;
  },
});
