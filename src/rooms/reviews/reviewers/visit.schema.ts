import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { Line, Prose } from '../reviews.schema.ts';

const Id = z.uuid();

/** A visit to the party: agreed with it, so it sees days, visitors and agenda. */
export const RecordVisit = z.strictObject({ participationId: Id, from: Day, to: Day, visitors: Line, agenda: Prose });
/** A note of a visit: the reviewers' own. `spokeWith` names an office or a function. */
export const NoteOnVisit = z.strictObject({ visitId: Id, day: Day, spokeWith: Line, text: Prose });

export const Visit = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  visitors: z.string(),
  agenda: z.string(),
  by: z.string(),
  /** Null where notes are not this reader's to see: hidden is not none. */
  notes: z.array(z.object({ id: z.string(), day: z.string(), spokeWith: z.string(), text: z.string(), by: z.string() })).nullable(),
});
