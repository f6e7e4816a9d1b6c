import { readLogKeys, readPublished, tilesAt } from '#platform/ledger/log-store.ts';
import { parseCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import { parseTilePath, tilePath, tilesOf } from '#platform/ledger/merkle/tiles.ts';
import { HASH_BYTES } from '#platform/ledger/merkle/tree.ts';
import { signNow } from '#platform/ledger/publish-log.ts';
import type { Platform } from '#platform/platform.ts';
import { codeOfReporters } from '#rooms/transparency-log/index.ts';

/** The log up to this moment, as files in its published layout: for readers who may see more than the public. */
export type WholeLog = { size: number; paths: readonly string[]; read: (path: string) => Promise<Buffer | undefined> };

const BATCH = 1_000;

/** Places the waiting entries, signs the log as it is now and returns it as files. Needs the keys of the installation. */
export async function openWholeLog(platform: Platform): Promise<WholeLog> {
  const { pool } = platform;
  for (;;) {
    const { rows } = await pool.query<{ placed: number }>('select ledger.sequence($1) as placed', [BATCH]);
    if (rows[0]!.placed < BATCH) break;
  }
  const { note } = await signNow(platform);
  const { size } = parseCheckpoint(note);
  const published = await readPublished(pool);
  const keys = await readLogKeys(pool);
  const texts = new Map([
    ['checkpoint', note],
    ['checkpoints.txt', published.map((one) => `${one.day} ${one.size}\n`).join('')],
    ['keys.txt', keys.map(({ vkey, fromSize }) => `${vkey} ${fromSize}\n`).join('')],
    ['code.jsonl', await codeOfReporters(pool)],
    ...published.map((one): [string, string] => [`checkpoints/${one.day}`, one.note]),
  ]);
  const tiles = tilesAt(pool, size);
  return {
    size,
    paths: [...texts.keys(), ...tilesOf(size).map(tilePath)],
    async read(path) {
      const text = texts.get(path);
      if (text !== undefined) return Buffer.from(text);
      const tile = parseTilePath(path);
      const bytes = tile && (await tiles(tile.level, tile.number));
      return bytes && bytes.length >= tile.width * HASH_BYTES ? bytes.subarray(0, tile.width * HASH_BYTES) : undefined;
    },
  };
}
