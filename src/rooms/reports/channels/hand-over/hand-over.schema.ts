import { z } from 'zod';
import { WRAP_BYTES } from '../../crypto/sizes.ts';
import { base64Of } from '../../intake/intake.schema.ts';

/** The most reports that are handed over in one request. */
export const MAX_HANDED = 25;

const Newcomer = { channelId: z.uuid(), number: z.coerce.number<number>().int().min(1).max(10_000) };

/** `after`: the last report of the page before; empty for the first page. */
export const ListToHandOver = z.strictObject({ ...Newcomer, after: z.union([z.uuid(), z.literal('')]).default('') });
export const ToHandOver = z.object({
  reports: z.array(z.object({ report: z.uuid(), body: z.base64(), wrap: z.base64() })),
  /** Where the next page begins; null at the end. */
  next: z.uuid().nullable(),
});

/** Wraps for a newcomer, made in the browser of a reader who holds the reports. */
export const HandOver = z.strictObject({
  ...Newcomer,
  wraps: z
    .array(z.strictObject({ report: z.uuid(), bytes: base64Of(WRAP_BYTES) }))
    .min(1)
    .max(MAX_HANDED),
});
/** The reports of which the newcomer now holds a wrap. */
export const HandedOver = z.object({ reports: z.array(z.uuid()) });
