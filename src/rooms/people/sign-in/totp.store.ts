import type { Pool } from 'pg';
import type { EncryptedColumn } from '#platform/encrypted-column.ts';
import type { Purpose } from '#platform/keys.ts';

/** The purpose under which a person's secret is encrypted. */
export const totpPurpose = (personId: string): Purpose => `people/totp:${personId}`;

/** The columns with encrypted secrets, for key rotation. */
export const TOTP_COLUMNS: readonly EncryptedColumn[] = [
  { table: 'identity.totp', column: 'secret_encrypted', id: 'person_id', purpose: totpPurpose },
];

/** The person of a pending sign-in. */
export type PendingTotp = { id: string; person: string; name: string; email: string | null };

/** The pending sign-in of a token, where it waits for this step; null where it is over. */
export async function findAttempt(pool: Pool, token: string, step: 'second-factor' | 'set-up'): Promise<PendingTotp | null> {
  const { rows } = await pool.query<{ found: PendingTotp | null }>('select identity.find_attempt($1, $2) as found', [token, step]);
  return rows[0]!.found;
}

/**
 * Counts a code attempt of a pending sign-in and returns the encrypted secret, or null and the seconds while codes are closed. Undefined where there is no such
 * sign-in.
 */
export async function tryTotp(pool: Pool, token: string) {
  const { rows } = await pool.query<{ ref: string; person: string; secret_encrypted: Buffer | null; closed_for: number }>(
    'select ref, person, secret_encrypted, closed_for from identity.try_totp($1)',
    [token],
  );
  return rows[0];
}

/** Counts a wrong code against the sign-in and the address. It runs outside the command's transaction, which fails because of the code. */
export async function noteWrongCode(pool: Pool, token: string): Promise<void> {
  await pool.query('select identity.record_wrong_code($1)', [token]);
}
