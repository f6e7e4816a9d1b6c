import { sql } from 'kysely';
import { isIn } from '#kernel/roles.ts';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import { subjectOf } from '#platform/query.ts';

/** Evidence that others submitted, party by party: of the reader's own parties, and of every party for the policy office. */
export const evidenceNews: NewsSource = {
  kinds: ['evidence/submit-evidence'],
  async find(context, since, most) {
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
  },
};
