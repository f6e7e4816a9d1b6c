import { sql } from 'kysely';
import type { Database } from '../db/transaction.ts';
import type { Content } from './message.ts';

/** A message that was not sent: its recipient and a code for the reason, never its content. Notices of danger are not among them. */
type Failed = { id: string; kind: Exclude<Content['kind'], 'danger'>; name: string; attempts: number; fault: string; failedAt: string };

/** The state of the mail; `withoutAddress` counts open accounts that no mail can reach. The database refuses it to a person who does not administer this installation. */
export async function readMailState(
  db: Database,
  now: Date,
): Promise<{ waiting: number; retrying: number; sent: number; failed: Failed[]; withoutAddress: number }> {
  const { rows } = await sql<{
    waiting: string;
    retrying: string;
    sent: string;
    failed: Failed[];
    without_address: string;
  }>`select * from mail.state(${now})`.execute(db);
  const { waiting, retrying, sent, failed, without_address } = rows[0]!;
  const lines = failed.map(({ id, kind, name, attempts, fault, failedAt }) => ({ id, kind, name, attempts, fault, failedAt }));
  return {
    waiting: Number(waiting),
    retrying: Number(retrying),
    sent: Number(sent),
    failed: lines,
    withoutAddress: Number(without_address),
  };
}
