import type { Pool } from 'pg';
import { type Lease, leaseFrom, retryIfTampered } from '../db/lease.ts';
import { type Statement, sendFirst } from '../db/pipeline.ts';
import { type CachedClaims, type CredentialKind, cacheClaims, findCachedClaims } from './claims-cache.ts';
import type { Subject } from './subject.ts';

/** The SQLSTATE of claims that differ from the cached ones (identity.open). */
export const CLAIMS_CHANGED = 'MA002';

/** The subject of a token, or null where the token is not valid. For callers that must know the subject before they do work for it. */
export async function authenticate(pool: Pool, token: string, kind: CredentialKind): Promise<Subject | null> {
  const cached = findCachedClaims(token, kind);
  if (cached) return cached.subject;
  return retryIfTampered(pool, async () => {
    const lease = leaseFrom(pool);
    let broken = true;
    try {
      const found = await openClaims(lease, token, kind);
      broken = false;
      return found?.subject ?? null;
    } finally {
      await lease.release(broken);
    }
  });
}

/** Reads the current claims of a token and caches them; null where the token is not valid. `before` leaves in the same pipeline. */
export async function openClaims(
  lease: Lease,
  token: string,
  kind: CredentialKind,
  before: readonly Statement[] = [],
): Promise<CachedClaims | null> {
  const open: Statement = { text: `select ${kind}($1)::text as claims`, values: [token] };
  const results = await sendFirst(await lease.acquire(), [...before, open]);
  const claims = results.at(-1)!.rows[0]!.claims as string | null;
  if (claims === null) return null;
  const found = { subject: JSON.parse(claims) as Subject, claims };
  cacheClaims(token, kind, found);
  return found;
}

/** The statement that opens cached claims, where they are still current. `more` is selected with them. */
export function openCached(token: string, { claims }: CachedClaims, kind: CredentialKind, more = ''): Statement {
  return { text: `select ${kind}($1, $2)${more}`, values: [token, claims], describe: false };
}
