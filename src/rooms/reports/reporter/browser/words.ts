import type { BrowserTexts } from '../browser-texts.ts';
import { SIMPLER } from '../questions.ts';
import { element } from './dom.ts';

/** A value of a text. A function writes it in the language of the text, such as a day. */
type Value = string | number | ((language: string) => string | number);
type Values = Readonly<Record<string, Value>>;
/** The texts of a page in its language: as content of the page, or as plain text for an attribute or a value. Both throw on a key that the page does not hold. */
export type Words = {
  /** A text for the page. In a language that no speaker has read, a sentence on safety is followed by its English one. */
  (key: string, values?: Values): Node;
  plain(key: string, values?: Values): string;
};

/** Reads the texts of this page, as the server wrote them. */
export function wordsOf({ texts, english }: BrowserTexts, language: string): Words {
  const plain = (key: string, values: Values = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`The page has no text ${key}.`);
    return filled(text, values, language);
  };
  const words = (key: string, values: Values = {}) => {
    const made = document.createDocumentFragment();
    made.append(plain(key, values));
    const beside = english[key];
    if (beside !== undefined) made.append(' ', element('span', { class: 'en', lang: 'en', dir: 'ltr' }, filled(beside, values, 'en')));
    return made;
  };
  return Object.assign(words, { plain });
}

/** The texts of the form. `speakToChild` changes those of SIMPLER wherever they are on the page, so that what was written stays. */
export function wordsByAge(words: Words): { words: Words; speakToChild: (isChild: boolean) => void } {
  const shown: (() => void)[] = [];
  let suffix = '';
  const byAge = (key: string, values?: Values) => {
    if (!SIMPLER.includes(key)) return words(key, values);
    const place = element('span');
    const show = () => place.replaceChildren(words(key + suffix, values));
    shown.push(show);
    show();
    return place;
  };
  const speakToChild = (isChild: boolean) => {
    suffix = isChild ? '-child' : '';
    for (const show of shown) show();
  };
  return { words: Object.assign(byAge, { plain: words.plain }), speakToChild };
}

function filled(text: string, values: Values, language: string): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(typeof value === 'function' ? value(language) : value);
  });
}

// British English has "Sept"; the house writes "Sep".
const MONTHS: Readonly<Record<string, string>> = { en: 'en-US' };

/** A day as the house writes it, in the language of the text it is in: `24 Nov 2026`, `1er nov. 2026`. */
export function dayIn(day: string): (language: string) => string {
  return (language) => {
    const [year, month, date] = day.split('-').map(Number) as [number, number, number];
    const at = new Date(Date.UTC(year, month - 1, date));
    // Serbian numbers its days and years with a point.
    if (language.startsWith('sr')) return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
    const name = new Intl.DateTimeFormat(MONTHS[language] ?? language, { month: 'short', timeZone: 'UTC' }).format(at);
    return `${language === 'fr' && date === 1 ? '1er' : date} ${name} ${year}`;
  };
}

/** Today in UTC, by the clock of this phone. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
