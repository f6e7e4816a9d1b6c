import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { Line, Prose } from '../reviews.schema.ts';

const Id = z.uuid();

/** A visit to the party. It is agreed with the party, which sees days, visitors and agenda. */
export const RecordVisit = z.strictObject({ participationId: Id, from: Day, to: Day, visitors: Line, agenda: Prose });
/** A note on a visit, for reviewers only. `spokeWith` names an office or a function. */
export const NoteOnVisit = z.strictObject({ visitId: Id, day: Day, spokeWith: Line, text: Prose });

export const Visit = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  visitors: z.string(),
  agenda: z.string(),
  by: z.string(),
  /** Null where this reader may not see notes: hidden is not the same as none. */
  notes: z.array(z.object({ id: z.string(), day: z.string(), spokeWith: z.string(), text: z.string(), by: z.string() })).nullable(),
});
