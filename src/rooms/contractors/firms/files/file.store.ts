import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { FileAbout } from '../firm-file.rules.ts';

/** Largest chunk of a file in one row, in bytes. */
export const CHUNK_BYTES = 1_048_576;

export type NewFile = {
  id: string;
  firmId: string;
  partyId: string;
  about: FileAbout;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  pages: number | null;
};

/** Stores what is known of a file; its chunks follow in the same transaction. */
export async function insertFile(db: Database, { firmId, partyId, mediaType, ...file }: NewFile): Promise<void> {
  await db
    .insertInto('contractors.firm_file')
    .values({ ...file, firm_id: firmId, party_id: partyId, media_type: mediaType })
    .execute();
}

/** Stores one chunk, at most `CHUNK_BYTES` long; `seq` counts from 0. */
export async function insertFileChunk(
  db: Database,
  { id, partyId, seq, bytes, at }: { id: string; partyId: string; seq: number; bytes: Buffer; at: Date },
): Promise<void> {
  await db.insertInto('contractors.firm_file_chunk').values({ file_id: id, party_id: partyId, seq, bytes, sent_at: at }).execute();
}

/** How many files, and bytes, the firm of the link has sent under its contract. Row-level security counts no other firm's. */
export async function sentSoFar(db: Database): Promise<{ files: number; bytes: number }> {
  const { rows } = await sql<{ files: number; bytes: number }>`select count(*)::int as files, coalesce(sum(bytes), 0)::float8 as bytes
    from contractors.firm_file`.execute(db);
  return rows[0]!;
}

/** A file that a firm sent; undefined where the reader may not see it. */
export async function findFile(
  db: Database,
  id: string,
): Promise<{ partyId: string; name: string; mediaType: string; bytes: number } | undefined> {
  const { rows } = await sql<{ partyId: string; name: string; mediaType: string; bytes: number }>`select party_id as "partyId", name,
    media_type as "mediaType", bytes from contractors.firm_file where id = ${id}`.execute(db);
  return rows[0];
}

/** One chunk of a file; undefined past its end, and once it was deleted. */
export async function findFileChunk(db: Database, id: string, seq: number): Promise<Buffer | undefined> {
  const found = await db
    .selectFrom('contractors.firm_file_chunk')
    .select('bytes')
    .where('file_id', '=', id)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return found?.bytes;
}
