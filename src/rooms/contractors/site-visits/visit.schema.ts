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
export const VisitAnswer = z.object({ visitId: z.string() });

/** The visits under a contract, the newest first. */
export const SiteVisits = z.object({
  visits: z.array(RecordVisit.omit({ contractId: true }).extend({ id: z.string(), by: z.string() })),
});
