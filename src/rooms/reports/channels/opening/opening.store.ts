import { sql } from 'kysely';
import type { z } from 'zod';
import type { Day } from '#kernel/day.ts';
import type { Database } from '#platform/db/transaction.ts';
import { findChannel } from '../channel.store.ts';
import { INTAKE_MODULE, type OpeningFacts } from './opening.rules.ts';
import type { ChannelOpening, OwnTest } from './opening.schema.ts';

/**
 * What the caller sees of a channel's opening, and what its rules need; undefined where the caller does not see the channel. `noticeDueBefore`: a test notice that
 * was confirmed earlier counts no more; null where the installation sends no mail.
 */
export async function findOpening(
  db: Database,
  channelId: string,
  today: Day,
  noticeDueBefore: Day | null,
): Promise<(Omit<ChannelOpening, 'steps'> & { partyId: string; facts: OpeningFacts }) | undefined> {
  const [view, kind, trained, drills, limits, test, notices] = await Promise.all([
    findChannel(db, channelId),
    sql<{ kind: string }>`select p.kind from reports.channel c join parties.party p on p.id = coalesce(c.operation_id, c.party_id)
      where c.id = ${channelId}`.execute(db),
    sql<{ trained: number[] }>`select reports.readers_trained(${channelId}, ${INTAKE_MODULE}, ${today}) as trained`.execute(db),
    sql<{ number: number; drilledOn: Day }>`
      select reader_number as number, max(drilled_on) as "drilledOn" from reports.recovery_drill
      where channel_id = ${channelId} group by reader_number order by reader_number`.execute(db),
    sql<NonNullable<ChannelOpening['limits']>>`
      select number, stated_on as "statedOn", body from reports.limit_statement
      where channel_id = ${channelId} order by number desc limit 1`.execute(db),
    sql<NonNullable<ChannelOpening['test']>>`
      select t.id as report, t.sent_on as "sentOn", array(
        select w.reader_number from reports.test_wrap w where w.report_id = t.id and w.read_on is not null order by 1) as "readBy"
      from reports.test_report t
      where t.channel_id = ${channelId}
        and t.manifest_number = (select max(m.number) from reports.manifest m where m.channel_id = ${channelId})
      order by t.sent_on desc, t.id desc limit 1`.execute(db),
    sql<NonNullable<ChannelOpening['notices']>[number]>`
      select reader_number as number, sent_on as "sentOn", confirmed_on as "confirmedOn",
        coalesce(confirmed_on >= ${noticeDueBefore}, false) as counts
      from reports.notice_test where channel_id = ${channelId} order by reader_number`.execute(db),
  ]);
  if (view === undefined) return undefined;
  const seen = {
    trained: trained.rows[0]!.trained,
    notices: noticeDueBefore === null ? null : notices.rows,
    drills: drills.rows,
    limits: limits.rows[0] ?? null,
    test: test.rows[0] ?? null,
    isMultinational: kind.rows[0]!.kind !== 'nation' && kind.rows[0]!.kind !== 'contractor',
  };
  const readers = view.readers.filter((one) => one.removedAt === null && one.function !== 'interpreter');
  const counting = seen.notices?.filter(({ counts }) => counts).map(({ number }) => number) ?? null;
  const facts = { ...seen, readers, list: view.manifest, notices: counting, test: seen.test?.readBy ?? [] };
  return { ...seen, partyId: view.partyId, facts };
}

/** The newest test report with the caller's own wrap; undefined where there is none for them. */
export async function findOwnTest(db: Database, channelId: string, person: string): Promise<z.infer<typeof OwnTest> | undefined> {
  const { rows } = await sql<{ report: string; body: Buffer; wrap: Buffer; sentOn: Day; readOn: Day | null }>`
    select t.id as report, t.body, w.bytes as wrap, t.sent_on as "sentOn", w.read_on as "readOn"
    from reports.test_report t join reports.test_wrap w on w.report_id = t.id
    join reports.reader r on r.channel_id = w.channel_id and r.number = w.reader_number
    where t.channel_id = ${channelId} and r.person_id = ${person} and r.removed_at is null
    order by t.manifest_number desc, t.sent_on desc, t.id desc limit 1`.execute(db);
  const [found] = rows;
  return found && { ...found, body: found.body.toString('base64'), wrap: found.wrap.toString('base64') };
}
