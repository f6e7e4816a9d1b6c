import { z } from 'zod';

/** What can be done for the workers of a contract. `channel`: null where reporters can write to none of the contracting party or the operation. */
export const WorkersOfContract = z.object({
  contract: z.object({ id: z.string(), number: z.string(), contractor: z.string(), setId: z.string() }),
  channel: z.object({ slug: z.string(), name: z.record(z.string(), z.string()) }).nullable(),
  /** `unread`: no speaker has read the texts of the language. */
  languages: z.array(z.object({ code: z.string(), name: z.string(), unread: z.boolean() })),
  /** Whether the reader records site visits and interviews workers. */
  mayVisit: z.boolean(),
});
