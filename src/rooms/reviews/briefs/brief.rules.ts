import type { RecordLabel } from '#kernel/record-label.ts';
import { UNSETTLED } from '../findings/finding.rules.ts';
import type { ReportParty } from '../reports/report.schema.ts';
import type { RatingStatus } from '../reviews.schema.ts';
import type { BriefClause, BriefDate, BriefFinding, BriefMark, BriefReview, BriefSource, BriefTrend } from './brief.schema.ts';

/** One party's frozen part of an adopted round, with its ratings as corrected since. */
export type AdoptedReview = {
  readonly partyId: string;
  readonly review: BriefReview;
  readonly label: RecordLabel;
  readonly participation: ReportParty;
  /** The rating of each obligation that the round covered; null: not rated. */
  readonly ratings: ReadonlyMap<string, RatingStatus | null>;
};

/** The part of an edition that a brief needs. */
export type BriefEdition = {
  readonly columns: readonly string[];
  readonly obligations: readonly { readonly id: string; readonly clause: string }[];
};

/** Numbers sources in the order in which they are first named. Two items of one source, origin and date have one number. */
export function sourceList() {
  const sources: BriefSource[] = [];
  const places = new Map<string, number>();
  return {
    sources,
    place(source: BriefSource): number {
      const key = JSON.stringify([source.origin, source.text.en, source.text.fr, source.asOf]);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, sources.length);
      return sources.push(source) - 1;
    },
  };
}

/** What the earlier review rated; left out where it did not cover the obligation. */
export function beforeOf(earlier: AdoptedReview | undefined, obligationId: string): { before?: RatingStatus | null } {
  const before = earlier?.ratings.get(obligationId);
  return before === undefined ? {} : { before };
}

/** The clauses of an adopted review, with the ratings as marks. An obligation that the review found not applicable has none. */
export function adoptedClauses(
  edition: BriefEdition,
  shown: AdoptedReview,
  earlier: AdoptedReview | undefined,
  source: number,
): BriefClause[] {
  return edition.columns.flatMap((clauseId): BriefClause[] => {
    const marks = edition.obligations
      .filter(({ id, clause }) => clause === clauseId && shown.ratings.has(id) && shown.ratings.get(id) !== 'not-applicable')
      .map(({ id }): BriefMark => {
        const status = shown.ratings.get(id)!;
        return { obligationId: id, status, origin: status === null ? null : 'rated', differs: false, late: null, ...beforeOf(earlier, id) };
      });
    const { title, adoptedAt } = shown.review;
    const evidence = { title, date: adoptedAt.slice(0, 10), origin: 'rated' as const, source };
    return marks.length === 0 ? [] : [{ clauseId, marks, evidence, otherItems: 0, next: null }];
  });
}

/** The unsettled findings of an adopted review, as adopted. */
export function adoptedFindings({ partyId, participation, review }: AdoptedReview): BriefFinding[] {
  return participation.findings
    .filter(({ state }) => UNSETTLED.some((one) => one === state))
    .map(({ id, grade, title, clauses, due }) => ({
      id,
      partyId,
      grade,
      title,
      clauses,
      due,
      reported: false,
      late: false,
      asAdopted: review.title,
    }));
}

/** Findings as dates. What was only read as adopted has no date here: it may be settled since. */
export function findingDates(findings: readonly BriefFinding[]): BriefDate[] {
  return findings
    .filter(({ asAdopted }) => asAdopted === null)
    .map(({ due, late, partyId, title }) => ({ day: due, kind: 'finding', late, partyId, of: { en: title, fr: title } }));
}

/** Counts of ratings by round and clause, the oldest round first. Clauses that no round covered are left out. */
export function trendOf(
  edition: BriefEdition,
  reviews: readonly AdoptedReview[],
  clauses: readonly string[] = edition.columns,
): BriefTrend {
  const byRound = [...Map.groupBy(reviews, ({ review }) => review.roundId).values()].reverse();
  return {
    rounds: byRound.map((some) => ({ ...some[0]!.review, parties: some.length })),
    clauses: clauses
      .map((clauseId) => {
        const ids = edition.obligations.filter(({ clause }) => clause === clauseId).map(({ id }) => id);
        return { clauseId, counts: byRound.map((some) => countRatings(some, ids)) };
      })
      .filter(({ counts }) => counts.some((some) => some.length > 0)),
  };
}

function countRatings(reviews: readonly AdoptedReview[], ids: readonly string[]): BriefTrend['clauses'][number]['counts'][number] {
  const counts = new Map<RatingStatus | null, number>();
  for (const { ratings } of reviews)
    for (const id of ids) {
      const rating = ratings.get(id);
      if (rating !== undefined && rating !== 'not-applicable') counts.set(rating, (counts.get(rating) ?? 0) + 1);
    }
  return [...counts].map(([rating, n]) => ({ rating, n }));
}
