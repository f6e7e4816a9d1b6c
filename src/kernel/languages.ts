/** The direction of a script on a page. */
export type Direction = 'ltr' | 'rtl';

/**
 * The languages of the desk: every text exists in each of them, and the first one is the default. `name` is what the language calls itself; `tag` decides how
 * numbers are written and names sorted. Public pages are offered in these and in the languages of `languages/` (`#platform/texts/public-languages.ts`).
 * `readBySpeakerOn`: the day on which a speaker had read the texts as they are now; null: not yet. The texts are written in English, which has no such day.
 */
export const LANGUAGES = [
  { code: 'en', name: 'English', direction: 'ltr', tag: 'en-GB', readBySpeakerOn: undefined },
  { code: 'fr', name: 'Français', direction: 'ltr', tag: 'fr', readBySpeakerOn: null },
] as const satisfies readonly {
  code: string;
  name: string;
  direction: Direction;
  tag: string;
  readBySpeakerOn: string | null | undefined;
}[];

/** The code of a desk language. */
export type Locale = (typeof LANGUAGES)[number]['code'];

/** The codes of the desk languages, the default one first. */
export const LOCALES: readonly Locale[] = LANGUAGES.map(({ code }) => code);
export const DEFAULT_LOCALE: Locale = LANGUAGES[0].code;

/** A desk language's properties. */
export function languageOf(locale: Locale): (typeof LANGUAGES)[number] {
  return LANGUAGES.find(({ code }) => code === locale)!;
}

/**
 * A text in the reader's language; where it is missing, in the first language that has it, with the language it is in. Undefined where no language has it.
 */
export function textFor<T>(texts: Partial<Record<Locale, T | null>> | undefined, locale: Locale): { locale: Locale; text: T } | undefined {
  const found = [locale, ...LOCALES].find((one) => texts?.[one]);
  return found && { locale: found, text: texts![found]! };
}

/** One value for each desk language, made in turn: `inEach((locale) => translate(locale, 'title'))`. */
export function inEach<T>(make: (locale: Locale) => T): Record<Locale, T> {
  return Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, T>;
}

/**
 * The language a reader prefers among those offered, from an Accept-Language header (RFC 9110); the first one offered where the header names none of them. A
 * longer tag counts for its language: `fr-BE` finds `fr`.
 */
export function pickLanguage<Code extends string>(acceptLanguage: string | undefined, offered: readonly Code[]): Code {
  let best = offered[0]!;
  let weight = 0;
  for (const item of acceptLanguage?.split(',') ?? []) {
    const [, tag, q = 1] = /^([^;]*)(?:;\s*q=(.*))?/i.exec(item.replaceAll(' ', ''))!;
    const code = offered.find((one) => `${tag}-`.toLowerCase().startsWith(`${one}-`.toLowerCase()));
    if (code !== undefined && Number(q) > weight) [best, weight] = [code, Number(q)];
  }
  return best;
}
