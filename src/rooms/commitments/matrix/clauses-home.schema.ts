import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { ExportLabel } from '#kernel/record-label.ts';
import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { Representative } from '#rooms/people/index.ts';

const Count = z.object({ status: z.enum(STATUSES), origin: z.enum(ORIGINS).nullable(), n: z.int() });
export type StatusCount = z.infer<typeof Count>;

/**
 * Who keeps each clause, among the nations, for the policy office. One unit of a count is one obligation of one nation. Counts of a clause are never added up
 * to a score, and no clauses are added to each other.
 */
export const ClausesHome = HomeUrgency.extend({
  asOf: z.string(),
  /** The label of everything that the reader is shown in it. */
  label: ExportLabel,
  nations: z.int(),
  clauses: z.array(
    z.object({
      id: z.string(),
      short: BothLanguages,
      reconstructed: z.boolean(),
      counts: z.array(Count),
      /** Obligations whose evidence is overdue, and the nearest day on which more becomes so. */
      late: z.int(),
      next: z.string().nullable(),
      /** Obligations about which sources differ and both views are not recorded. */
      differing: z.int(),
    }),
  ),
  /** Obligations whose evidence is overdue, the oldest first, with the nations. */
  overdue: z.array(
    z.object({
      obligationId: z.string(),
      short: BothLanguages,
      reconstructed: z.boolean(),
      since: z.string(),
      parties: z.array(z.object({ id: z.string(), name: BothLanguages })),
    }),
  ),
  /** The nations whose evidence is overdue, in the order of their names, with how many obligations and whom to write to. */
  toRemind: z.array(z.object({ party: z.object({ id: z.string(), name: BothLanguages }), n: z.int(), people: z.array(Representative) })),
  /** Nations about which sources differ, in the order of their names, with the obligations. */
  differing: z.array(
    z.object({
      party: z.object({ id: z.string(), name: BothLanguages }),
      obligations: z.array(
        z.object({
          id: z.string(),
          short: BothLanguages,
          reconstructed: z.boolean(),
          status: z.enum(STATUSES),
          origin: z.enum(ORIGINS).nullable(),
        }),
      ),
    }),
  ),
});
export type ClausesHome = z.infer<typeof ClausesHome>;
