import { sql } from 'kysely';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { subjectOf } from '#platform/query.ts';
import { RETURN_MACHINE } from '../return.rules.ts';

const STEPS = ['open', 'ask-review', 'clear', 'reopen', 'sign', 'submit', 'accept', 'send-back', 'amend'] as const;
type Step = (typeof STEPS)[number];
const commandOf = (step: Step) => (step === 'open' ? 'returns/open-return' : RETURN_MACHINE.actions[step].command);

/** The steps that others took with the returns that this reader may see. */
export const returnNews: NewsSource = {
  kinds: STEPS.map(commandOf),
  async find(context, since, most) {
    const { rows } = await sql<NewsRow & { kind: Step; returnId: string; period: string }>`
      select s.action as kind, max(s.at) as at, count(*)::int as count, r.id as "returnId", r.period, n.name_en as en, n.name_fr as fr
      from returns.return r
      join returns.step s on s.return_id = r.id
      join parties.party n on n.id = r.party_id
      where s.at > ${since} and s.action = any (${[...STEPS]}::text[]) and s.person_id <> ${subjectOf(context).person}
      group by s.action, r.id, r.period, n.name_en, n.name_fr order by 2 desc limit ${most}`.execute(context.db);
    return rows.map((row) =>
      newsLine(
        { ...row, kind: commandOf(row.kind) },
        'return',
        { returnId: row.returnId },
        { names: [{ en: row.period, fr: row.period }] },
      ),
    );
  },
};
