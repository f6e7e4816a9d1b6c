import { z } from 'zod';

const ModuleId = z.string().min(1).max(40);

/** Whose first look on paper is asked for. */
export const AskFirstLooks = z.strictObject({ classId: z.uuid(), moduleId: ModuleId });

/** What the people of a class knew of a module before, as it was entered from paper: in percent, with the day and the share of the test beside it. */
export const FirstLooks = z.object({
  asked: z.int(),
  looks: z.array(z.object({ traineeId: z.string(), number: z.string(), before: z.int(), test: z.int(), day: z.string() })),
});
export type FirstLooks = z.infer<typeof FirstLooks>;

/** `knewBefore`: how many questions of the sheet were right after all; null takes it back. */
export const MendFirstLook = z.strictObject({
  classId: z.uuid(),
  moduleId: ModuleId,
  traineeId: z.uuid(),
  knewBefore: z.int().min(0).max(20).nullable(),
  reason: z.string().trim().min(1).max(500),
});
