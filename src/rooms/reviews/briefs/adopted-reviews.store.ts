import { sql } from 'kysely';
import { labelOfRow } from '#kernel/labels.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { correctionsOf } from '../drafts/judgement.store.ts';
import { ReportParty } from '../reports/report.schema.ts';
import type { RatingStatus } from '../reviews.schema.ts';
import type { AdoptedReview } from './brief.rules.ts';

/** How many adopted rounds a brief looks back on. */
const ROUNDS = 6;

/**
 * The last adopted rounds of an edition, with what they say of these parties, the newest first. Row-level security decides what is returned: a report that was
 * not released to the parties is read by its party, the policy office and the reviewers only. Statements: one, and one for each round.
 */
export async function adoptedReviews(db: Database, editionId: string, partyIds: readonly string[]): Promise<AdoptedReview[]> {
  if (partyIds.length === 0) return [];
  const { rows } = await sql<{
    party: string;
    round: string;
    en: string;
    fr: string;
    as_of: string;
    adopted_at: Date;
    content: string;
    level: number;
    to: string[] | null;
  }>`
    select a.party_id as party, r.id as round, r.title_en as en, r.title_fr as fr, s.head::jsonb ->> 'asOf' as as_of, r.adopted_at, a.content,
      a.label_level as level, a.releasable_to as "to"
    from (
      select id, title_en, title_fr, adopted_at from reviews.round
      where edition_id = ${editionId} and adopted_at is not null and ratings order by adopted_at desc, id desc limit ${ROUNDS}
    ) r join reviews.adopted_participation a on a.round_id = r.id join reviews.adopted_snapshot s on s.round_id = r.id
    where a.party_id = ${anyOf(partyIds)} order by r.adopted_at desc, r.id desc`.execute(db);
  const rounds = [...new Set(rows.map(({ round }) => round))];
  const corrections = new Map(
    (await Promise.all(rounds.map((round) => correctionsOf(db, round)))).flatMap((some, at) =>
      some.map((row) => [`${rounds[at]} ${row.party_id} ${row.obligation_id}`, row.status as RatingStatus] as const),
    ),
  );
  return rows.map(({ party, round, en, fr, as_of, adopted_at, content, level, to }) => {
    const participation = ReportParty.parse(JSON.parse(content));
    return {
      partyId: party,
      review: { roundId: round, title: { en, fr }, asOf: as_of, adoptedAt: adopted_at.toISOString() },
      label: labelOfRow(level, to),
      participation,
      ratings: new Map(participation.obligations.map(({ id, rating }) => [id, corrections.get(`${round} ${party} ${id}`) ?? rating])),
    };
  });
}
