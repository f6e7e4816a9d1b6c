import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { Tag } from '#rooms/courses/index.ts';
import { MAX_SHEETS } from './sheets.rules.ts';
import { MAX_SERIES } from './test-paper.rules.ts';

/**
 * `knewBefore`: the number of right answers on the sheet submitted before the module, if there is one. `again`: the record from these sheets was revoked, and
 * this one is right.
 */
const SheetEntered = z.strictObject({
  traineeId: z.uuid(),
  right: z.number().int().min(0).max(200),
  criticalWrong: z.boolean(),
  signed: z.boolean(),
  knewBefore: z.number().int().min(0).max(20).optional(),
  again: z.boolean().default(false),
});
export type SheetEntered = z.infer<typeof SheetEntered>;

/**
 * The results of a class on paper. People who were absent or submitted nothing are left out. `moduleVersion`: as printed on the sheets. `language`: of
 * the text they signed.
 */
export const EnterPaperClass = z.strictObject({
  classId: z.uuid(),
  moduleId: z.string().min(1).max(40),
  moduleVersion: z.number().int().min(1),
  series: z.number().int().min(1).max(MAX_SERIES),
  passedOn: Day,
  language: Tag,
  people: z.array(SheetEntered).min(1).max(MAX_SHEETS),
});

/**
 * Ids of trainees by the result of their papers. `unsigned`: passed, and counts once the text is signed. `revoked`: recorded from these sheets before and
 * revoked since, and not recorded again because the sheet was not marked `again`. `known`: what they knew before was stored. `begunBefore`: not stored,
 * because they had begun before these sheets. `held`: not stored either, because a figure exists already and is kept.
 */
export const PaperClassEntered = z.object({
  passed: z.array(z.string()),
  unsigned: z.array(z.string()),
  notPassed: z.array(z.string()),
  had: z.array(z.string()),
  revoked: z.array(z.string()),
  known: z.array(z.string()),
  begunBefore: z.array(z.string()),
  held: z.array(z.string()),
});
export type PaperClassEntered = z.infer<typeof PaperClassEntered>;

/**
 * `firstLook`: the number of questions before the module. `languages`: what it can be printed in, by tag and own name, with the language of the text that is
 * signed (`signedIn`, by own name; null: no text to sign). `unprinted`: names of languages whose characters the fonts lack. `earlier`: the versions before this
 * one whose sheets can still be entered, the latest first.
 */
export const TestPaperView = z.object({
  version: z.number().int(),
  questions: z.number().int(),
  needed: z.number().int(),
  signs: z.boolean(),
  firstLook: z.number().int(),
  languages: z.array(z.object({ tag: z.string(), name: z.string(), reviewed: z.boolean().nullable(), signedIn: z.string().nullable() })),
  unprinted: z.array(z.string()),
  earlier: z.array(
    z.object({
      version: z.number().int(),
      questions: z.number().int(),
      needed: z.number().int(),
      firstLook: z.number().int(),
      languages: z.array(z.object({ tag: z.string(), name: z.string(), signedIn: z.string().nullable() })),
    }),
  ),
});
export type TestPaperView = z.infer<typeof TestPaperView>;
