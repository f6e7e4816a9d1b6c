import type { Locale } from '#platform/texts/texts.ts';
import type { AdoptedRatings } from '../../briefs/brief.schema.ts';
import { type MarkView, markView } from './brief-view.ts';
import { type BriefEdition, clauseWords, day, translator } from './brief-words.ts';

/** One party with the ratings of its newest adopted review, in words. */
export type AdoptedRowView = {
  readonly key: string;
  readonly name: string;
  readonly review: string;
  readonly clauses: readonly { readonly key: string; readonly name: string; readonly marks: readonly MarkView[] }[];
};

/** Words the adopted ratings. */
export function adoptedViews({ rows }: AdoptedRatings, edition: BriefEdition, locale: Locale): AdoptedRowView[] {
  const t = translator(locale);
  return rows.map(({ party, review, clauses }) => ({
    key: party.id,
    name: party.name[locale],
    review: t('ratings.of', { round: review.title[locale], day: day(locale, review.adoptedAt) }),
    clauses: clauses.map(({ clauseId, marks }) => ({
      key: clauseId,
      name: clauseWords(edition, clauseId, locale).name,
      marks: marks.map((one) => markView(one, edition, locale)),
    })),
  }));
}
