import { sql } from 'kysely';
import { labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Release } from '../reviews.schema.ts';
import { type EarlierRound, ReportParty } from './report.schema.ts';

/** What the last adopted round before this one said of a party: the round, and the frozen participation. */
export type Earlier = EarlierRound & { readonly participation: ReportParty; readonly release: Release; readonly label: RecordLabel };

/** The last adopted round of the same edition before this one, for each of these parties whose frozen participation this reader may see. */
export async function earlierParticipations(db: Database, roundId: string, partyIds: readonly string[]): Promise<Map<string, Earlier>> {
  if (partyIds.length === 0) return new Map();
  const { rows } = await sql<{
    party: string;
    round: string;
    en: string;
    fr: string;
    asOf: string;
    content: string;
    release: Release;
    level: number;
    to: string[] | null;
  }>`
    select distinct on (a.party_id) a.party_id as party, r.id as round, r.title_en as en, r.title_fr as fr, s.head::jsonb ->> 'asOf' as "asOf", a.content,
      a.release, a.label_level as level, a.releasable_to as "to"
    from reviews.adopted_participation a join reviews.adopted_snapshot s on s.round_id = a.round_id join reviews.round r on r.id = a.round_id
      join reviews.round mine on mine.id = ${roundId} and mine.edition_id = r.edition_id and mine.id <> r.id
        and r.adopted_at < coalesce(mine.adopted_at, 'infinity')
    where a.party_id = ${anyOf(partyIds)} order by a.party_id, r.adopted_at desc, r.id desc`.execute(db);
  return new Map(
    rows.map(({ party, round, en, fr, asOf, content, release, level, to }) => [
      party,
      {
        roundId: round,
        round: { en, fr },
        asOf,
        release,
        label: labelOfRow(level, to),
        participation: ReportParty.parse(JSON.parse(content)),
      },
    ]),
  );
}
