import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';

/** The instruments behind the policy, in the order they are shown. `TIP` is the Palermo Protocol; `OSCE` the Code of Conduct of 1994. */
export const INSTRUMENTS = ['UNTOC', 'TIP', 'CETS197', 'OSCE', 'C029', 'P029', 'C105'] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** `unknown` is no source found. It never means "no"; `not-party` and `not-participating` need a source that says so. */
export const TREATY_STATUSES = ['party', 'signatory', 'not-party', 'participating', 'not-participating', 'unknown'] as const;
export type TreatyStatus = (typeof TREATY_STATUSES)[number];

/**
 * How sure a cell is, from the `confidence` column of the facts:
 * `cross-checked` -> two-sources; `single-source…` -> one-source; `position-inferred` -> position; `status only` and
 * `cross-checked (status)` -> status-only (no date found); `conflict` -> conflict; `none` -> none.
 */
export const CONFIDENCES = ['two-sources', 'one-source', 'position', 'status-only', 'conflict', 'none'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Who a nation is today: an Ally, a contributor confirmed by a person, last seen in an operation that still runs, or neither. */
export const TREATY_GROUPS = ['ally', 'contributor', 'seen', 'other'] as const;
export type TreatyGroup = (typeof TREATY_GROUPS)[number];

const Names = z.object({ en: z.string().min(1), fr: z.string().min(1) });
const Partial = z.string().refine(isPartialDate, 'not a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD');

/** The day, month, year or span of years (`2022-2024`) for which a source gives its state of affairs. */
export const AsOf = z.string().refine((text) => isPartialDate(text) || /^\d{4}-\d{4}$/.test(text), 'not a date or a span of years');

/** What one nation did about one instrument, as the best current row says. Empty columns of the facts are null. */
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

/** Ways of becoming bound, as depositaries name them; `admission` is the OSCE's. */
export const ACTION_KINDS = ['ratification', 'accession', 'acceptance', 'approval', 'succession', 'admission'] as const;

export const TreatyParty = z.object({
  id: z.string(),
  /** ISO 3166-1 alpha-2, or `XK`, which is user-assigned and claims no status. */
  iso2: z.string().length(2),
  name: Names,
  /** Shown with the words that references are without prejudice to positions on status. */
  statusNeutral: z.boolean(),
  /** The latest sighting in an operation that still runs: code (`KFOR`) and date as the source gave it, null where it gave none. Present in group `seen` only. */
  lastSeen: z.object({ operation: z.string(), asOf: Partial.nullable() }).nullable(),
  cells: z.record(z.enum(INSTRUMENTS), TreatyCell),
});
export type TreatyParty = z.infer<typeof TreatyParty>;

/** The public treaty table on one day. Parties stand in no particular order: the page sorts them in the reader's language. */
export const TreatyTable = z.object({
  /** Today's date, on which the groups were worked out. */
  day: Partial,
  /** The as-of most cells of an instrument share, for the column head; null where no cell has one. */
  asOf: z.record(z.enum(INSTRUMENTS), AsOf.nullable()),
  /** Always all four groups, in the order of TREATY_GROUPS, empty ones too. */
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
}).omit({ crosscheck: true, note: true });
export type TreatyRow = z.infer<typeof TreatyRow>;
