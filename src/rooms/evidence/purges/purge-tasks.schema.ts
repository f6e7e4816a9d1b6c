import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';

/** Requested purges on which this reader may decide. `title` is null where the item has none; `requestedAt` is ISO 8601 in UTC. There is no due date. */
export const PurgeTasks = z.object({
  tasks: z.array(z.object({ itemId: z.string(), title: BothLanguages.nullable(), requestedAt: z.string() })),
});
export type PurgeTasks = z.infer<typeof PurgeTasks>;
