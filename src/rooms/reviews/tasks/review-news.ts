import { sql } from 'kysely';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { subjectOf } from '#platform/query.ts';
import { PARTICIPATION_MACHINE, type ParticipationAction } from '../participations/participation.rules.ts';

/**
 * The steps that are news. Ratings and drafts of findings are not: the party must not learn of them before its draft is sent. Nor are the answers of a party that
 * has not submitted them.
 */
const STEPS = [
  'open',
  'submit',
  'ask',
  'explain',
  'send-draft',
  'comment',
  'decide-comment',
  'adopt',
  'correct-rating',
  'report-progress',
  'verify',
  'carry-over',
] as const satisfies readonly (ParticipationAction | 'open')[];

type Step = (typeof STEPS)[number];
const commandOf = (step: Step) => (step === 'open' ? 'reviews/open-round' : PARTICIPATION_MACHINE.actions[step].command);

/** What others did in the participations that this reader may see. A round that opened or was adopted is one line, however many parties take part. */
export const reviewNews: NewsSource = {
  kinds: STEPS.map(commandOf),
  async find(context, since, most) {
    type Row = NewsRow & { kind: Step; roundId: string; participationId: string | null; roundEn: string; roundFr: string };
    const { rows } = await sql<Row>`
      select s.action as kind, max(s.at) as at, p.round_id as "roundId", r.title_en as "roundEn", r.title_fr as "roundFr",
        case when s.action in ('open', 'adopt') then null else p.id end as "participationId",
        case when s.action in ('open', 'adopt') then 1 else count(*) end::int as count,
        case when s.action in ('open', 'adopt') then null else n.name_en end as en,
        case when s.action in ('open', 'adopt') then null else n.name_fr end as fr
      from reviews.participation p
      join reviews.step s on s.participation_id = p.id
      join reviews.round r on r.id = p.round_id
      join parties.party n on n.id = p.party_id
      where s.at > ${since} and s.action = any (${[...STEPS]}::text[]) and s.person_id <> ${subjectOf(context).person}
      group by s.action, 3, 4, 5, 6, 8, 9 order by 2 desc limit ${most}`.execute(context.db);
    return rows.map((found) => {
      const row = { ...found, kind: commandOf(found.kind) };
      const { roundId, participationId } = row;
      const names = [{ en: row.roundEn, fr: row.roundFr }];
      return participationId === null
        ? newsLine(row, 'round', { roundId }, { names })
        : newsLine(row, 'participation', { roundId, participationId }, { names });
    });
  },
};
