import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '#platform/db/transaction.ts';

/** A passkey of the signed-in person. */
export type OwnPasskey = {
  id: string;
  name: string;
  created_at: Date;
  used_at: Date | null;
  copied_at: Date | null;
  credential_id: Buffer;
  transports: string[];
};

/** The passkeys of the signed-in person, oldest first. */
export async function listOwnPasskeys(db: Database): Promise<OwnPasskey[]> {
  return (await sql<OwnPasskey>`select * from identity.own_passkeys()`.execute(db)).rows;
}

/** Adds a passkey that the server has verified to the signed-in person's account. */
export async function addPasskey(db: Database, payload: string, voucher: Buffer) {
  const added = sql<{
    came: 'added' | 'refused' | 'not-fresh' | 'provider-decides' | 'too-many';
  }>`select identity.add_passkey(${payload}, ${voucher}) as came`;
  return (await added.execute(db)).rows[0]!.came;
}

/** Removes a passkey of the signed-in person. */
export async function removePasskey(db: Database, id: string) {
  const removed = sql<{ came: 'removed' | 'none' | 'not-fresh' | 'last' }>`select identity.remove_passkey(${id}) as came`;
  return (await removed.execute(db)).rows[0]!.came;
}

/** The key and counter needed to check a signature, or undefined. */
export async function findPasskey(pool: Pool, credentialId: Buffer): Promise<{ public_key: Buffer; counter: number } | undefined> {
  const { rows } = await pool.query<{ public_key: Buffer; counter: number }>('select * from identity.passkey_of($1)', [credentialId]);
  return rows[0];
}

/** The credentials of an account whose sign-in waits for a second factor after its password; none where the token belongs to no such sign-in. */
export async function credentialsOfAttempt(pool: Pool, token: string): Promise<{ credential_id: Buffer; transports: string[] }[]> {
  return (await pool.query<{ credential_id: Buffer; transports: string[] }>('select * from identity.credentials_of_attempt($1)', [token]))
    .rows;
}

/** Records that a passkey's counter went back. Returns its id, or null where the counter did not go back after all. */
export async function noteCopy(pool: Pool, payload: string, voucher: Buffer): Promise<string | null> {
  return (await pool.query<{ noted: string | null }>('select identity.record_copied_passkey($1, $2) as noted', [payload, voucher])).rows[0]!
    .noted;
}

/** The person whose account a one-time link opens; null for the first person. */
export async function personOfLink(db: Database, token: string): Promise<string | null> {
  return (await sql<{ person: string | null }>`select identity.person_of_link(${token}) as person`.execute(db)).rows[0]!.person;
}

/** Whether the signed-in person uses single sign-on, and so has no passkeys here. */
export async function entersBySingleSignOn(db: Database): Promise<boolean> {
  return (await sql<{ so: boolean }>`select identity.uses_single_sign_on() as so`.execute(db)).rows[0]!.so;
}
