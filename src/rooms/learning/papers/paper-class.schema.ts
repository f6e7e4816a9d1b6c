import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { Tag } from '#rooms/courses/index.ts';
import { MOST_SERIES } from './test-paper.rules.ts';

/** `knewBefore`: how many questions were right on the sheet handed in before the module, where it was. `again`: what was recorded from these sheets was taken back, and this
 * is what was meant. */
const SheetEntered = z.strictObject({
  traineeId: z.uuid(),
  right: z.number().int().min(0).max(200),
  criticalWrong: z.boolean(),
  signed: z.boolean(),
  knewBefore: z.number().int().min(0).max(20).optional(),
  again: z.boolean().default(false),
});
export type SheetEntered = z.infer<typeof SheetEntered>;

/** What a class came to on paper. Who was not there, or handed nothing in, is left out. `language`: of the sheet they signed. */
export const EnterPaperClass = z.strictObject({
  classId: z.uuid(),
  moduleId: z.string().min(1).max(40),
  series: z.number().int().min(1).max(MOST_SERIES),
  passedOn: Day,
  language: Tag,
  people: z.array(SheetEntered).min(1).max(60),
});

/** Ids of trainees by what became of their papers. `unsigned`: passed, and counts once the text is signed. `takenBack`: recorded from these
 * sheets before and taken back since, and not recorded again, since nobody said so. `known`: what they knew before was kept; `begunBefore`: it was not, since they had begun before these sheets;
 * `held`: nor here, since it was kept already, and stays as it was. */
export const PaperClassEntered = z.object({
  passed: z.array(z.string()),
  unsigned: z.array(z.string()),
  notPassed: z.array(z.string()),
  had: z.array(z.string()),
  takenBack: z.array(z.string()),
  known: z.array(z.string()),
  begunBefore: z.array(z.string()),
  held: z.array(z.string()),
});
export type PaperClassEntered = z.infer<typeof PaperClassEntered>;

/** `firstLook`: how many questions are asked before. `languages`: what it can be printed in, by tag and own name, and the language of the text that is signed with it
 * (`signedIn`, by own name; null: none is signed); `unprinted`: names of those whose signs the fonts lack. */
export const TestPaperView = z.object({
  questions: z.number().int(),
  needed: z.number().int(),
  signs: z.boolean(),
  firstLook: z.number().int(),
  languages: z.array(z.object({ tag: z.string(), name: z.string(), reviewed: z.boolean().nullable(), signedIn: z.string().nullable() })),
  unprinted: z.array(z.string()),
});
export type TestPaperView = z.infer<typeof TestPaperView>;
