import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';

/** One thing this reader has to do next, for My tasks. `late` is never true for a voluntary party. */
export const Task = z.object({
  kind: z.string(),
  roundId: z.string(),
  round: BothLanguages,
  participationId: z.string().nullable(),
  party: z.object({ id: z.string(), name: BothLanguages }).nullable(),
  findingId: z.string().nullable(),
  formId: z.string().nullable(),
  /** The title of the finding, as it was written. */
  title: z.string().nullable(),
  /** The number and title of the obligation. */
  obligation: BothLanguages.nullable(),
  due: z.string().nullable(),
  /** The next reminder day; null if there is none. */
  reminder: z.string().nullable(),
  late: z.boolean(),
  /** Label of the participation it concerns; null for a round. */
  label: RecordLabel.nullable(),
});
export type Task = z.infer<typeof Task>;
export const Tasks = z.object({ tasks: z.array(Task) });
