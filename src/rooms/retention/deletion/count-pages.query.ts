import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { countPages } from '../retention.store.ts';
import '../permissions.ts';

/** How many pages the table of each rule has: what the nightly deletion divides into portions. For the installation only. */
export const countPagesOfRules = defineQuery({
  name: 'retention/count-pages',
  permission: 'retention:run',
  input: z.strictObject({}),
  answer: z.array(z.object({ rule: z.string(), pages: z.int() })),
  run: ({ db }) => countPages(db),
});
