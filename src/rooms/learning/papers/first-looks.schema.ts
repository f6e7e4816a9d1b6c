import { z } from 'zod';

const ModuleId = z.string().min(1).max(40);

/** The class and module of the first looks on paper. */
export const AskFirstLooks = z.strictObject({ classId: z.uuid(), moduleId: ModuleId });

/**
 * What the people of a class knew of a module before, as entered from paper: in percent, with the date and the share of their test. `asked`: how many questions
 * the first look of their version has; null if this installation does not know that version.
 */
export const FirstLooks = z.object({
  looks: z.array(
    z.object({
      traineeId: z.string(),
      number: z.string(),
      version: z.int(),
      asked: z.int().nullable(),
      before: z.int(),
      test: z.int(),
      day: z.string(),
    }),
  ),
});
export type FirstLooks = z.infer<typeof FirstLooks>;

/** `knewBefore`: the corrected number of right answers on the sheet; null removes it. */
export const CorrectFirstLook = z.strictObject({
  classId: z.uuid(),
  moduleId: ModuleId,
  traineeId: z.uuid(),
  knewBefore: z.int().min(0).max(20).nullable(),
  reason: z.string().trim().min(1).max(500),
});
