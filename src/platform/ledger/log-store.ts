import { CompiledQuery } from 'kysely';
import type { Database } from '../db/transaction.ts';
import { HASH_BYTES, TILE_WIDTH, type TileReader } from './merkle/tree.ts';

/** The state of the log. `origin` is null until the first checkpoint is signed. */
export type LogHead = {
  size: number;
  origin: string | null;
  lastSigned: { size: number; at: Date } | null;
  lastPublic: { size: number; day: string } | null;
};

/** A public checkpoint, signed and with its cosignatures. */
export type PublishedCheckpoint = { day: string; size: number; root: Buffer; note: string };

/** An outside check as the log contacts it: its key, its address, and the last size it signed. */
export type EnrolledWitness = { id: string; name: string; vkey: string; url: string; size: number };

/** Why an outside check did not sign: no answer, another complaint, or the log does not continue the one it saw before. */
export type WitnessFault = 'unreachable' | 'refused' | 'forked';

/** Anything that sends a statement: the pool, a connection of it, or the transaction of a command or query. */
// biome-ignore lint/suspicious/noExplicitAny: the rows are what each statement here says.
export type Sql = { query(text: string, values?: unknown[]): Promise<{ rows: any[] }> };

/** The transaction's own connection, for functions of the ledger that run SQL themselves. */
export function sqlOf(db: Database): Sql {
  return { query: async (text, values = []) => db.executeQuery<never>(CompiledQuery.raw(text, values)) };
}

/** The state of the log; gives the log its name where it has none yet. */
export async function readHead(sql: Sql, proposedOrigin: string | null): Promise<LogHead> {
  const { rows } = await sql.query(
    `select size, origin, last_signed, last_signed_at, to_char(last_day, 'YYYY-MM-DD') as day, last_public from ledger.head($1)`,
    [proposedOrigin],
  );
  const row = rows[0]!;
  return {
    size: Number(row.size),
    origin: row.origin,
    lastSigned: row.last_signed === null ? null : { size: Number(row.last_signed), at: new Date(row.last_signed_at) },
    lastPublic: row.last_public === null ? null : { size: Number(row.last_public), day: row.day },
  };
}

/** The tree of a given size as tiles. Later growth is cut off, so that a root and its proofs belong together. */
export function tilesAt(sql: Sql, size: number): TileReader {
  const known = new Map<string, Promise<Buffer>>();
  return (level, number) => {
    const key = `${level}/${number}`;
    const found = known.get(key) ?? readTile(sql, level, number, size);
    known.set(key, found);
    return found;
  };
}

async function readTile(sql: Sql, level: number, number: number, size: number): Promise<Buffer> {
  const { rows } = await sql.query('select ledger.current_tile($1, $2) as hashes', [level, number]);
  const width = Math.floor(size / TILE_WIDTH ** level) - number * TILE_WIDTH;
  return (rows[0]!.hashes ?? Buffer.alloc(0)).subarray(0, Math.min(TILE_WIDTH, width) * HASH_BYTES);
}

/** Every published checkpoint, the oldest first. */
export async function readPublished(sql: Sql): Promise<PublishedCheckpoint[]> {
  const { rows } = await sql.query(`select to_char(day, 'YYYY-MM-DD') as day, size, root, note from ledger.published()`);
  return rows.map((row) => ({ day: row.day, size: Number(row.size), root: row.root, note: row.note }));
}

/** The last published checkpoint, or undefined before the first. */
export async function readLastPublished(sql: Sql): Promise<PublishedCheckpoint | undefined> {
  const { rows } = await sql.query(
    `select to_char(day, 'YYYY-MM-DD') as day, size, root, note from ledger.published() order by size desc limit 1`,
  );
  const row = rows[0];
  return row && { day: row.day, size: Number(row.size), root: row.root, note: row.note };
}

/** The keys that signed, oldest first. */
export async function readLogKeys(sql: Sql): Promise<{ vkey: string; fromSize: number }[]> {
  const { rows } = await sql.query('select vkey, from_size from ledger.published_keys()');
  return rows.map((row) => ({ vkey: row.vkey, fromSize: Number(row.from_size) }));
}

/** The public list of keys, each from the first published size it vouches for. */
export async function readPublicKeys(sql: Sql): Promise<{ vkey: string; fromSize: number }[]> {
  const { rows } = await sql.query('select vkey, from_size from ledger.public_keys()');
  return rows.map((row) => ({ vkey: row.vkey, fromSize: Number(row.from_size) }));
}

/** The published part of a tile, or undefined. */
export async function readPublishedTile(sql: Sql, tile: { level: number; number: number; width: number }): Promise<Buffer | undefined> {
  const { rows } = await sql.query('select ledger.published_tile($1, $2, $3) as hashes', [tile.level, tile.number, tile.width]);
  return rows[0]!.hashes ?? undefined;
}

/** The outside checks that the log contacts. */
export async function readWitnesses(sql: Sql): Promise<EnrolledWitness[]> {
  const { rows } = await sql.query('select id, name, vkey, url, size from ledger.witnesses()');
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** The newest signed checkpoint, published or not; undefined before the first. */
export async function readLastSigned(sql: Sql): Promise<{ size: number; note: string } | undefined> {
  const { rows } = await sql.query('select size, note from ledger.newest_checkpoint()');
  return rows[0] && { size: Number(rows[0].size), note: rows[0].note };
}

/** Stores the signature of an outside check. */
export async function storeCosignature(sql: Sql, witness: string, size: number, line: string, at: Date): Promise<void> {
  await sql.query('select ledger.store_cosignature($1, $2, $3, $4)', [witness, size, line, at]);
}

/** Stores the complaint of an outside check about this log, or that it did not answer. */
export async function storeWitnessFault(sql: Sql, witness: string, fault: WitnessFault, at: Date): Promise<void> {
  await sql.query('select ledger.store_witness_fault($1, $2, $3)', [witness, fault, at]);
}
