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
    // Party by party: the index of submitted items begins with the party.
    const { rows } = await sql<NewsRow & { partyId: string }>`
      select 'evidence/submit-evidence' as kind, i.at, i.count, n.id as "partyId", n.name_en as en, n.name_fr as fr
      from parties.party n
      cross join lateral (
        select max(submitted_at) as at, count(*)::int as count from evidence.item
        where party_id = n.id and submitted_at > ${since} and signed_by <> ${subject.person}
      ) i
      where i.count > 0 ${ofReader} order by 2 desc limit ${most}`.execute(context.db);
    return rows.map((row) => newsLine(row, 'dossier', { partyId: row.partyId }));
  },
};
