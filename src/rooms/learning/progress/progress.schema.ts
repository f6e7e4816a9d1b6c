import { z } from 'zod';

const ModuleState = z.enum(['not-begun', 'learning', 'check-open', 'failed', 'no-tries-left', 'to-sign', 'done']);
export type ModuleState = z.infer<typeof ModuleState>;

/** Where one learner stands in one module. */
export const ModuleProgress = z.object({
  moduleId: z.string(),
  state: ModuleState,
  lessonsDone: z.number().int(),
  lessons: z.number().int(),
  triesLeft: z.number().int(),
  score: z.number().int().nullable(),
  passedAt: z.string().nullable(),
  /** The lessons asked for, where the others are there already; null: the whole module. */
  only: z.array(z.string()).nullable(),
  /** Passed elsewhere, and not with a check here. */
  elsewhere: z.boolean(),
});
export type ModuleProgress = z.infer<typeof ModuleProgress>;
