import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import type { Origin } from '#kernel/status.ts';
import { SAYS } from '#kernel/status.ts';

/** A text in one language. */
export const PlainWording = z.string().trim().min(1).max(300);

/** A text in both languages, or one text in its original language, shown to all readers as it is. */
export const Wording = z.union([z.strictObject({ en: PlainWording, fr: PlainWording }), PlainWording]);
export type Wording = z.infer<typeof Wording>;

/** A partial date that exists: `2014`, `2014-01` or `2014-01-27`. */
export const EvidenceDate = z.string().refine(isPartialDate, { error: 'date' });

/** A web address. The server fetches nothing from it. */
export const EvidenceAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** Obligation ids of one edition, each once. */
export const ObligationIds = z
  .array(z.string().min(1).max(40))
  .min(1)
  .max(80)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'duplicate' });

/** The content of every evidence item, entered by a person or recorded by the program. */
export const ItemContent = z.strictObject({
  editionId: z.string().min(1).max(80),
  obligationIds: ObligationIds,
  /** Kind of evidence of the edition, such as `EV-TRTY`. */
  kind: z.string().min(1).max(40),
  says: z.enum(SAYS),
  title: Wording,
  /** The day of the fact, as exact as the source gives it. */
  date: EvidenceDate,
  /** The date at which the source describes this state of affairs, where it differs from `date`. */
  asOf: EvidenceDate.optional(),
  source: Wording,
  /** Page of the document, as printed on it. */
  page: z.string().trim().min(1).max(40).optional(),
  documentId: z.uuid().optional(),
  address: EvidenceAddress.optional(),
  note: z.string().trim().min(1).max(4000).optional(),
  /** Default: the lowest label for a new item, the present label for a changed or corrected one. */
  label: RecordLabel.optional(),
});
export type ItemContent = z.infer<typeof ItemContent>;

/** An evidence item that another room records: it counts as soon as the command commits. */
export type NewItem = ItemContent & {
  readonly partyId: string;
  readonly origin: Origin;
  /** False: what it quotes has a release of its own, so a round that cites it does not open it when it is adopted. Default: true. */
  readonly opensWithRound?: boolean;
};
