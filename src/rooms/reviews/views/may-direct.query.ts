import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import '../permissions.ts';

/** Whether the asker directs rounds: answers, or refuses. For papers that are headquarters' to send. */
export const mayDirect = defineQuery({
  name: 'reviews/may-direct',
  permission: 'reviews:direct',
  input: z.strictObject({}),
  answer: z.object({}),
  run: async () => ({}),
});
