import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { OfferedSet } from './set.schema.ts';
import { describeSet, offeredSets } from './set.store.ts';
import '../permissions.ts';

/** The clause sets that ship, and the loaded ones that the reader may see, in each version (5f). */
export const listSets = defineQuery({
  name: 'contractors/list-sets',
  permission: 'contractors:read',
  input: z.strictObject({}),
  answer: z.object({ sets: z.array(OfferedSet) }),
  run: async ({ db }) => ({ sets: (await offeredSets(db)).map(({ set, ...one }) => ({ ...one, ...describeSet(set) })) }),
});
