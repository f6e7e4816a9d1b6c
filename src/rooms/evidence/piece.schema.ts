import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import type { Origin } from '#kernel/status.ts';
import { SAYS } from '#kernel/status.ts';

/** A text in both languages, or one text in the language it was written in, shown as it is to everybody. */
export const Wording = z.union([
  z.strictObject({ en: z.string().trim().min(1).max(300), fr: z.string().trim().min(1).max(300) }),
  z.string().trim().min(1).max(300),
]);
export type Wording = z.infer<typeof Wording>;

/** A partial date that exists: `2014`, `2014-01` or `2014-01-27`. */
export const EvidenceDate = z.string().refine(isPartialDate, { error: 'date' });

/** An address on the web. Nothing is fetched from it. */
export const EvidenceAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** Obligation ids of one edition, each once. */
export const ObligationIds = z
  .array(z.string().min(1).max(40))
  .min(1)
  .max(80)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'duplicate' });

/** What every piece says, whoever writes it. */
export const PieceContent = z.strictObject({
  editionId: z.string().min(1).max(80),
  obligationIds: ObligationIds,
  /** Kind of evidence of the edition, such as `EV-TRTY`. */
  kind: z.string().min(1).max(40),
  says: z.enum(SAYS),
  title: Wording,
  /** The day the fact is of, no more exact than the source. */
  date: EvidenceDate,
  /** The day on which the source gave this state of affairs, where it is another. */
  asOf: EvidenceDate.optional(),
  source: Wording,
  /** Page of the document, as printed on it. */
  page: z.string().trim().min(1).max(40).optional(),
  documentId: z.uuid().optional(),
  address: EvidenceAddress.optional(),
  note: z.string().trim().min(1).max(4000).optional(),
  /** Left out: the lowest for a new piece, and what it was for a changed or corrected one. */
  label: RecordLabel.optional(),
});
export type PieceContent = z.infer<typeof PieceContent>;

/** A piece as another room hands it over: it counts from the moment the command commits. */
export type NewPiece = PieceContent & {
  readonly partyId: string;
  readonly origin: Origin;
};
