import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import { runJob } from '#platform/identity/job.ts';
import type { Platform } from '#platform/platform.ts';
import type { AccountView } from './account.schema.ts';

type Account = z.input<typeof AccountView>;

/** What one's own account is secured with. */
export async function ownAccount(db: Database): Promise<Omit<Account, 'devices'>> {
  return (await sql<{ account: Omit<Account, 'devices'> }>`select identity.own_account() as account`.execute(db)).rows[0]!.account;
}

/** Where one is signed in, this device first, then the one used last. */
export async function ownDevices(db: Database): Promise<Account['devices']> {
  type Row = Omit<Account['devices'][number], 'since' | 'seen'> & { created_at: Date; seen_at: Date };
  const { rows } = await sql<Row>`select * from identity.own_devices() order by current desc, seen_at desc`.execute(db);
  return rows.map(({ created_at, seen_at, ...device }) => ({ ...device, since: created_at.toISOString(), seen: seen_at.toISOString() }));
}

/** Ends one of one's own sessions, or with null all but this; answers how many. */
export async function endDevices(db: Database, sessionId: string | null): Promise<number> {
  return (await sql<{ ended: number }>`select identity.end_devices(${sessionId}::uuid) as ended`.execute(db)).rows[0]!.ended;
}

/** The salt of one's own password; null where the account has none. */
export async function ownSalt(db: Database): Promise<Buffer | null> {
  return (await sql<{ salt: Buffer | null }>`select identity.own_salt() as salt`.execute(db)).rows[0]!.salt;
}

/** Changes one's own password; false where the present one is wrong. */
export async function changePassword(db: Database, p: { present: Buffer; salt: Buffer; derived: Buffer }): Promise<boolean> {
  return (await sql<{ done: boolean }>`select identity.change_password(${p.present}, ${p.salt}, ${p.derived}) as done`.execute(db)).rows[0]!
    .done;
}

/** Counts a wrong present password beside the transaction that fails of it. */
export async function noteWrongPassword(platform: Platform, session: string): Promise<void> {
  await runJob(platform, 'count-wrong-passwords', (client) => client.query('select identity.note_wrong_password($1)', [session]));
}

/** Takes password, factors and sessions away and leaves a one-time link; false where there is nobody, or the caller may not. */
export async function resetAccount(db: Database, p: { personId: string; link: string; tokenHash: Buffer; days: number }): Promise<boolean> {
  const statement = sql<{ done: boolean }>`select identity.reset_account(${p.personId}, ${p.link}, ${p.tokenHash}, ${p.days}) as done`;
  return (await statement.execute(db)).rows[0]!.done;
}
