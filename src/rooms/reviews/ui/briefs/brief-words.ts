import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { appendixOf, daggerOf, obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { translateBrief } from '../../briefs/texts.ts';

/** What a brief needs of its edition: the server has the whole of it, the desk what the API gives. */
export type BriefEdition = Pick<EditionData, 'title' | 'clauses' | 'obligations'>;

/** The texts of briefs in a language. */
export const translator = (locale: Locale) => (key: Parameters<typeof translateBrief>[1], values?: Parameters<typeof translateBrief>[2]) =>
  translateBrief(locale, key, values);

/** The date of a timestamp or a partial date. It never breaks over two lines. */
export const day = (locale: Locale, at: string) => formatDay(locale, at.slice(0, 10)).replaceAll(' ', '\u00a0');
/** The number of an obligation, with † where its text is reconstructed. */
export const numberOf = (edition: BriefEdition, id: string) => `${obligationNumber(id)}${daggerOf(edition, id)}`;

/** The number of a clause and its short name: 5d and Training, App. 1† and Operations. */
export function clauseWords(edition: BriefEdition, clauseId: string, locale: Locale): { name: string; title: string } {
  const appendix = appendixOf(clauseId);
  const number = appendix === null ? clauseId : translateBrief(locale, 'clause.appendix', { id: appendix });
  return { name: `${number}${daggerOf(edition, clauseId)}`, title: edition.clauses.find(({ id }) => id === clauseId)?.short[locale] ?? '' };
}
