import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { countedParties, coverageItem } from './coverage-evidence.ts';
import '../../permissions.ts';

/** The parties whose running contracts say something else today than their newest evidence. The installation asks, once a day. */
export const listWaitingCoverage = defineQuery({
  name: 'contractors/list-waiting-coverage',
  permission: 'contractors:measure',
  input: z.strictObject({}),
  answer: z.object({ partyIds: z.array(z.string()) }),
  async run(context) {
    const partyIds: string[] = [];
    for (const [partyId, shares] of await countedParties(context)) {
      if ((await coverageItem(context, partyId, shares))?.isNew) partyIds.push(partyId);
    }
    return { partyIds };
  },
});
