import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { MOST_SERIES } from './test-paper.rules.ts';

/** What a class came to on paper. Who was not there, or handed nothing in, is left out. `language`: of the sheet they signed. */
export const EnterPaperClass = z.strictObject({
  classId: z.uuid(),
  moduleId: z.string().min(1).max(40),
  series: z.number().int().min(1).max(MOST_SERIES),
  passedOn: Day,
  language: z.enum(LOCALES),
  people: z
    .array(
      z.strictObject({ traineeId: z.uuid(), right: z.number().int().min(0).max(200), criticalWrong: z.boolean(), signed: z.boolean() }),
    )
    .min(1)
    .max(60),
});

/** Ids of trainees by what became of their papers. `unsigned`: passed, and counts once the text is signed. */
export const PaperClassEntered = z.object({
  passed: z.array(z.string()),
  unsigned: z.array(z.string()),
  notPassed: z.array(z.string()),
  had: z.array(z.string()),
});
export type PaperClassEntered = z.infer<typeof PaperClassEntered>;

export const TestPaperView = z.object({ questions: z.number().int(), needed: z.number().int(), signs: z.boolean() });
export type TestPaperView = z.infer<typeof TestPaperView>;
