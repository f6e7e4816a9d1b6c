import { z } from 'zod';
import { Day } from '#kernel/day.ts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

/** A code of ISO 4217. */
export const Currency = z.string().refine((code) => CURRENCIES.has(code), { error: 'currency' });

/** What one euro is in another currency on a day, or, with a reason, what it is instead of what was recorded. `units` is text, so that nothing is rounded: at most eight decimals, more than zero. */
export const RecordRate = z.strictObject({
  partyId: z.uuid(),
  currency: Currency.refine((code) => code !== 'EUR', { error: 'currency' }),
  day: Day,
  units: z
    .string()
    .regex(/^(0|[1-9]\d{0,9})(\.\d{1,8})?$/)
    .refine((text) => Number(text) > 0),
  source: z.string().trim().min(1).max(300),
  /** Why it replaces the rate of this day; left out where none of this day is recorded. */
  reason: z.string().trim().min(1).max(300).optional(),
});
export const RateRecorded = z.object({ currency: z.string(), day: z.string() });

export const ListRates = z.strictObject({ partyId: z.uuid() });
/** The newest rate of each currency, and how many contracts of it have a value; `units` null: no rate is recorded, so their values are not added up. */
export const Rates = z.object({
  items: z.array(
    z.object({
      currency: z.string(),
      contracts: z.int(),
      day: z.string().nullable(),
      units: z.string().nullable(),
      source: z.string().nullable(),
    }),
  ),
});
