import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { HAND_OVER_MACHINE } from './hand-over.rules.ts';

/** A board frozen for a hand-over, and who signed it. */
export const HandOverPage = z.object({
  id: z.string(),
  asOf: z.string(),
  persons: z.int(),
  ready: z.int(),
  /** How many others still have days left: they count neither as ready nor as missing. */
  inTime: z.int(),
  missing: z.array(z.object({ module: z.string(), persons: z.int() })),
  checkedBy: z.string(),
  signatures: z.array(z.object({ side: z.enum(['outgoing', 'incoming']), by: z.string(), at: z.string(), reasons: z.string().nullable() })),
});

export const HandOvers = z.object({
  handOvers: z.array(
    z.object({
      rotationId: z.string(),
      partyId: z.string(),
      unit: z.string(),
      contingent: z.string(),
      from: z.string(),
      handOver: z.string().nullable(),
      page: HandOverPage.extend({ actions: offeredActionsOf(HAND_OVER_MACHINE) }).nullable(),
    }),
  ),
});
export type HandOvers = z.infer<typeof HandOvers>;
