import { LOCALES } from '#kernel/languages.ts';
import type { Locale } from '#platform/texts/texts.ts';
import { isValidValue, type Value } from '../answers/answer.rules.ts';
import type { QuestionView } from '../return.schema.ts';
import { translateReturnForm } from '../texts.ts';

// The words of an answer in a form, and back. Written words are read back unchanged in the language of the form; words typed by a person are read leniently, in
// either language.

const EXTENTS = ['yes', 'in-part', 'no', 'under-way'] as const;

/** The option labels of a question by option id; null where it has no options. */
export function optionsIn(question: QuestionView, locale: Locale): Map<string, string> | null {
  if (question.type === 'extent') return new Map(EXTENTS.map((id) => [id, translateReturnForm(locale, `value.${id}`)]));
  if (question.type === 'yes-no') return new Map((['yes', 'no'] as const).map((id) => [id, translateReturnForm(locale, `value.${id}`)]));
  if (question.type !== 'choice' && question.type !== 'choices') return null;
  const options = question.options ?? [];
  const isClear = (words: string) =>
    words.trim() !== '' &&
    !words.includes('\n') &&
    options.filter(({ text }) => same(text[locale], words)).length === 1 &&
    !options.some(({ id }) => same(id, words));
  return new Map(options.map(({ id, text }) => [id, isClear(text[locale]) ? text[locale] : id]));
}

/** A value as written in a form. */
export function wordsOfValue(question: QuestionView, value: Value | null, locale: Locale): string {
  if (value === null) return '';
  const options = optionsIn(question, locale);
  if (Array.isArray(value)) return value.map((id) => options?.get(id) ?? id).join('\n');
  if (question.type === 'tally' && value === 'nil') return translateReturnForm(locale, 'value.nil');
  return options?.get(String(value)) ?? String(value);
}

/** The value a person wrote: undefined where it is not valid for this question, null where nothing is written. */
export function valueOfWords(question: QuestionView, words: string, locale: Locale): Value | null | undefined {
  if (question.type === 'text') return words === '' ? null : words.trim() === '' ? undefined : words;
  if (words.trim() === '') return null;
  const value = readValue(question, words.trim(), locale);
  // Zero is kept apart from unreadable text: the rules say what to write instead.
  return value !== undefined && (isValidValue(question, value) || value === 0) ? value : undefined;
}

function readValue(question: QuestionView, words: string, locale: Locale): Value | undefined {
  // The reader's language first: where two languages use one spelling for two options, it wins.
  const locales = [locale, ...LOCALES.filter((other) => other !== locale)];
  if (question.type === 'date') return words;
  if (question.type === 'count' || question.type === 'tally') {
    if (
      question.type === 'tally' &&
      ['nil', ...locales.map((one) => translateReturnForm(one, 'value.nil'))].some((spelling) => same(spelling, words))
    )
      return 'nil';
    const digits = words.replace(/[\s\u00a0\u202f’']/gu, '');
    return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
  }
  const ids = idsByWords(question, locales);
  const idOf = (word: string): string | undefined => ids.get(plain(word));
  if (question.type !== 'choices') return idOf(words);
  const read = (parts: string[]) =>
    parts
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(idOf);
  const lines = read(words.split('\n'));
  const meant = lines.includes(undefined) ? read(words.split(/[\n;]/)) : lines;
  return meant.includes(undefined) ? undefined : (meant as string[]);
}

/** Option ids by every spelling a person may use: the first language, the other, or the id. Built once, however many words are looked up. */
function idsByWords(question: QuestionView, locales: readonly Locale[]): Map<string, string> {
  const lists = locales.map((locale) => [...(optionsIn(question, locale) ?? [])]);
  const written = [
    ...lists.flat().map(([id, text]) => [plain(text), id] as const),
    ...(lists[0] ?? []).map(([id]) => [plain(id), id] as const),
  ];
  // The first spelling wins.
  return new Map(written.toReversed());
}

/** Whether two words are the same when typed by hand. */
export function same(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
