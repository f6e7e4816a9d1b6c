import { sql } from 'kysely';
import { isIn } from '#kernel/roles.ts';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import { type QueryContext, subjectOf } from '#platform/query.ts';

/** Evidence that others submitted, and the refusals of purges that the reader requested. */
export const evidenceNews: NewsSource = {
  kinds: ['evidence/submit-evidence', 'evidence/refuse-purge'],
  async find(context, since, most) {
    const [submitted, refused] = await Promise.all([findSubmitted(context, since, most), findRefused(context, since, most)]);
    return [...submitted, ...refused].sort((a, b) => b.at.localeCompare(a.at)).slice(0, most);
  },
};

/** Party by party: of the reader's own parties, and of every party for the policy office. */
async function findSubmitted(context: QueryContext, since: Date, most: number) {
  const subject = subjectOf(context);
  const own = subject.grants.flatMap(({ role, party }) => (party !== null && isIn('evidence-readers', role) ? [party] : []));
  const ofReader = subject.sole || holdsRole(subject, 'office') ? sql`` : sql`and n.id = any (${own}::uuid[])`;
  // Party by party: the index of submitted items begins with the party. Only the parties that are shown are counted, because a count reads each item.
  const others = sql`party_id = n.id and submitted_at > ${since} and signed_by <> ${subject.person}`;
  const { rows } = await sql<NewsRow & { partyId: string }>`
    select 'evidence/submit-evidence' as kind, n.at, i.count, n.id as "partyId", n.name_en as en, n.name_fr as fr
    from (
      select n.id, n.name_en, n.name_fr, newest.at from parties.party n
      cross join lateral (select submitted_at as at from evidence.item where ${others} order by submitted_at desc limit 1) newest
      where true ${ofReader} order by newest.at desc limit ${most}
    ) n
    cross join lateral (select count(*)::int as count from evidence.item where ${others}) i
    order by n.at desc`.execute(context.db);
  return rows.map((row) => newsLine(row, 'dossier', { partyId: row.partyId }));
}

/** Item by item, so that each line leads to its reason. */
async function findRefused(context: QueryContext, since: Date, most: number) {
  const { person } = subjectOf(context);
  const { rows } = await sql<NewsRow & { itemId: string }>`
    select 'evidence/refuse-purge' as kind, p.purge_request_ended_at as at, 1 as count, p.id as "itemId", p.title_en as en, p.title_fr as fr
    from evidence.item p
    where p.purge_requested_by = ${person} and p.purge_refused and p.purge_request_ended_at > ${since} and p.purge_request_ended_by <> ${person}
      and p.purge_request_ended_at > p.purge_requested_at and p.state <> 'purged'
    order by p.purge_request_ended_at desc limit ${most}`.execute(context.db);
  return rows.map((row) => newsLine(row, 'evidence-item', { itemId: row.itemId }));
}
