import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { Token } from './section-link.command.ts';

/** Whether there is such a link, asked before a form is read. What it still opens, the database says with the act itself. */
export const isLink = defineQuery({
  name: 'returns/is-link',
  permission: 'public',
  input: z.strictObject({ token: Token }),
  answer: z.boolean(),
  async run({ db }, { token }) {
    const { rows } = await sql<{ there: boolean }>`select reporting.is_link(${token}) as there`.execute(db);
    return rows[0]!.there;
  },
});
