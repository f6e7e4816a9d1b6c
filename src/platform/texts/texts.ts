import { IntlMessageFormat } from 'intl-messageformat';
import type { PartialDate } from '#kernel/dates.ts';
import { LOCALES, type Locale, languageOf, pickLanguage } from '#kernel/languages.ts';

export { LOCALES, type Locale };

/** What a placeholder of a message may be given. Dates are formatted first, with `formatDay`. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Writes the text of a key in a language. An unknown placeholder or key is a fault of the program and throws. */
export type Say<Key extends string> = (locale: Locale, key: Key, values?: TextValues) => string;

/** Flat catalogues (key -> ICU message) of a folder, by desk language. The build hands them to the browser with their messages parsed. */
export type Catalogues = Readonly<Record<Locale, Readonly<Record<string, string>>>> & {
  /** The folder below `src`, such as `rooms/policy/pages`: by it a further language names what it translates. The browser needs none. */
  readonly place?: string;
};

/** The texts of one folder. */
export type Texts<Key extends string> = Say<Key> & Pick<Catalogues, 'place'>;

/**
 * Makes the texts of a folder from the catalogues found in it. The type is the English catalogue (`defineTexts<typeof en>`); that every language has its
 * keys, the catalogue test says. Messages are parsed once, at first use.
 */
export function defineTexts<English extends object>(found: Catalogues): Texts<keyof English & string> {
  const parsed = new Map<string, IntlMessageFormat>();
  const say = (locale: Locale, key: string, values?: TextValues) => {
    const slot = `${locale} ${key}`;
    let message = parsed.get(slot);
    if (message === undefined) {
      message = parseMessage(locale, found[locale][key]!);
      parsed.set(slot, message);
    }
    return message.format(values as Record<string, string | number>) as string;
  };
  say.place = found.place;
  return say;
}

/** Parses one ICU message. `<` is text, not a tag: mark-up belongs to pages. Throws on a message that is not one, and where there is none. */
export function parseMessage(locale: Locale, text: string): IntlMessageFormat {
  // The browser gets its messages parsed already (vite.config.ts): then this is no string but what the parser made of it.
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

/** Compares texts as a reader of the language expects (É beside E). For sorting names. */
export function collator(locale: Locale): (a: string, b: string) => number {
  return new Intl.Collator(languageOf(locale).tag).compare;
}

/** The desk language a reader prefers, from an Accept-Language header; the default one where none of ours is asked for. */
export function pickLocale(acceptLanguage: string | undefined): Locale {
  return pickLanguage(acceptLanguage, LOCALES);
}
