import { IntlMessageFormat } from 'intl-messageformat';
import type { PartialDate } from '#kernel/dates.ts';

/** The languages every text exists in. The first one is the default. */
export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];

/** What a placeholder of a message may be given. Dates are formatted first, with `formatDay`. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Writes the text of a key in a language. An unknown placeholder or key is a fault of the program and throws. */
export type Say<Key extends string> = (locale: Locale, key: Key, values?: TextValues) => string;

/**
 * Makes the texts of one room from its two flat catalogues (key -> ICU message). A key that French lacks does not compile;
 * one it has too many is found by the catalogue test. Messages are parsed once, at first use.
 */
export function defineTexts<English extends Record<string, string>>(catalogues: {
  en: English;
  fr: { readonly [Key in keyof English]: string };
}): Say<keyof English & string> {
  const parsed = new Map<string, IntlMessageFormat>();
  return (locale, key, values) => {
    const slot = `${locale} ${key}`;
    let message = parsed.get(slot);
    if (message === undefined) {
      message = parseMessage(locale, catalogues[locale][key]);
      parsed.set(slot, message);
    }
    return message.format(values as Record<string, string | number>) as string;
  };
}

/** Parses one ICU message. `<` is text, not a tag: mark-up belongs to pages. Throws on a message that is not one. */
export function parseMessage(locale: Locale, text: string): IntlMessageFormat {
  // The browser gets its messages parsed already (vite.config.ts): then this is no string but what the parser made of it.
  if (text === undefined) throw new Error('There is no such text.');
  return new IntlMessageFormat(text, TAGS[locale], undefined, { ignoreTag: true });
}

// British English has "Sept"; the house writes "Sep". Day before month is written by formatDay itself.
const TAGS = { en: 'en-GB', fr: 'fr' } as const;
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

/** Compares texts as a reader of the language expects (É beside E). For sorting names. */
export function collator(locale: Locale): (a: string, b: string) => number {
  return new Intl.Collator(TAGS[locale]).compare;
}

/** The language a reader prefers, from an Accept-Language header; English where none of ours is asked for. */
export function pickLocale(acceptLanguage: string | undefined): Locale {
  let best: Locale = LOCALES[0];
  let weight = 0;
  for (const item of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...options] = item.trim().toLowerCase().split(';');
    const locale = LOCALES.find((one) => tag === one || tag.startsWith(`${one}-`));
    const q = Number(
      options
        .find((option) => option.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    if (locale !== undefined && q > weight) [best, weight] = [locale, q];
  }
  return best;
}
