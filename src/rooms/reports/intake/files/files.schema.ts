import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { base64Of } from '../intake.schema.ts';
import { CHUNK_BYTES } from './ticket-header.ts';

/** The number of chunks of a container. */
export const chunksOf = (bytes: number): number => Math.ceil(bytes / CHUNK_BYTES);

/** The upload ticket: 32 random bytes made in the reporter's browser. The server stores its SHA-256. It opens nothing. */
export const Ticket = base64Of(32);
export const AskUpload = z.strictObject({ ticket: Ticket });

/** The container of a ticket, and how many of its chunks are stored; null where there is none: no room, an expired ticket, or erased. */
export const Upload = z.object({
  found: z.object({ bytes: z.number().int(), stored: z.number().int(), until: Day }).nullable(),
});
export type Upload = z.infer<typeof Upload>;

/** A chunk as its command gets it: ticket and place from headers, the bytes from the body. */
export const StoreChunk = z.strictObject({
  ticket: Ticket,
  place: z.coerce.number().int().min(0).max(2_000),
  content: z.instanceof(Buffer).refine(({ length }) => length > 0 && length <= CHUNK_BYTES, { error: 'A chunk has 1 to 65536 bytes.' }),
});
