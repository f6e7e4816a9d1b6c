import { z } from 'zod';
import { RosterFault } from '../roster/roster.schema.ts';

/** The most completions one act takes; a longer table goes in by parts. */
export const MOST_COMPLETIONS = 2_500;

/** A table of completions, or a part of one with its head. `firstLine`: where its first row stands in the whole file. */
export const CompletionsTable = z.strictObject({
  partyId: z.uuid(),
  table: z.string().min(1).max(900_000),
  firstLine: z.int().min(2).max(1_000_000).default(2),
});
export const CompletionsPreview = z.object({
  new: z.int(),
  known: z.int(),
  unsigned: z.int(),
  faults: z.array(RosterFault),
  faultCount: z.int(),
});
export type CompletionsPreview = z.infer<typeof CompletionsPreview>;
export const CompletionsTaken = z.object({ taken: z.int(), known: z.int() });
