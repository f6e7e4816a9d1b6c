import { z } from 'zod';
import { Day } from '#kernel/day.ts';

export const PENALTY_UNITS = ['days', 'months', 'years'] as const;
const Text = z.string().trim().min(1);
const Amount = z.number().int().max(100_000);

/** A provision of national law as it is entered. `inForceUntil`: its last day; then it is history. */
export const ProvisionFields = z.strictObject({
  law: Text.max(300),
  paragraph: Text.max(100),
  wording: Text.max(4000).nullable(),
  penaltyFrom: Amount.min(0).nullable(),
  penaltyTo: Amount.min(1).nullable(),
  penaltyUnit: z.enum(PENALTY_UNITS).nullable(),
  penaltyNote: Text.max(300).nullable(),
  address: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  inForceFrom: Day.nullable(),
  inForceUntil: Day.nullable(),
});
export type ProvisionFields = z.infer<typeof ProvisionFields>;

/** A provision for the article of a question. */
export const GivenProvision = z.strictObject({
  /** The question whose article it carries out. */
  questionId: z.string().max(40),
  /** The row that it changes; null for a provision that was not recorded before. */
  changes: z.uuid().nullable(),
  ...ProvisionFields.shape,
});
export type GivenProvision = z.infer<typeof GivenProvision>;
export const RecordProvision = GivenProvision.extend({ returnId: z.uuid() });
/** The row that was recorded, and its provision. */
export const RecordedProvision = z.object({ id: z.string(), provisionId: z.string() });

/** A provision for an article of a treaty. `provisionId` stays the same when it is changed. */
export const Provision = z.object({
  provisionId: z.string(),
  instrument: z.string(),
  article: z.string(),
  law: z.string(),
  paragraph: z.string(),
  wording: z.string().nullable(),
  penaltyFrom: z.number().int().nullable(),
  penaltyTo: z.number().int().nullable(),
  penaltyUnit: z.enum(PENALTY_UNITS).nullable(),
  penaltyNote: z.string().nullable(),
  address: z.string().nullable(),
  inForceFrom: z.string().nullable(),
  inForceUntil: z.string().nullable(),
});
export type Provision = z.infer<typeof Provision>;

/** One row of the history of a provision, as its party sees it. `by` is empty where the reader does not see who recorded it. `period`: the year of the return in which it was recorded. */
export const ProvisionView = Provision.extend({ id: z.string(), period: z.string(), by: z.string(), at: z.string() });
export type ProvisionView = z.infer<typeof ProvisionView>;
