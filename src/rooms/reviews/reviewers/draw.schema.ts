import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';

const Named = z.object({ id: z.string(), name: BothLanguages });
/** Who reviews whom, and everything needed to repeat the draw. */
export const DrawView = z.object({
  rule: z.string(),
  at: z.string(),
  log: z.object({ origin: z.string(), size: z.number(), root: z.string(), day: z.string() }),
  /** The lists used for the draw, as ids. */
  nations: z.array(z.string()),
  others: z.array(z.string()),
  pairs: z.array(z.object({ party: Named, by: z.array(Named) })),
});
export type DrawView = z.infer<typeof DrawView>;
