import type { Leaf } from '#platform/ledger/leaf.ts';
import { signCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import { parseTilePath } from '#platform/ledger/merkle/tiles.ts';
import { rangeRoot, rootOfHashes, TILE_WIDTH, type TileReader } from '#platform/ledger/merkle/tree.ts';
import { type DumpRow, type ReadFile, type VerifyResult, verifyLog } from '../../tools/verify.mjs';
import { type EntryRow, hashOfEntry, keyOf, ORIGIN, publish, renumbered, rowOf, type Signer, someEntry, someSigner } from './sample-log.ts';

/** The nine ways to alter a log that it is held to. Where one leaves no such index (the last entry changes places with none), it answers null. */
export const KINDS = ['flip', 'remove', 'reorder', 'insert', 'truncate', 'back-date', 'rollback', 'fork', 'opening'] as const;
export type Kind = (typeof KINDS)[number];

/** What is found, for each kind: the verifier's word for it. */
export const FOUND: Record<Kind, string> = {
  flip: 'changed',
  remove: 'missing',
  reorder: 'order',
  insert: 'inserted',
  truncate: 'missing',
  'back-date': 'changed',
  rollback: 'rollback',
  fork: 'fork',
  opening: 'opening',
};

/** A log of this size, at most 65,535 leaves, with everything needed to alter it at any place. Whoever alters it holds the log's key. */
export function tamperBench(size: number) {
  const signer: Signer = someSigner();
  const entries = Array.from({ length: size }, (_, index) => someEntry(index));
  const rows = entries.map(rowOf);
  const leaves = entries.map(hashOfEntry);
  const head: DumpRow = { openings: true };
  const dump: DumpRow[] = [head, ...rows];
  const read = publish(leaves, signer, [Math.floor(size / 3), size]);
  const others = entries.map((_, index) => hashOfEntry(someEntry(index, ' told otherwise')));
  const memo = { tiles: new WeakMap<object, Buffer>(), rows: new WeakMap<object, Buffer>(), opened: new WeakSet() };
  const keys = [keyOf(signer)];
  type Altered = { read?: ReadFile; entries?: DumpRow[]; saved?: string[]; mirror?: ReadFile };
  const look = ({ entries: altered, ...input }: Altered) =>
    verifyLog({ read, keys, memo, ...input, ...(altered && { entries: [altered] }) });
  const swapped = (index: number, row: EntryRow) => [...dump.slice(0, index + 1), row, ...dump.slice(index + 2)];
  const tilesOfLeaves = (from: Buffer[]) =>
    Array.from({ length: Math.floor(size / TILE_WIDTH) }, (_, number) =>
      Buffer.concat(from.slice(number * TILE_WIDTH, (number + 1) * TILE_WIDTH)),
    );
  const whole = { honest: tilesOfLeaves(leaves), forked: tilesOfLeaves(others) };
  const wholeRoots = new Map([...whole.honest, ...whole.forked].map((tile) => [tile, rootOfHashes(tile)]));
  const truth = async () => (await read('checkpoint'))!.toString('utf8');

  /** The log as its keeper shows it who kept the first leaves and made up the rest, signed with the right key. */
  async function shown(kept: number, total: number): Promise<ReadFile> {
    const tiles = mixedTiles(kept, total);
    const note = Buffer.from(signCheckpoint({ origin: ORIGIN, size: total, root: await rangeRoot(tiles, 0, total) }, signer));
    return async (path) => {
      if (path === 'checkpoint') return note;
      if (path === 'checkpoints.txt') return Buffer.alloc(0);
      const tile = parseTilePath(path);
      return tile ? tiles(tile.level, tile.number) : read(path);
    };
  }

  // Whole tiles are the same objects each time, so that their hashes are worked out once for all indexes.
  function mixedTiles(kept: number, total: number): TileReader {
    const leavesOf = (number: number) => {
      const [from, to] = [number * TILE_WIDTH, Math.min(total, (number + 1) * TILE_WIDTH)];
      if (to - from === TILE_WIDTH && to <= kept) return whole.honest[number]!;
      if (to - from === TILE_WIDTH && from >= kept) return whole.forked[number]!;
      return Buffer.concat([...leaves.slice(from, Math.min(to, kept)), ...others.slice(Math.max(from, kept), to)]);
    };
    const above = Array.from({ length: Math.floor(total / TILE_WIDTH) }, (_, number) => {
      const tile = leavesOf(number);
      return wholeRoots.get(tile) ?? rootOfHashes(tile);
    });
    const below = Array.from({ length: Math.ceil(total / TILE_WIDTH) }, (_, number) => leavesOf(number));
    return async (level, number) => (level === 0 ? below[number]! : Buffer.concat(above));
  }

  async function tamper(kind: Kind, index: number): Promise<VerifyResult | null> {
    const [row, entry] = [rows[index]!, entries[index]!];
    const retold = (leaf: Partial<Leaf>) => ({ ...row, leaf: rowOf({ ...entry, leaf: { ...entry.leaf, ...leaf } }).leaf });
    switch (kind) {
      case 'flip':
        return look({ entries: swapped(index, retold({ party: null })) });
      case 'back-date':
        return look({ entries: swapped(index, retold({ at: '2025-12-31T23:59:59.000Z' })) });
      case 'opening':
        return look({
          entries: swapped(index, index % 2 ? { ...row, salt: '00'.repeat(16) } : { ...row, detail: '{"says":"not-met"}' }),
        });
      case 'remove':
        return look({ entries: renumbered([...dump.slice(0, index + 1), ...dump.slice(index + 2)]) });
      case 'insert':
        return look({ entries: renumbered([...dump.slice(0, index + 1), rowOf(someEntry(index, ' put in')), ...dump.slice(index + 1)]) });
      case 'truncate':
        return look({ entries: dump.slice(0, index + 1) });
      case 'reorder':
        if (index === size - 1) return null;
        return look({ entries: renumbered([...dump.slice(0, index + 1), dump[index + 2]!, dump[index + 1]!, ...dump.slice(index + 3)]) });
      case 'rollback':
        return look({ read: await shown(index, index), saved: [await truth()] });
      case 'fork':
        return look({ read: await shown(index, size), mirror: read });
    }
  }
  return { rows, dump, leaves, read, keys, signer, look, tamper, truth, shown };
}
