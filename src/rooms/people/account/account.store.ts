import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import { runJob } from '#platform/identity/job.ts';
import type { Platform } from '#platform/platform.ts';
import type { AccountView } from './account.schema.ts';

type Account = z.input<typeof AccountView>;

/** The credentials of the signed-in person's account. */
export async function ownAccount(db: Database): Promise<Omit<Account, 'devices'>> {
  return (await sql<{ account: Omit<Account, 'devices'> }>`select identity.own_account() as account`.execute(db)).rows[0]!.account;
}

/** The devices on which the person is signed in: this one first, then the one used last. */
export async function ownDevices(db: Database): Promise<Account['devices']> {
  type Row = Omit<Account['devices'][number], 'since' | 'seen'> & { created_at: Date; seen_at: Date };
  const { rows } = await sql<Row>`select * from identity.own_devices() order by current desc, seen_at desc`.execute(db);
  return rows.map(({ created_at, seen_at, ...device }) => ({ ...device, since: created_at.toISOString(), seen: seen_at.toISOString() }));
}

/** Ends one of the person's own sessions, or with null all but this one. Returns how many. */
export async function endDevices(db: Database, sessionId: string | null): Promise<number> {
  return (await sql<{ ended: number }>`select identity.end_devices(${sessionId}::uuid) as ended`.execute(db)).rows[0]!.ended;
}

/** The salt of the person's own password; null where the account has none. */
export async function ownSalt(db: Database): Promise<Buffer | null> {
  return (await sql<{ salt: Buffer | null }>`select identity.own_salt() as salt`.execute(db)).rows[0]!.salt;
}

/** Changes the person's own password; false where the present one is wrong. */
export async function changePassword(db: Database, p: { present: Buffer; salt: Buffer; derived: Buffer }): Promise<boolean> {
  return (await sql<{ done: boolean }>`select identity.change_password(${p.present}, ${p.salt}, ${p.derived}) as done`.execute(db)).rows[0]!
    .done;
}

/** Counts a wrong present password in a transaction of its own, because the command's transaction fails. */
export async function noteWrongPassword(platform: Platform, session: string): Promise<void> {
  await runJob(platform, 'count-wrong-passwords', (client) => client.query('select identity.record_wrong_password($1)', [session]));
}

/**
 * Removes password, factors and sessions. Returns what opens the account again: the one-time link that is stored, or the provider of single sign-on, and then
 * no link is stored. Null where there is no such person, or the caller may not.
 */
export async function resetAccount(
  db: Database,
  p: { personId: string; link: string; tokenHash: Buffer; days: number },
): Promise<'link' | 'provider' | null> {
  const statement = sql<{ opens: 'link' | 'provider' | null }>`
    select identity.reset_account(${p.personId}, ${p.link}, ${p.tokenHash}, ${p.days}) as opens`;
  return (await statement.execute(db)).rows[0]!.opens;
}
