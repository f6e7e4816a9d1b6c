import { isPartialDate } from '#kernel/dates.ts';
import { LOCALES } from '#kernel/languages.ts';
import { CONTRACT_STATES, type ContractState, LABOURS, MEMBER_KINDS, type MemberKind } from '../register/contract.rules.ts';
import { type ColumnMapping, plainWords } from './columns.rules.ts';

/** What can be wrong with a cell. Each has a text `fault.<code>` in texts/. */
export type CellFault =
  | 'not-a-day'
  | 'ambiguous-day'
  | 'not-an-amount'
  | 'ambiguous-amount'
  | 'other-currency'
  | 'unknown-currency'
  | 'unknown-country'
  | 'not-yes-or-no'
  | 'not-one-of';
/** A cell as read; null: it says nothing. */
export type Cell<T> = { readonly value: T | null } | { readonly fault: CellFault };

const UNKNOWN = new Set(
  'unknown|not known|n a|na|nil|tbd|tbc|inconnu|inconnue|non connu|non connue|nc|nd|a determiner|sans objet'.split('|'),
);

/** Whether a cell says nothing: empty, a dash, a question mark, "unknown", "n/a". Pure. */
export function saysNothing(text: string): boolean {
  return /^[\s\-–—?.…]*$/.test(text) || UNKNOWN.has(plainWords(text));
}

/** A day as sheets write it. 2026-11-30 and 30.11.2026 are plain; with slashes or dashes the order must follow from the day or be said. Pure. */
export function readDay(text: string, order: ColumnMapping['days']): Cell<string> {
  if (saysNothing(text)) return { value: null };
  // A workbook gives a time of day with a day.
  const bare = text.trim().replace(/[T ]\d\d:\d\d.*$/, '');
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(bare);
  if (iso) return isPartialDate(bare) ? { value: bare } : { fault: 'not-a-day' };
  const parts = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(bare);
  if (!parts) return { fault: 'not-a-day' };
  const [one, two, year] = [parts[1]!.padStart(2, '0'), parts[3]!.padStart(2, '0'), parts[4]!];
  const dayFirst = `${year}-${two}-${one}`;
  const monthFirst = `${year}-${one}-${two}`;
  if (parts[2] === '.') return isPartialDate(dayFirst) ? { value: dayFirst } : { fault: 'not-a-day' };
  const possible = [dayFirst, monthFirst].filter((day) => isPartialDate(day));
  if (possible.length === 0) return { fault: 'not-a-day' };
  if (order !== null) {
    const said = order === 'day-first' ? dayFirst : monthFirst;
    return possible.includes(said) ? { value: said } : { fault: 'not-a-day' };
  }
  return new Set(possible).size === 1 ? { value: possible[0]! } : { fault: 'ambiguous-day' };
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const SIGNS: Record<string, string> = { '€': 'EUR', '£': 'GBP' };

/** A currency by its code, or by a sign that only one currency has. Pure. */
export function readCurrency(text: string): Cell<string> {
  if (saysNothing(text) && !(text.trim() in SIGNS)) return { value: null };
  const code = SIGNS[text.trim()] ?? text.trim().toUpperCase();
  return CURRENCIES.has(code) ? { value: code } : { fault: 'unknown-currency' };
}

/**
 * An amount with at most two decimals, exactly: "1 234,50", "1,234.50", "1'234.50", "EUR 1234.5". `1,234` and `1.234` can be read in two ways unless it is said
 * which sign begins the decimals. Pure.
 */
export function readAmount(text: string, decimal: ColumnMapping['decimal']): Cell<string> & { readonly currency?: string | null } {
  const parts = /^\s*([A-Za-z]{3}|[€£])?\s*([\d.,'’\s\u00a0\u202f]*\d)\s*([A-Za-z]{3}|[€£])?\s*$/.exec(text);
  if (!parts) return saysNothing(text) ? { value: null } : { fault: 'not-an-amount' };
  const named = parts[1] ?? parts[3];
  const currency = named === undefined ? { value: null } : readCurrency(named);
  if ('fault' in currency) return currency;
  const digits = parts[2]!.replace(/['’\s\u00a0\u202f]/g, '');
  const number = wholeAndCents(digits, decimal);
  return 'fault' in number ? number : { ...number, currency: currency.value };
}

function wholeAndCents(digits: string, decimal: ColumnMapping['decimal']): Cell<string> {
  const signs = [...digits.replace(/\d/g, '')];
  const last = signs.at(-1);
  const tail = last === undefined ? '' : digits.slice(digits.lastIndexOf(last) + 1);
  const isMixed = new Set(signs).size > 1;
  const canBeGroup = tail.length === 3;
  let isDecimal = last !== undefined && !canBeGroup;
  if (canBeGroup && isMixed) isDecimal = false;
  else if (canBeGroup && signs.length === 1) {
    if (decimal === null) return { fault: 'ambiguous-amount' };
    isDecimal = last === (decimal === 'comma' ? ',' : '.');
  }
  const [head, cents] = isDecimal ? [digits.slice(0, -tail.length - 1), tail] : [digits, ''];
  const group = head.replace(/\d/g, '')[0];
  // The signs before the decimals are all the same, and each precedes three digits.
  if (isDecimal && group === last) return { fault: 'not-an-amount' };
  if (group !== undefined && !new RegExp(`^\\d{1,3}(\\${group}\\d{3})+$`).test(head)) return { fault: 'not-an-amount' };
  // Three decimals that are not zero would be rounded; a workbook may give 410000.500.
  const rest = cents.replace(/0+$/, '');
  const whole = head.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (rest.length > 2 || whole.length > 13 || whole === '') return { fault: 'not-an-amount' };
  return { value: rest === '' ? whole : `${whole}.${rest}` };
}

const YES = new Set('yes y oui o true vrai 1 x si ja'.split(' '));
const NO = new Set('no n non false faux 0 nein'.split(' '));

/** Yes or no, in English or French; anything unknown stays unknown. Pure. */
export function readYesNo(text: string): Cell<boolean> {
  const word = plainWords(text);
  if (YES.has(word)) return { value: true };
  if (NO.has(word)) return { value: false };
  return saysNothing(text) ? { value: null } : { fault: 'not-yes-or-no' };
}

// English and French names of countries, besides their codes.
const COUNTRIES = new Map<string, string>();
function countries(): ReadonlyMap<string, string> {
  if (COUNTRIES.size > 0) return COUNTRIES;
  const names = LOCALES.map((locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' }));
  for (let first = 65; first <= 90; first++)
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      for (const name of names) {
        const text = name.of(code);
        if (text !== undefined) COUNTRIES.set(plainWords(text), todayCode(code));
      }
    }
  return COUNTRIES;
}

// Some codes were replaced, and still have the name of the country: DD is Germany, as DE is.
const todayCode = (code: string) => new Intl.Locale('und', { region: code }).region ?? code;

/** A country by its code of ISO 3166, or by its name in English or French. Pure. */
export function readCountry(text: string): Cell<string> {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined)
    return { value: code };
  if (saysNothing(text)) return { value: null };
  const named = countries().get(plainWords(text));
  return named === undefined ? { fault: 'unknown-country' } : { value: named };
}

const LABOUR: Record<(typeof LABOURS)[number], string> = {
  'low-skilled': 'low skilled|low skill|unskilled|low|peu qualifiee|non qualifiee|peu qualifie|non qualifie',
  skilled: 'skilled|qualifiee|qualifie',
  professional: 'professional|specialised|specialisee|experts|professionnelle|intellectuelle',
  mixed: 'mixed|mixte',
  none: 'none|none supplies alone|no labour|no labor|supplies|aucune|aucune fournitures seulement|fournitures',
};
const STATE: Record<ContractState, string> = {
  planned: 'planned|plan|draft|tender|prevu|planifie|en projet|en cours de passation',
  awarded: 'awarded|active|running|signed|in force|attribue|en cours|en vigueur|signe|notifie',
  ended: 'ended|closed|expired|completed|terminated|termine|clos|expire|acheve|resilie',
};
const KIND: Record<MemberKind, string> = {
  consortium: 'consortium|member of the consortium|joint venture|partner|groupement|cotraitant|membre du groupement',
  subcontractor: 'subcontractor|sub contractor|sub|sous traitant',
  agent: 'agent|recruitment agent|recruiter|recruitment agency|agent de recrutement|agence de recrutement|recruteur',
};
const oneOf =
  <Word extends string>(words: readonly Word[], synonyms: Record<Word, string>) =>
  (text: string): Cell<Word> => {
    const plain = plainWords(text);
    const found = words.find((word) => synonyms[word].split('|').includes(plain));
    if (found !== undefined) return { value: found };
    return saysNothing(text) ? { value: null } : { fault: 'not-one-of' };
  };

/** The labour, the state and the kind of firm that a cell names. Pure. */
export const readLabour = oneOf(LABOURS, LABOUR);
export const readState = oneOf(CONTRACT_STATES, STATE);
export const readKind = oneOf(MEMBER_KINDS, KIND);
