import { IntlMessageFormat } from 'intl-messageformat';
import type { PartialDate } from '#kernel/dates.ts';
import { LOCALES, type Locale, languageOf, pickLanguage } from '#kernel/languages.ts';

export { LOCALES, type Locale };

/** The values of a placeholder in a message. Dates are formatted first, with `formatDay`. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Writes the text of a key in a language. An unknown placeholder or key is a programming error and throws. */
export type Translate<Key extends string> = (locale: Locale, key: Key, values?: TextValues) => string;

/** Flat catalogues (key -> ICU message) of a folder, by desk language. The build gives the browser parsed messages. */
export type Catalogues = Readonly<Record<Locale, Readonly<Record<string, string>>>> & {
  /** The folder below `src`, such as `rooms/policy/pages`: further languages name what they translate by it. The browser needs none. */
  readonly place?: string;
};

/** The texts of one folder. */
export type Texts<Key extends string> = Translate<Key> & Pick<Catalogues, 'place'> & { has: (locale: Locale, key: string) => key is Key };

/**
 * Makes the texts of a folder from its catalogues. The type is the English catalogue (`defineTexts<typeof en>`); the catalogue test checks that every language
 * has its keys. Messages are parsed once, at first use.
 */
export function defineTexts<English extends object>(found: Catalogues): Texts<keyof English & string> {
  const parsed = new Map<string, IntlMessageFormat>();
  const translate = (locale: Locale, key: string, values?: TextValues) => {
    const slot = `${locale} ${key}`;
    let message = parsed.get(slot);
    if (message === undefined) {
      message = parseMessage(locale, found[locale][key]!);
      parsed.set(slot, message);
    }
    return message.format(values as Record<string, string | number>) as string;
  };
  translate.place = found.place;
  translate.has = (locale: Locale, key: string): key is keyof English & string => key in found[locale];
  return translate;
}

/** Parses one ICU message. `<` is text, not a tag: mark-up belongs to pages. Throws on a message that is not one, and where there is none. */
export function parseMessage(locale: Locale, text: string): IntlMessageFormat {
  // In the browser the message is already parsed (vite.config.ts), and is then not a string.
  return new IntlMessageFormat(text, languageOf(locale).tag, undefined, { ignoreTag: true });
}

// British English has "Sept"; the house writes "Sep". Day before month is written by formatDay itself.
const MONTHS = { en: 'en-US', fr: 'fr' } as const;

/**
 * Writes a partial date as exactly as it is known: `24 Nov 2026`, `Feb 2017`, `1957`; in French `24 nov. 2026`, `1er nov. 2026`.
 * `long` gives the month in full, for running text.
 */
export function formatDay(locale: Locale, date: PartialDate, width: 'short' | 'long' = 'short'): string {
  const [year, month, day] = date.split('-');
  if (month === undefined) return year!;
  const name = monthName(locale, Number(month), width);
  if (day === undefined) return `${name} ${year}`;
  const number = Number(day);
  return `${locale === 'fr' && number === 1 ? '1er' : number} ${name} ${year}`;
}

const monthNames = new Map<string, string>();

function monthName(locale: Locale, month: number, width: 'short' | 'long'): string {
  const slot = `${locale} ${width} ${month}`;
  let name = monthNames.get(slot);
  if (name === undefined) {
    name = new Intl.DateTimeFormat(MONTHS[locale], { month: width, timeZone: 'UTC' }).format(new Date(Date.UTC(2000, month - 1, 1)));
    monthNames.set(slot, name);
  }
  return name;
}

/** Compares texts by the order of the language (É next to E). For sorting names. */
export function collator(locale: Locale): (a: string, b: string) => number {
  return new Intl.Collator(languageOf(locale).tag).compare;
}

/** The desk language a reader prefers, from an Accept-Language header; the default one where the header names none of ours. */
export function pickLocale(acceptLanguage: string | undefined): Locale {
  return pickLanguage(acceptLanguage, LOCALES);
}
