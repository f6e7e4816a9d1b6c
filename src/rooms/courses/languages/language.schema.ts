import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { DEFAULT_LOCALE, LOCALES } from '#kernel/languages.ts';

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/);
const Words = z.string().trim().min(1);

/** A language tag as browsers know it, such as `fr`, `uk` or `sr-Latn`. */
export const Tag = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/);

/** The tag of a pack. English and French are in the courses themselves. */
const LanguageTag = Tag.refine((tag) => !(LOCALES as readonly string[]).includes(tag));

/** Whether a speaker of the language who knows the trade has read a translation. It is reviewed only once a named person has read it on a given date. */
const Review = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('not-reviewed') }),
  z.strictObject({ status: z.literal('reviewed'), by: Words, on: Day }),
]);

/** The content of `language.yaml`: the language, the fallback for a missing text, and optionally the wording of the player and of the papers. */
export const LanguageFile = z.strictObject({
  language: z.strictObject({
    tag: LanguageTag,
    name: Words,
    direction: z.enum(['ltr', 'rtl']).default('ltr'),
    standsIn: z.enum(LOCALES).default(DEFAULT_LOCALE),
    review: Review,
    words: z.record(z.string(), Words).default({}),
    paper: z.record(z.string(), Words).default({}),
  }),
});
export type LanguageFile = z.infer<typeof LanguageFile>;

/** The texts of one module in one language. A part is the module itself or one of its lessons; `version` is the version of that part that was translated. */
export const PackFile = z.strictObject({
  pack: z.strictObject({
    review: Review,
    parts: z.record(Id, z.strictObject({ version: z.number().int().min(1), texts: z.record(z.string(), Words) })),
  }),
});
export type Pack = z.infer<typeof PackFile>['pack'];

/** A further language of these courses: its packs by module. */
export type PackedLanguage = LanguageFile['language'] & { readonly packs: ReadonlyMap<string, Pack> };
