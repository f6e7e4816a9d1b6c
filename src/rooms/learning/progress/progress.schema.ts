import { z } from 'zod';

const ModuleState = z.enum(['not-begun', 'learning', 'check-open', 'failed', 'no-tries-left', 'to-sign', 'done']);
export type ModuleState = z.infer<typeof ModuleState>;

/** The state of one learner in one module. */
export const ModuleProgress = z.object({
  moduleId: z.string(),
  state: ModuleState,
  lessonsDone: z.number().int(),
  lessons: z.number().int(),
  triesLeft: z.number().int(),
  score: z.number().int().nullable(),
  passedAt: z.string().nullable(),
  /** The required lessons, if the person has the others already; null: the whole module. */
  only: z.array(z.string()).nullable(),
  /** Passed elsewhere, not with a check here. */
  elsewhere: z.boolean(),
});
export type ModuleProgress = z.infer<typeof ModuleProgress>;
