import type { Status } from '#kernel/status.ts';
import { lowered } from '#platform/texts/case.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { BriefTrend } from '../../briefs/brief.schema.ts';
import { type BriefEdition, clauseWords, translator } from './brief-words.ts';

/** The ratings of one clause, round by round, in words. */
export type TrendView = {
  readonly key: string;
  readonly title: string;
  /** The whole content in words, for those who do not see the picture. */
  readonly alt: string;
  readonly rounds: readonly {
    readonly title: string;
    readonly parts: readonly { status: Status | 'not-rated'; word: string; n: number }[];
  }[];
};
/** Words the trend of a brief: one entry for each clause, in the order of the policy. */
export function trendViews(trend: BriefTrend, edition: BriefEdition, locale: Locale): TrendView[] {
  const t = translator(locale);
  return trend.clauses.map(({ clauseId, counts }) => {
    const { name, title } = clauseWords(edition, clauseId, locale);
    const rounds = trend.rounds.map((round, at) => ({
      title: round.parties > 1 ? t('trend.parties', { round: round.title[locale], n: round.parties }) : round.title[locale],
      parts: ORDER.flatMap((status) => {
        const n = counts[at]!.find(({ rating }) => (rating ?? 'not-rated') === status)?.n ?? 0;
        return n === 0 ? [] : [{ status, word: lowered(translateStatuses(locale, status)), n }];
      }),
    }));
    const inWords = rounds.map((round) =>
      t('trend.alt.round', {
        round: round.title,
        counts: round.parts.map(({ word, n }) => t('trend.count', { n, status: word })).join(', ') || '0',
      }),
    );
    const alt = t('trend.alt', { clause: `${name} ${title}`, rounds: inWords.join('. ') });
    return { key: clauseId, title: `${name} ${title}`, alt, rounds };
  });
}

// From the bottom of a bar to its top, as the legend has them.
const ORDER = ['met', 'partly-met', 'not-met', 'in-progress', 'not-started', 'not-reported', 'not-rated'] as const;

/** The ratings that occur in a trend, in the order of the bars. */
export function keyOf(trend: readonly TrendView[]): readonly { status: Status | 'not-rated'; word: string }[] {
  const parts = new Map(trend.flatMap(({ rounds }) => rounds.flatMap((round) => round.parts)).map((part) => [part.status, part]));
  return ORDER.flatMap((status) => parts.get(status) ?? []);
}
