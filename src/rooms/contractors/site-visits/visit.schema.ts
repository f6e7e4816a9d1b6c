import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { CHECKLIST, SIGHTS } from './visit.rules.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const Answer = z.strictObject({ sight: z.enum(SIGHTS), note: text(1000).nullable() });
const AnswersOfVisit = z.strictObject(
  Object.fromEntries(CHECKLIST.map((one) => [one, Answer])) as Record<(typeof CHECKLIST)[number], typeof Answer>,
);

/** A visit to the workers of a contract: each question of the checklist is answered, also where nobody could look. It names no worker. */
export const RecordVisit = z.strictObject({
  contractId: z.uuid(),
  visitedOn: Day,
  place: text(200).nullable(),
  answers: AnswersOfVisit,
  note: text(4000).nullable(),
});
// 180,000 bytes, as the table allows.
const MAX_BASE64 = 240_000;
/** A JPEG or PNG, base64. */
export const AddPhoto = z.strictObject({ visitId: z.uuid(), picture: z.base64().min(1).max(MAX_BASE64) });
export const PhotoAnswer = z.object({ photoId: z.string() });
export const Photo = z.object({ type: z.enum(['image/jpeg', 'image/png']), picture: z.string() });
/** A key of a browser for visits that wait there, base64. `wrapped`: the same as the server encrypted it; the browser stores this alone. */
export const KeepingKey = z.object({ key: z.string(), wrapped: z.string() });
export const VisitAnswer = z.object({ visitId: z.string() });

/** The visits under a contract, the newest first. `photos`: ids, in the order in which they were added. */
export const SiteVisits = z.object({
  visits: z.array(RecordVisit.omit({ contractId: true }).extend({ id: z.string(), by: z.string(), photos: z.array(z.string()) })),
});
