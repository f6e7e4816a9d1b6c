import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { ExportLabel } from '#kernel/record-label.ts';
import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';

const Obligation = z.object({
  id: z.string(),
  short: BothLanguages,
  reconstructed: z.boolean(),
  status: z.enum(STATUSES),
  origin: z.enum(ORIGINS).nullable(),
  late: z.string().nullable(),
  /** When its evidence becomes too old; null where it does not age or there is none. */
  due: z.string().nullable(),
  differs: z.boolean(),
});
export type OwnObligation = z.infer<typeof Obligation>;

/** What is known of the reader's own parties: each obligation that binds them, as their row of the matrix shows it. */
export const OwnClausesHome = HomeUrgency.extend({
  parties: z.array(
    z.object({
      party: z.object({ id: z.string(), kind: z.enum(PARTY_KINDS), name: BothLanguages }),
      label: ExportLabel,
      obligations: z.array(Obligation),
    }),
  ),
});
export type OwnClausesHome = z.infer<typeof OwnClausesHome>;
