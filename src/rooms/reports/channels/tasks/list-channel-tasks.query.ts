import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { holdsAt, may } from '#platform/identity/subject.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { clocksOn } from '../../clocks/clock-parameters.ts';
import { listDueChannels } from '../../clocks/due/due.store.ts';
import { ChannelTasks } from './channel-tasks.schema.ts';
import '../../permissions.ts';

/** What waits for this person with the channels they keep, read for, or advise. Reports are counted of those alone that the person can read. */
export const listChannelTasks = defineQuery({
  name: 'reports/list-channel-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: ChannelTasks,
  run: async (context) => {
    const [reports, tasks] = await Promise.all([dueReports(context), tasksOf(context)]);
    return { tasks: [...reports, ...tasks] };
  },
});

/**
 * The same for the digests: dates and counts, but none of reports. A mail says the same whether or not a report came. Those who keep a channel are notified when
 * the renewal of its list begins, then on the reminder days of the edition.
 */
export const channelsWaiting: WaitingSource = async (context, since) => {
  if (context.subject === null) return [];
  const begins = (due: string) => plusDays(due, -clocksOn(context.now).listRenewalDays);
  const isNew = (due: string | null) => due !== null && begins(due) > since && begins(due) <= dayOf(context.now);
  return (await tasksOf(context)).map(({ due, late }) => ({ due, late, ...(isNew(due) && { remind: true }) }));
};

async function dueReports(context: Pick<QueryContext, 'db' | 'now' | 'subject' | 'platform'>): Promise<ChannelTasks['tasks']> {
  const subject = subjectOf(context);
  if (!may(subject, 'reports:read', null)) return [];
  const today = dayOf(context.now);
  const channels = await listDueChannels(context.db, subject.person, today);
  return channels.map((one) => ({ id: `due-reports ${one.channelId}`, kind: 'due-reports', ...one, late: one.due < today }));
}

type Row = { kind: ChannelTasks['tasks'][number]['kind']; channelId: string; name: Record<string, string>; due: string | null };

async function tasksOf(context: Pick<QueryContext, 'db' | 'now' | 'subject' | 'platform'>): Promise<ChannelTasks['tasks']> {
  const subject = subjectOf(context);
  const parties = [...new Set(subject.grants.flatMap(({ party }) => party ?? []))];
  const [kept, advised] = (['reports:keep-channel', 'reports:state-limits'] as const).map((permission) =>
    parties.filter((id) => holdsAt(subject, permission, id)),
  );
  const today = dayOf(context.now);
  const { rows } = await sql<Row>`
    select 'renew-list' as kind, c.id as "channelId", c.name, m.valid_until as due
      from reports.channel c
      join lateral (select valid_until from reports.manifest m where m.channel_id = c.id order by m.number desc limit 1) m on true
      where c.party_id = any (${kept}::uuid[]) and c.opened_on is not null and c.closed_on is null
        and m.valid_until <= ${plusDays(today, clocksOn(context.now).listRenewalDays)}
    union all
    select 'read-test', c.id, c.name, null
      from reports.reader r join reports.channel c on c.id = r.channel_id
      join reports.test_wrap w on w.channel_id = r.channel_id and w.reader_number = r.number and w.read_on is null
      where r.person_id = ${subject.person} and r.removed_at is null and c.closed_on is null and w.report_id = (
        select t.id from reports.test_report t where t.channel_id = c.id order by t.manifest_number desc, t.sent_on desc, t.id desc limit 1)
    union all
    select 'state-limits', c.id, c.name, null
      from reports.channel c
      where (c.party_id = any (${advised}::uuid[]) or c.operation_id = any (${advised}::uuid[])) and c.closed_on is null
        and not exists (select from reports.limit_statement d where d.channel_id = c.id)
    order by due nulls last, kind, "channelId"`.execute(context.db);
  return rows.map((row) => ({ id: `${row.kind} ${row.channelId}`, ...row, reports: null, late: row.due !== null && row.due < today }));
}
