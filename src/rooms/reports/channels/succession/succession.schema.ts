import { z } from 'zod';
import { base64Of } from '../../intake/intake.schema.ts';
import { HandOver, ToHandOver } from '../hand-over/hand-over.schema.ts';

const ReaderNumber = z.int().min(1).max(10_000);
const Predecessor = { channelId: z.uuid(), predecessor: z.coerce.number<number>().int().min(1).max(10_000) };

/** Names the caller's successor, or withdraws the name (null). `signed`: both numbers and the key of the successor, signed with the caller's key. */
export const NameSuccessor = z.strictObject({
  channelId: z.uuid(),
  named: z.strictObject({ successor: ReaderNumber, signed: z.base64().max(1_300) }).nullable(),
});
export const SuccessorNamed = z.object({ predecessor: z.number().int(), successor: z.number().int().nullable() });

/** Confirms who succeeds a reader who was removed (`predecessor`). `successor`: as the caller read it. */
export const ConfirmSuccession = z.strictObject({ ...Predecessor, successor: ReaderNumber });
export const ConfirmedSuccession = z.object({ predecessor: z.number().int(), successor: z.number().int() });

/** `after`: the last report of the page before; empty for the first page. */
export const ListToInherit = z.strictObject({ ...Predecessor, after: z.union([z.uuid(), z.literal('')]).default('') });
export const ToInherit = ToHandOver;

/** Wraps for the caller, made in their browser with the recovery file of the reader who is gone, and signed with the key in it. */
export const InheritReports = z.strictObject({ ...Predecessor, wraps: HandOver.shape.wraps, signature: base64Of(64) });
/** The reports of which the caller now holds a wrap. */
export const InheritedReports = z.object({ reports: z.array(z.uuid()) });
