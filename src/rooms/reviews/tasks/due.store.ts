import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { calendarsOf, overOn } from '#rooms/parties/index.ts';
import type { DueItem } from './due.rules.ts';

/** What parties of open rounds have to do by a date, and findings without a progress report, as far as this reader may see them, each with its edition. */
export async function dueItems(db: Database): Promise<(DueItem & { editionId: string })[]> {
  const { rows } = await sql<Omit<DueItem, 'overOn'> & { editionId: string }>`
    with participation as (select p.*, r.edition_id, r.state as round_state from reviews.participation p join reviews.round r on r.id = p.round_id)
    select 'self-assessment' as kind, round_id as "roundId", id as "participationId", party_id as "partyId", null::uuid as "subjectId", self_assessment_due as due, voluntary,
        edition_id as "editionId" from participation where round_state = 'open' and state in ('asked', 'prefilled')
    union all select 'question', p.round_id, p.id, p.party_id, c.id, c.due, p.voluntary, p.edition_id
      from reviews.clarification c join participation p on p.id = c.participation_id where p.round_state = 'open' and c.answered_at is null
    union all select 'comment', round_id, id, party_id, null, comment_due, voluntary, edition_id
      from participation where round_state = 'open' and state = 'commenting' and comments_done_at is null
    union all select 'finding', p.round_id, p.id, p.party_id, f.id, f.due, p.voluntary, p.edition_id
      from reviews.finding f join participation p on p.id = f.participation_id where f.state = 'open'`.execute(db);
  const calendar = await calendarsOf(db, [...new Set(rows.map(({ partyId }) => partyId))]);
  return rows.map((row) => ({ ...row, overOn: overOn(calendar(row.partyId), row.due) }));
}
