import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import { type NewsRow, type NewsSource, newsLine } from '#platform/home/news-source.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { subjectOf } from '#platform/query.ts';
import type { MessageKind } from '../firms/firm.store.ts';

const COMMAND_OF: Readonly<Record<MessageKind, string>> = {
  certification: 'contractors/certify-by-link',
  notice: 'contractors/notify-information',
  answer: 'contractors/answer-question',
  file: 'contractors/send-file-by-link',
};

type Row = Pick<NewsRow, 'at' | 'count'> & { kind: MessageKind; contractId: string; number: string };

/** What firms sent by their links, contract by contract: row-level security shows it to those who read the contracts of the party. */
export const firmNews: NewsSource = {
  kinds: Object.values(COMMAND_OF),
  async find(context, since, most) {
    // Most readers read no contracts: they cost no statement. Of others, the index is read by party.
    const parties = partiesOf(subjectOf(context), 'contract-readers');
    if (parties?.length === 0) return [];
    const { rows } = await sql<Row>`select k.kind, max(k.sent_at) as at, count(*)::int as count, c.id as "contractId", c.number
      from contractors.firm_message k join contractors.contract c on c.id = k.contract_id
      where ${parties === undefined ? sql`true` : sql`k.party_id = ${anyOf(parties)}`} and k.sent_at > ${since} group by k.kind, c.id, c.number order by 2 desc limit ${most}`.execute(
      context.db,
    );
    return rows.map(({ kind, contractId, number, ...row }) =>
      newsLine({ ...row, kind: COMMAND_OF[kind], en: number, fr: number }, 'contract-firms', { contractId }),
    );
  },
};
