import { isPartialDate, type PartialDate } from '#kernel/dates.ts';
import { LOCALES, languageOf } from '#kernel/languages.ts';

/** A name without accents, dots and capitals. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\p{Mn}.]/gu, '')
    .toLowerCase();

/** The names of the twelve months in every language of the desk, each list from January. */
const MONTHS = LOCALES.map((locale) => {
  const { format } = new Intl.DateTimeFormat(languageOf(locale).tag, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => plain(format(Date.UTC(2000, month, 1))));
});

/** The month, 1 to 12, that at least three letters of a name mean in any language; undefined where they mean several, as `jui` does, or none. */
function monthOf(name: string): number | undefined {
  const begun = plain(name);
  const found = new Set(MONTHS.flatMap((names) => names.flatMap((month, at) => (month.startsWith(begun) ? [at + 1] : []))));
  return begun.length >= 3 && found.size === 1 ? [...found][0] : undefined;
}

const join = (year: string, month: number | undefined, day?: string) =>
  month === undefined ? undefined : [year, `${month}`.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');

// Figures are read with the day first, as both languages of the desk write them.
const FORMS: readonly [RegExp, (parts: string[]) => string | undefined][] = [
  [/^(\d{4})(-\d{2}){0,2}$/, ([all]) => all],
  [/^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/, ([, day, month, year]) => join(year!, Number(month), day)],
  [/^(\d{1,2})[./](\d{4})$/, ([, month, year]) => join(year!, Number(month))],
  [/^(\d{1,2})(?:er|st|nd|rd|th)? ([\p{L}.]+),? (\d{4})$/iu, ([, day, month, year]) => join(year!, monthOf(month!), day)],
  [/^([\p{L}.]+) (\d{1,2}),? (\d{4})$/u, ([, month, day, year]) => join(year!, monthOf(month!), day)],
  [/^([\p{L}.]+) (\d{4})$/u, ([, month, year]) => join(year!, monthOf(month!))],
];

/**
 * Reads a date as people type it, in English or French: `2026-11-27`, `27 Nov 2026`, `27 novembre 2026`, `27/11/2026`; with `partial` also `Jan 2014` and
 * `2014`. Undefined where it is none, or does not exist in the calendar.
 */
export function parseTypedDate(typed: string, partial: boolean): PartialDate | undefined {
  const text = typed.replace(/\s+/g, ' ').trim();
  for (const [form, read] of FORMS) {
    const parts = form.exec(text);
    const date = parts && read([...parts]);
    if (date && isPartialDate(date) && (partial || date.length === 10)) return date;
  }
  return undefined;
}
