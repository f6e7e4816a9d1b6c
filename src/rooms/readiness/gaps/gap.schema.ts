import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';

/** Why a person lacks a module: nothing done, begun, passed without the signature, or passed and no longer valid on the date. */
export const CAUSES = ['not-begun', 'begun', 'unsigned', 'expired'] as const;
export type Cause = (typeof CAUSES)[number];

/** The most numbers that one answer lists. */
export const MAX_NUMBERS = 400;

export const ListGaps = z.strictObject({ scopeId: z.uuid(), day: Day.optional() });

/** People of one party who lack one module for one cause. `module`: the one to take. `withSlip`: those who have an access slip of a class that teaches it and is not over. */
const Gap = z.object({
  partyId: z.string(),
  party: BothLanguages,
  module: z.string(),
  cause: z.enum(CAUSES),
  persons: z.int(),
  withSlip: z.int(),
});
export type Gap = z.infer<typeof Gap>;
export const Gaps = z.object({ day: z.string(), gaps: z.array(Gap) });
export type Gaps = z.infer<typeof Gaps>;

export const ListGapNumbers = z.strictObject({
  scopeId: z.uuid(),
  day: Day.optional(),
  partyId: z.uuid(),
  module: z.string().min(1).max(40),
  cause: z.enum(CAUSES),
});
/** Service numbers without an access slip. `more`: there are others beyond the most that one answer lists. */
export const GapNumbers = z.object({ numbers: z.array(z.string()), more: z.boolean() });
