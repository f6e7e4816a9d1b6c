import { sql } from 'kysely';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { subjectOf } from '#platform/query.ts';

type Row = NewsRow & { outreachId: string | null };

/** Letters and replies that others recorded. The addressee of a letter reads the letter and not the attempt that it belongs to. */
export const letterNews: NewsSource = {
  kinds: ['nations/send-letter', 'letter-received', 'nations/record-reply'],
  async find({ db, ...context }, since, most) {
    const { person } = subjectOf({ db, ...context });
    const [letters, replies] = await Promise.all([
      sql<Row>`
        select case when o.id is null then 'letter-received' else 'nations/send-letter' end as kind, l.recorded_at as at, 1 as count, o.id as "outreachId",
          n.name_en as en, n.name_fr as fr
        from nations.letter l
        left join nations.outreach o on o.id = l.outreach_id
        join parties.party n on n.id = case when o.id is null then l.writer_id else l.addressee_id end
        where l.recorded_at > ${since} and l.recorded_by <> ${person} order by 2 desc limit ${most}`.execute(db),
      sql<Row>`
        select 'nations/record-reply' as kind, r.recorded_at as at, 1 as count, o.id as "outreachId",
          n.name_en as en, n.name_fr as fr
        from nations.letter_reply r
        join nations.outreach o on o.id = r.outreach_id
        join parties.party n on n.id = o.addressee_id
        where r.received and r.recorded_at > ${since} and r.recorded_by <> ${person} order by 2 desc limit ${most}`.execute(db),
    ]);
    return [...letters.rows, ...replies.rows].map((row) =>
      row.outreachId === null ? newsLine(row, 'letters') : newsLine(row, 'outreach', { outreachId: row.outreachId }),
    );
  },
};
