import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import '../permissions.ts';

/** Whether the caller directs rounds: answers, or refuses. For papers that only headquarters sends. */
export const mayDirect = defineQuery({
  name: 'reviews/may-direct',
  permission: 'reviews:direct',
  input: z.strictObject({}),
  answer: z.object({}),
  run: async () => ({}),
});
