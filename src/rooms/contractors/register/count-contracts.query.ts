import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { COVERAGES } from './contract.rules.ts';
import { countContracts as countRows } from './contract.store.ts';
import '../permissions.ts';

/** How many contracts the reader may see, by what they carry of their clause set; each has the value in euros of those that can be added up (5f). */
export const countContracts = defineQuery({
  name: 'contractors/count-contracts',
  permission: 'contractors:read',
  input: z.strictObject({}),
  answer: z.object({
    items: z.array(z.object({ coverage: z.enum(COVERAGES), contracts: z.int(), valued: z.int(), euros: z.string() })),
  }),
  async run({ db }) {
    const rows = await countRows(db);
    const none = { contracts: 0, valued: 0, euros: '0' };
    return { items: COVERAGES.map((coverage) => ({ ...none, ...rows.find((row) => row.coverage === coverage), coverage })) };
  },
});
