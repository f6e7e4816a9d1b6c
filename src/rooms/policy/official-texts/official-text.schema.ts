import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { LOCALES } from '#kernel/languages.ts';

/** The longest official text of one clause, in characters. The whole policy of 2004 has fewer. */
export const MAX_TEXT_LENGTH = 40_000;
const MAX_REASON_LENGTH = 2000;

// Tags such as <p> or </div>: a page saved as HTML, not a text. A comparison such as "a < b" is no tag.
const TAG = /<[a-z/!?][^<>]*>/i;
// Everything but line breaks and tabs: such characters come from a file in another format.
const CONTROL = /[^\P{Cc}\n\t]|\ufffd/u;

/** A plain text: no markup, no characters of another file format. Line breaks are normalised. */
export const PlainText = z
  .string()
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').replaceAll('\ufeff', '').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(MAX_TEXT_LENGTH)
      .refine((text) => !TAG.test(text) && !CONTROL.test(text), { error: 'plain-text' }),
  );

export const Language = z.enum(LOCALES);
export const Reason = z.string().trim().min(1).max(MAX_REASON_LENGTH);

/** What the policy office says about a text: who issued it, where and when it was read, and whether the public pages may show it. */
export const TextSource = z.strictObject({
  authority: z.string().trim().min(1).max(200),
  source: z.string().trim().min(1).max(500),
  readOn: Day,
  released: z.boolean().default(false),
});

const OnClause = z.strictObject({ clauseId: z.string().min(1).max(40) });

/** `replaces`: the present text in this language, as the office saw it, with the reason for replacing it; null where there was none. */
export const RecordText = OnClause.extend({
  language: Language,
  body: PlainText,
  ...TextSource.shape,
  replaces: z.strictObject({ id: z.uuid(), reason: Reason }).nullable(),
});
export const RemoveText = OnClause.extend({ textId: z.uuid(), reason: Reason });
export const TextAnswer = z.object({ textId: z.uuid() });

/** A text on the desk. `ended`: it was replaced or removed; those who oversee the policy see it as history. */
export const OfficialText = z.object({
  id: z.uuid(),
  language: Language,
  body: z.string(),
  authority: z.string(),
  source: z.string(),
  readOn: Day,
  released: z.boolean(),
  recordedAt: z.iso.datetime(),
  recordedBy: z.string(),
  ended: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).nullable(),
});
export type OfficialText = z.infer<typeof OfficialText>;

export const OnOfficialTexts = OnClause;
export const OfficialTexts = z.object({ texts: z.array(OfficialText) });
export type OfficialTexts = z.infer<typeof OfficialTexts>;

/** A text as the public pages show it: without the people who recorded it. */
export const PublicText = z.object({
  clauseId: z.string(),
  ...OfficialText.pick({ language: true, body: true, authority: true, source: true, readOn: true }).shape,
});
export type PublicText = z.infer<typeof PublicText>;
