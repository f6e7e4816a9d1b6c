import type { Pool } from 'pg';
import type { Purpose } from '#platform/keys.ts';
import type { SealedColumn } from '#platform/sealed-column.ts';

/** What a person's secret is sealed for. */
export const totpPurpose = (personId: string): Purpose => `people/totp:${personId}`;

/** Where secrets are sealed, for rotation. */
export const TOTP_COLUMNS: readonly SealedColumn[] = [{ table: 'identity.totp', column: 'sealed', id: 'person_id', purpose: totpPurpose }];

/** Who stands behind a sign-in under way at a step. */
export type UnderWay = { id: string; person: string; name: string; email: string | null };

/** The sign-in a token belongs to, where it waits for this step; null where it is over. */
export async function findAttempt(pool: Pool, token: string, step: 'second-factor' | 'set-up'): Promise<UnderWay | null> {
  const { rows } = await pool.query<{ found: UnderWay | null }>('select identity.look_at_attempt($1, $2) as found', [token, step]);
  return rows[0]!.found;
}

/** Counts a try at the code of a sign-in that waits for one, and answers the sealed secret; null, where codes are closed, for so many seconds. Undefined where there is none. */
export async function tryTotp(pool: Pool, token: string) {
  const { rows } = await pool.query<{ ref: string; person: string; sealed: Buffer | null; closed_for: number }>(
    'select ref, person, sealed, closed_for from identity.try_totp($1)',
    [token],
  );
  return rows[0];
}

/** Counts a wrong code against the sign-in and the address. Outside the transaction of the command, which fails of it. */
export async function noteWrongCode(pool: Pool, token: string): Promise<void> {
  await pool.query('select identity.note_wrong_code($1)', [token]);
}
