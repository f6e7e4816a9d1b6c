import { sql } from 'kysely';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { subjectOf } from '#platform/query.ts';

/**
 * Faults of outside checks of the log, and witnesses enrolled or ended by others: for those who watch over it. Row-level security shows them to nobody else.
 * Refusals of erasures: for the person who requested them.
 */
export const logNews: NewsSource = {
  kinds: ['witness-fault', 'transparency-log/enrol-witness', 'transparency-log/end-witness', 'transparency-log/refuse-erasure'],
  async find(context, since, most) {
    const { person } = subjectOf(context);
    const { rows } = await sql<NewsRow>`
      select kind, at, 1 as count, name as en, name as fr from (
        select 'witness-fault' as kind, fault_at as at, name from ledger.witness where fault is not null and fault_at > ${since}
        union all
        select 'transparency-log/enrol-witness', enrolled_at, name from ledger.witness where enrolled_at > ${since} and enrolled_by <> ${person}
        union all
        select 'transparency-log/end-witness', ended_at, name from ledger.witness where ended_at > ${since} and ended_by <> ${person}
        union all
        select 'transparency-log/refuse-erasure', ended_at, null from ledger.erasure
          where requested_by = ${person} and refusal is not null and ended_at > ${since}
      ) e order by 2 desc limit ${most}`.execute(context.db);
    return rows.map((row) => newsLine(row, 'log'));
  },
};
