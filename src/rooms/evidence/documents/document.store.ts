import { sql } from 'kysely';
import { labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';

/** Largest chunk of a file in one row, in bytes. */
export const CHUNK_BYTES = 1_048_576;

/** The metadata of a file. `name` is null once the file was purged. */
export type DocumentHead = {
  id: string;
  partyId: string;
  name: string | null;
  mediaType: string;
  bytes: number;
  sha256: string;
  uploadedAt: Date;
  label: RecordLabel;
};

/** A document this subject may see, or undefined. */
export async function documentOf(db: Database, documentId: string): Promise<DocumentHead | undefined> {
  const { rows } = await sql<
    Omit<DocumentHead, 'label'> & { level: number; releasableTo: string[] | null }
  >`select id, party_id as "partyId",
    name, media_type as "mediaType", bytes, encode(sha256, 'hex') as sha256, uploaded_at as "uploadedAt", label_level as level,
    releasable_to as "releasableTo" from evidence.document where id = ${documentId} and purged_at is null`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { level, releasableTo, ...head } = row;
  return { ...head, label: labelOfRow(level, releasableTo) };
}

/** Inserts the metadata of a file; its chunks follow in the same transaction. */
export async function insertDocument(
  db: Database,
  row: {
    id: string;
    partyId: string;
    byOffice: boolean;
    name: string;
    mediaType: string;
    bytes: number;
    sha256: string;
    at: Date;
    label: RecordLabel;
  },
): Promise<void> {
  const { level, releasableTo } = labelColumns(row.label, row.partyId);
  await sql`insert into evidence.document (id, party_id, by_office, name, media_type, bytes, sha256, uploaded_at, label_level, releasable_to)
    values (${row.id}, ${row.partyId}, ${row.byOffice}, ${row.name}, ${row.mediaType}, ${row.bytes}, decode(${row.sha256}, 'hex'), ${row.at},
      ${level}, ${releasableTo}::uuid[])`.execute(db);
}

/** Writes one chunk, at most `CHUNK_BYTES` long; `seq` counts from 0. */
export async function insertChunk(db: Database, documentId: string, seq: number, bytes: Buffer): Promise<void> {
  await sql`insert into evidence.document_chunk (document_id, seq, bytes) values (${documentId}, ${seq}, ${bytes})`.execute(db);
}

/** Reads one chunk, or undefined past the end. */
export async function chunkOf(db: Database, documentId: string, seq: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{
    bytes: Buffer;
  }>`select bytes from evidence.document_chunk where document_id = ${documentId} and seq = ${seq}`.execute(db);
  return rows[0]?.bytes;
}
