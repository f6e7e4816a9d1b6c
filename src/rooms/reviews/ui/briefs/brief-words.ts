import type { Origin, Status } from '#kernel/status.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { appendixOf, daggerOf, obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { translateBrief } from '../../briefs/texts.ts';

/** What a brief needs of its edition: the server has the whole of it, the desk what the API gives. */
export type BriefEdition = Pick<EditionData, 'title' | 'clauses' | 'obligations'>;

/** The reader: the language, and the names of statuses and origins, which the screen and the PDF take from their own texts. */
export type Reader = { readonly locale: Locale; readonly status: (status: Status) => string; readonly origin: (origin: Origin) => string };

/** The texts of briefs in a language. */
export const translator = (locale: Locale) => (key: Parameters<typeof translateBrief>[1], values?: Parameters<typeof translateBrief>[2]) =>
  translateBrief(locale, key, values);

/** The date of a timestamp or a partial date. It never breaks over two lines. */
export const day = (locale: Locale, at: string) => formatDay(locale, at.slice(0, 10)).replaceAll(' ', '\u00a0');
/** A status inside a sentence. The desk has these words with a capital. */
export const statusWord = (reader: Reader, status: Status | 'not-rated') =>
  status === 'not-rated' ? translateBrief(reader.locale, 'not-rated') : lowered(reader.status(status));
/** Starts a word with a small letter. */
export const lowered = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);

/** Capitalises the first letter of a word. */
export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The number of an obligation, with † where its text is reconstructed. */
export const numberOf = (edition: BriefEdition, id: string) => `${obligationNumber(id)}${daggerOf(edition, id)}`;

/** The number of a clause and its short name: 5d and Training, App. 1† and Operations. */
export function clauseWords(edition: BriefEdition, clauseId: string, locale: Locale): { name: string; title: string } {
  const appendix = appendixOf(clauseId);
  const number = appendix === null ? clauseId : translateBrief(locale, 'clause.appendix', { id: appendix });
  return { name: `${number}${daggerOf(edition, clauseId)}`, title: edition.clauses.find(({ id }) => id === clauseId)?.short[locale] ?? '' };
}
