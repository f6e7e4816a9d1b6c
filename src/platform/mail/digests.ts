import { dayOf } from '#kernel/dates.ts';
import { sendPipeline } from '../db/pipeline.ts';
import { databaseOn } from '../db/transaction.ts';
import { runJob } from '../identity/job.ts';
import type { Subject } from '../identity/subject.ts';
import type { Platform } from '../platform.ts';
import type { QueryContext } from '../query.ts';
import { sealLetter } from './letter.ts';
import { digestOf, type Waiting } from './mail.rules.ts';
import type {} from './post.ts';

/**
 * The tasks of somebody in one room, read as that person: row-level security holds as at the desk. Each room takes them from the query that My tasks shows, so
 * that letter and page say the same number (app/waiting.ts). `since` is the day of
 * the digests before, for a room that says itself what is to be recalled.
 */
export type WaitingSource = (context: QueryContext, since: string) => Promise<readonly Waiting[]>;

/** From this hour (UTC) on a day's digests are queued. */
const HOUR = 5;

/**
 * Once a day works out for everybody what waits for them and queues a digest where there is something new to say; answers how many. Which day is done is entered in
 * the transaction that queues them: whoever comes second, as another process or after a restart, queues nothing. `before`: how many days before a due date somebody
 * is reminded, where a room does not say it itself.
 */
export async function queueDigests(platform: Platform, sources: readonly WaitingSource[], before: readonly number[]): Promise<number> {
  const now = platform.clock();
  if (platform.services.post === undefined || !platform.keys.held || now.getUTCHours() < HOUR) return 0;
  const today = dayOf(now);
  const { rows } = await platform.pool.query<{ last: string | null }>('select mail.last_digest_day()::text as last');
  const last = rows[0]!.last;
  if (last !== null && last >= today) return 0;
  const since = last ?? dayOf(new Date(now.getTime() - 86_400_000));
  const readers = await runJob(
    platform,
    'send-mail',
    async (client) => (await client.query<{ id: string }>('select id from mail.readers() id')).rows,
  );
  const digests: { person: string; waiting: number; late: number }[] = [];
  for (const { id } of readers) {
    const digest = digestOf(await countWaiting(platform, id, sources, now, since), since, today, before);
    if (digest) digests.push({ person: id, ...digest });
  }
  return runJob(platform, 'send-mail', async (client) => {
    const begun = await client.query<{ mine: boolean }>('select mail.begin_digests($1) as mine', [today]);
    if (!begun.rows[0]!.mine) return 0;
    for (const { person, ...counts } of digests) {
      const { id, sealed } = sealLetter(platform, { kind: 'digest', ...counts });
      await client.query('select mail.queue_digest($1, $2, $3, $4)', [id, person, sealed, now]);
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
    // From here on nothing is vouched for, and nothing is written: it is a read like that person's own.
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
