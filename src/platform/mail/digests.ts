import { dayOf } from '#kernel/dates.ts';
import { sendPipeline } from '../db/pipeline.ts';
import { databaseOn } from '../db/transaction.ts';
import { runJob } from '../identity/job.ts';
import type { Subject } from '../identity/subject.ts';
import type { Platform } from '../platform.ts';
import type { QueryContext } from '../query.ts';
import { DIGEST_HOUR, digestOf, type Waiting } from './mail.rules.ts';
import type {} from './mailer.ts';
import { encryptMessage } from './message.ts';

/**
 * The tasks of a person in one room, read under their claims: row-level security applies as at the desk. Each room reads them with the query of My tasks, so
 * that mail and page show the same number (app/personal/waiting.ts). Only reports are left out: a mail says the same whether or not one came. `since` is the day
 * of the previous digests, for a room that decides itself what to remind of.
 */
export type WaitingSource = (context: QueryContext, since: string) => Promise<readonly Waiting[]>;

/**
 * Once a day, finds every person's tasks and queues a digest where there is something new to report; returns how many. The transaction that queues the digests
 * records the day as done: a second process, or one after a restart, queues nothing. `before`: how many days before a due date a person is reminded, where a
 * room does not decide it itself.
 */
export async function queueDigests(platform: Platform, sources: readonly WaitingSource[], before: readonly number[]): Promise<number> {
  const now = platform.clock();
  if (platform.services.mailer === undefined || !platform.keys.isHeld || now.getUTCHours() < DIGEST_HOUR) return 0;
  const today = dayOf(now);
  const { rows } = await platform.pool.query<{ last: string | null }>('select mail.last_digest_day()::text as last');
  const last = rows[0]!.last;
  if (last !== null && last >= today) return 0;
  const since = last ?? dayOf(new Date(now.getTime() - 86_400_000));
  const readers = await runJob(
    platform,
    'send-mail',
    async (client) => (await client.query<{ id: string }>('select id from mail.digest_recipients() id')).rows,
  );
  const digests: { person: string; waiting: number; late: number }[] = [];
  for (const { id } of readers) {
    const digest = digestOf(await countWaiting(platform, id, sources, now, since), since, today, before);
    if (digest) digests.push({ person: id, ...digest });
  }
  return runJob(platform, 'send-mail', async (client) => {
    const firstToday = await client.query<{ mine: boolean }>('select mail.begin_digests($1) as mine', [today]);
    if (!firstToday.rows[0]!.mine) return 0;
    for (const { person, ...counts } of digests) {
      const { id, encrypted } = encryptMessage(platform, { kind: 'digest', ...counts });
      await client.query('select mail.queue_digest($1, $2, $3, $4)', [id, person, encrypted, now]);
    }
    return digests.length;
  });
}

async function countWaiting(
  platform: Platform,
  person: string,
  sources: readonly WaitingSource[],
  now: Date,
  since: string,
): Promise<Waiting[]> {
  return runJob(platform, 'send-mail', async (client) => {
    const { rows } = await client.query<{ subject: Subject | null }>('select mail.read_as($1) as subject', [person]);
    // From here on the job vouches for nothing and writes nothing: it reads as that person would.
    await client.query(`select set_config('transaction_read_only', 'on', true)`);
    await client.query(`select set_config('manumit.job', '', true)`);
    const { subject } = rows[0]!;
    if (subject === null) return [];
    const db = databaseOn(async (statement) => (await sendPipeline(client, [statement]))[0]!);
    const waiting: Waiting[] = [];
    for (const source of sources) waiting.push(...(await source({ db, subject, now, platform }, since)));
    return waiting;
  });
}
