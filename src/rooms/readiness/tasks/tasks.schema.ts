import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';

/**
 * Training that ends soon, with the nearest day: at a party or in an operation whose board this reader may see, or the reader's own. `requestedOn`: a commander asked
 * the reader for the first roster of the party; that has no due date. `handOver`: a frozen board that the reader may sign, and since when it waits.
 */
export const TrainingTasks = z.object({
  tasks: z.array(
    z.object({
      party: z.object({ id: z.string(), name: BothLanguages }),
      own: z.boolean(),
      due: Day.nullable(),
      requestedOn: Day.nullable(),
      handOver: z.object({ contingent: z.string(), waitingSince: Day }).nullable(),
    }),
  ),
});
export type TrainingTasks = z.infer<typeof TrainingTasks>;
