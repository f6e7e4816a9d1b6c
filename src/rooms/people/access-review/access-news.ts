import { sql } from 'kysely';
import { isIn, type Role } from '#kernel/roles.ts';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { subjectOf } from '#platform/query.ts';

type Row = NewsRow & { role: Role; personId: string; holder: string };

/** Roles that others gave or ended: the reader's own, and those at the parties that the reader administers. */
export const accessNews: NewsSource = {
  kinds: ['people/give-grant', 'people/end-grant'],
  async find(context, since, most) {
    const { person, grants } = subjectOf(context);
    const administered = grants.flatMap(({ role, party }) => (party !== null && isIn('party-admins', role) ? [party] : []));
    const concerned = sql`(g.person_id = ${person} or g.party_id = any (${administered}::uuid[]))`;
    const select = (what: 'given' | 'ended') => {
      const at = sql.ref(what === 'given' ? 'g.granted_at' : 'g.ended_at');
      const by = sql.ref(what === 'given' ? 'g.granted_by' : 'g.ended_by');
      return sql<Row>`
        select ${what === 'given' ? 'people/give-grant' : 'people/end-grant'}::text as kind, ${at} as at, 1 as count,
          g.role, g.person_id as "personId", h.name as holder, n.name_en as en, n.name_fr as fr
        from identity.role_grant g
        join identity.person h on h.id = g.person_id
        left join parties.party n on n.id = g.party_id
        where ${at} > ${since} and ${by} <> ${person} and ${concerned} order by 2 desc limit ${most}`.execute(context.db);
    };
    const [given, ended] = await Promise.all([select('given'), select('ended')]);
    return [...given.rows, ...ended.rows].map((row) => {
      const { role, personId, holder } = row;
      return personId === person
        ? newsLine(row, 'account', {}, { role })
        : newsLine(row, 'people', { find: holder, person: personId }, { role, names: [{ en: holder, fr: holder }] });
    });
  },
};
