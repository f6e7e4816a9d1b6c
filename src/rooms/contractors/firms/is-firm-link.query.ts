import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { Token } from './firm.schema.ts';

/** Whether such a link exists, checked before a form body is read. What it still opens is checked in the command itself. */
export const isFirmLink = defineQuery({
  name: 'contractors/is-firm-link',
  permission: 'public',
  input: z.strictObject({ token: Token }),
  answer: z.boolean(),
  async run({ db }, { token }) {
    const { rows } = await sql<{ there: boolean }>`select contractors.is_firm_link(${token}) as there`.execute(db);
    return rows[0]!.there;
  },
});
