import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';
import { ACTION_KINDS, AsOf, CONFIDENCES, INSTRUMENTS, TREATY_STATUSES } from './treaty-table.schema.ts';

const MaybeDate = z.string().refine(isPartialDate, { error: 'date' }).nullable().default(null);
const MaybeText = z.string().trim().min(1).max(2000).nullable().default(null);

/** The policy office's acceptance of a row that a nation stated, with what it was checked against. */
export const AcceptTreatyStatement = z.strictObject({
  partyId: z.uuid(),
  /** The stated row the author saw. */
  rowId: z.uuid(),
  reason: z.string().trim().min(1).max(1000),
});

/** A newer dated row of one nation and instrument, with its source and the reason for replacing the previous one. */
export const CorrectTreatyAction = z.strictObject({
  partyId: z.uuid(),
  instrument: z.enum(INSTRUMENTS),
  status: z.enum(TREATY_STATUSES),
  signatureDate: MaybeDate,
  actionKind: z.enum(ACTION_KINDS).nullable().default(null),
  actionDate: MaybeDate,
  inForce: MaybeDate,
  /** The date of the source. */
  asOf: AsOf,
  confidence: z.enum(CONFIDENCES),
  source: MaybeText,
  crosscheck: MaybeText,
  note: MaybeText,
  /** Why this row replaces the previous one. */
  reason: z.string().trim().min(1).max(1000),
  /** The latest row the author saw; null where there was none. */
  supersedes: z.uuid().nullable(),
});
