import type { PoolClient } from 'pg';
import { isDatabaseLost } from '../database-error.ts';
import { sendFirst } from '../db/pipeline.ts';
import type { Platform } from '../platform.ts';
import { vouch } from './voucher.ts';

/** Work that the program does without a signed-in person. */
export type Job = 'maintain-log' | 'count-wrong-passwords' | 'send-mail';

const BACKEND_AND_TIME = 'select pg_backend_pid() as pid, extract(epoch from now())::text as moment';

/**
 * Runs a job in one transaction for which the program vouches to the database (identity.runs_job). The voucher is valid for this connection and this moment only,
 * so an injected statement elsewhere cannot use it.
 */
export async function runJob<T>({ keys, pool }: Platform, job: Job, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    const [, started] = await sendFirst(client, [{ text: 'begin', describe: false }, { text: BACKEND_AND_TIME }]);
    const { pid, moment } = started!.rows[0]!;
    const voucher = await vouch({ keys, pool: client }, `job|${job}|${pid}|${moment}`);
    await client.query(`select set_config('manumit.job', $1, true)`, [voucher.toString('hex')]);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = isDatabaseLost(error);
    if (!broken) await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}
