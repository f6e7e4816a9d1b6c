import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { CONFIDENCES, INSTRUMENTS, TREATY_GROUPS, TREATY_STATUSES } from './treaty-words.rules.ts';

export * from './treaty-words.rules.ts';

const Names = z.object({ en: z.string().min(1), fr: z.string().min(1) });
const Partial = z.string().refine(isPartialDate, 'not a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD');

/** The day, month, year or span of years (`2022-2024`) of a source's information. */
export const AsOf = z.string().refine((text) => isPartialDate(text) || /^\d{4}-\d{4}$/.test(text), 'not a date or a span of years');

/** What one nation did about one instrument, from the best current row. Empty columns of the facts are null. */
export const TreatyCell = z.object({
  status: z.enum(TREATY_STATUSES),
  signatureDate: Partial.nullable(),
  /** `ratification`, `accession`, `acceptance`, `approval`, `succession`, `admission`, or null where the source does not say. */
  actionKind: z.string().nullable(),
  actionDate: Partial.nullable(),
  inForce: Partial.nullable(),
  asOf: AsOf.nullable(),
  confidence: z.enum(CONFIDENCES),
  source: z.string().nullable(),
  crosscheck: z.string().nullable(),
  note: z.string().nullable(),
});
export type TreatyCell = z.infer<typeof TreatyCell>;

export const TreatyParty = z.object({
  id: z.string(),
  /** ISO 3166-1 alpha-2, or `XK`, which is user-assigned and claims no status. */
  iso2: z.string().length(2),
  name: Names,
  /** Shown with the words that references are without prejudice to positions on status. */
  statusNeutral: z.boolean(),
  /** The latest observed contribution to a running operation: its code (`KFOR`) and the date from the source, or null. In group `seen` only. */
  lastSeen: z.object({ operation: z.string(), asOf: Partial.nullable() }).nullable(),
  cells: z.record(z.enum(INSTRUMENTS), TreatyCell),
  /** The instruments whose cell rests on the nation's own statement alone: no public source says anything. */
  declared: z.array(z.enum(INSTRUMENTS)),
  /** The instruments about which the nation states something that the policy office has neither accepted nor corrected. Always empty for the public. */
  waiting: z.array(z.enum(INSTRUMENTS)),
});
export type TreatyParty = z.infer<typeof TreatyParty>;

/** The public treaty table on one day. Parties are unsorted: the page sorts them in the reader's language. */
export const TreatyTable = z.object({
  /** The date for which the groups were computed. */
  day: Partial,
  /** The as-of date that most cells of an instrument share, for the column head; null where no cell has one. */
  asOf: z.record(z.enum(INSTRUMENTS), AsOf.nullable()),
  /** Always all four groups, in the order of TREATY_GROUPS, including empty ones. */
  groups: z.array(z.object({ key: z.enum(TREATY_GROUPS), parties: z.array(TreatyParty) })),
  /** Names of the operations mentioned in `lastSeen`, by code. */
  operations: z.record(z.string(), Names),
});
export type TreatyTable = z.infer<typeof TreatyTable>;

/** One row of /api/v1/treaties and /treaties.csv: the same facts, flat. */
export const TreatyRow = TreatyCell.extend({
  iso2: z.string(),
  instrument: z.enum(INSTRUMENTS),
  group: z.enum(TREATY_GROUPS),
  /** Who vouches for the row: a public source, or only the nation itself; null where nothing is known. */
  origin: z.enum(['public-source', 'declared']).nullable(),
}).omit({ crosscheck: true, note: true });
export type TreatyRow = z.infer<typeof TreatyRow>;
