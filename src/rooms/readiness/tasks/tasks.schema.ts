import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';

/** Training that ends soon, with the nearest day: at a party or in an operation whose board this reader may see, or the reader's own. */
export const TrainingTasks = z.object({
  tasks: z.array(z.object({ party: z.object({ id: z.string(), name: BothLanguages }), own: z.boolean(), due: z.string() })),
});
export type TrainingTasks = z.infer<typeof TrainingTasks>;
