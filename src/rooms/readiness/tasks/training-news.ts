import { sql } from 'kysely';
import { isIn } from '#kernel/roles.ts';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { subjectOf } from '#platform/query.ts';

type Row = NewsRow & { partyId: string };

/**
 * Rosters, waivers and hand-overs that others recorded, at the parties and operations whose training this reader manages. A trainee may read their own waiver, but
 * not the board to which a line leads. A hand-over leads to the board of the party, where its commanders sign, or to that of the operation for readers who manage only
 * the latter.
 */
export const trainingNews: NewsSource = {
  kinds: ['training/import-roster', 'training/waive', 'training/check-hand-over', 'training/sign-hand-over'],
  async find({ db, ...context }, since, most) {
    const { person, sole, grants } = subjectOf({ db, ...context });
    const managed = grants.flatMap(({ role, party }) => (party !== null && isIn('training-managers', role) ? [party] : []));
    const own = sole ? sql`` : sql`and n.id = any (${managed}::uuid[])`;
    const scope = sole ? sql`h.party_id` : sql`case when h.party_id = any (${managed}::uuid[]) then h.party_id else h.operation_id end`;
    const [rosters, boards] = await Promise.all([
      sql<Row>`
        select 'training/import-roster' as kind, max(b.started_at) as at, count(*)::int as count, n.id as "partyId", n.name_en as en, n.name_fr as fr
        from training.roster_batch b join parties.party n on n.id = b.party_id
        where b.started_at > ${since} and b.imported_by <> ${person} ${own}
        group by n.id, n.name_en, n.name_fr order by 2 desc limit ${most}`.execute(db),
      sql<Row>`
        select e.kind, max(e.at) as at, count(*)::int as count, n.id as "partyId", n.name_en as en, n.name_fr as fr
        from (
          select 'training/waive' as kind, approved_at as at, party_id from training.waiver where approved_at > ${since} and approved_by <> ${person}
          union all
          select 'training/check-hand-over', h.checked_at, ${scope} from training.hand_over h where h.checked_at > ${since} and h.checked_by <> ${person}
          union all
          select 'training/sign-hand-over', s.signed_at, ${scope} from training.hand_over_signature s
            join training.hand_over h on h.id = s.hand_over_id where s.signed_at > ${since} and s.signed_by <> ${person}
        ) e join parties.party n on n.id = e.party_id ${own}
        group by e.kind, n.id, n.name_en, n.name_fr order by 2 desc limit ${most}`.execute(db),
    ]);
    return [
      ...rosters.rows.map((row) => newsLine(row, 'rosters')),
      ...boards.rows.map((row) => newsLine(row, 'readiness', { scope: row.partyId })),
    ];
  },
};
