import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

export type CredentialRow = {
  id: string;
  sourceId: string;
  partyId: string;
  source: string;
  createdAt: Date;
  revokedAt: Date | null;
};

/** The stored hash of a secret. The secret is 256 random bits, so a plain hash is enough: it cannot be guessed. */
export function hashOfCredential(key: string, secret: string): Buffer {
  return createHash('sha256').update(`${key}:${secret}`).digest();
}

/** The source of a party by its name, or undefined. */
export async function findSource(db: Database, partyId: string, name: string): Promise<{ id: string } | undefined> {
  return db.selectFrom('lrs.source').select('id').where('party_id', '=', partyId).where('name', '=', name).executeTakeFirst();
}

/** The party of an active credential, or undefined. */
export async function partyOfCredential(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('lrs.credential').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** Every credential, of one party if it is named, oldest first. */
export async function credentialsOf(db: Database, partyId: string | undefined): Promise<CredentialRow[]> {
  return (
    await sql<CredentialRow>`select c.id, c.source_id as "sourceId", c.party_id as "partyId", s.name as source, c.created_at as "createdAt", c.revoked_at as "revokedAt"
      from lrs.credential c join lrs.source s on s.id = c.source_id where ${partyId === undefined} or c.party_id = ${partyId ?? null}::uuid
      order by c.created_at, c.id`.execute(db)
  ).rows;
}
