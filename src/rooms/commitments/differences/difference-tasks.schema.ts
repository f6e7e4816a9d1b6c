import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';

/** Parties about which sources differ, with the number of obligations on which this reader has something to do. */
export const DifferenceTasks = z.object({
  tasks: z.array(z.object({ party: z.object({ id: z.string(), kind: z.enum(PARTY_KINDS), name: BothLanguages }), obligations: z.int() })),
});
export type DifferenceTasks = z.infer<typeof DifferenceTasks>;
