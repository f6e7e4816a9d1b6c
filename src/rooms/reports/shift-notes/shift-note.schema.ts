import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { shiftNoteBytes } from '../crypto/sizes.ts';
import { base64Of, MAX_READERS } from '../intake/intake.schema.ts';

// One size for each number of readers, which the public list shows anyway.
const SIZES = Array.from({ length: MAX_READERS }, (_, at) => shiftNoteBytes(at + 1));

/** A note for the next shift, encrypted in the browser to the readers of the list of this number. Sent again with its id it has one effect. */
export const LeaveShiftNote = z.strictObject({
  channelId: z.uuid(),
  id: z.uuidv4(),
  manifest: z.number().int().min(1),
  encrypted: base64Of(...SIZES),
});
export const ShiftNoteLeft = z.object({ id: z.uuid(), day: Day });

/** The newest note that was encrypted to the caller; null where there is none for them. */
export const NewestShiftNote = z.object({
  note: z.object({ id: z.uuid(), day: Day, reader: z.number().int(), encrypted: z.base64() }).nullable(),
});
