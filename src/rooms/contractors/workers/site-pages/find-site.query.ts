import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { PublicSite } from './site-page.schema.ts';

/** The site whose public page is at an address, without account; null where none is published (5f). */
export const findSite = defineQuery({
  name: 'contractors/find-site',
  permission: 'public',
  input: z.strictObject({ slug: z.string() }),
  answer: PublicSite.nullable(),
  async run({ db }, { slug }) {
    const { rows } = await sql<{ site: z.infer<typeof PublicSite> | null }>`select contractors.public_site(${slug}) as site`.execute(db);
    return rows[0]!.site;
  },
});
