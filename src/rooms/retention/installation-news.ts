import { sql } from 'kysely';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { holdsRole } from '#platform/identity/subject.ts';
import { subjectOf } from '#platform/query.ts';

/** Backups that were proven: for the administrators of the installation. */
export const installationNews: NewsSource = {
  kinds: ['retention/record-backup'],
  async find(context, since, most) {
    const subject = subjectOf(context);
    if (!subject.sole && !holdsRole(subject, 'platform-admins')) return [];
    const { rows } = await sql<NewsRow>`
      select 'retention/record-backup' as kind, max(proven_at) as at, count(*)::int as count, null as en, null as fr
      from retention.backup where proven_at > ${since} having count(*) > 0 limit ${most}`.execute(context.db);
    return rows.map((row) => newsLine(row, 'retention'));
  },
};
