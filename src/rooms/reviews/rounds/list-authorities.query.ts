import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { Authority } from './round.schema.ts';
import { listAuthorities as list } from './round.store.ts';

/** The dated register of competent authorities and their review calendars (5g), including replaced entries. */
export const listAuthorities = defineQuery({
  name: 'reviews/list-authorities',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.object({ authorities: z.array(Authority) }),
  async run({ db }) {
    const rows = await list(db);
    return {
      authorities: rows.map((row) => ({
        id: row.id,
        name: { en: row.name_en, fr: row.name_fr },
        reviews: { en: row.reviews_en, fr: row.reviews_fr },
        intervalMonths: row.interval_months,
        from: row.valid_from,
        to: row.valid_to,
        source: row.source,
        replaces: row.replaces,
        replacedBy: row.replaced_by,
      })),
    };
  },
});
