import { z } from 'zod';
import { Day } from '#kernel/day.ts';

/**
 * What shows a reporter's browser that the log names a list of readers: the list and the channel keys as they were at the end of the newest day in the log, the leaf of
 * that day, its way to the root, and the checkpoint with its cosignatures. The same for every caller. Bytes are in base64, the salt in hex.
 */
export const ChannelProof = z.object({
  keys: z.object({ first: z.base64(), successors: z.array(z.base64()) }),
  manifest: z.base64(),
  detail: z.object({ day: Day, key: z.base64(), manifest: z.base64(), root: z.base64() }),
  salt: z.string(),
  entry: z.object({ id: z.string(), at: z.string(), person: z.string(), clauses: z.array(z.string()) }),
  index: z.number().int(),
  path: z.array(z.base64()),
  checkpoint: z.string(),
});
export type ChannelProof = z.infer<typeof ChannelProof>;
