import type { Leaf } from '#platform/ledger/leaf.ts';
import { signCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import { parseTilePath, tilePath, tilesOf } from '#platform/ledger/merkle/tiles.ts';
import { rangeRoot, rootOfHashes, TILE_WIDTH, type TileReader } from '#platform/ledger/merkle/tree.ts';
import { EntryCheck, Fault, type ReadFile, type VerifyInput, type VerifyResult, verifyLog } from '../../tools/verify.mjs';
import { hashOfEntry, headOf, keyOf, lineAt, ORIGIN, publish, rowOf, type Signer, someEntry, someSigner } from './sample-log.ts';

/** The nine ways to alter a log that the verifier must find: seven alter entries, two alter leaves. */
export const ENTRY_KINDS = ['flip', 'remove', 'reorder', 'insert', 'truncate', 'back-date', 'opening'] as const;
export const LEAF_KINDS = ['rollback', 'fork'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export type LeafKind = (typeof LEAF_KINDS)[number];
export type Kind = EntryKind | LeafKind;

/** The verifier's name for the fault of each kind. */
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

/** A log of this size, at most 65,535 leaves, with everything needed to alter it at any index. The forger has the key of the log. */
export function tamperBench(size: number) {
  const signer: Signer = someSigner();
  const entries = Array.from({ length: size }, (_, index) => someEntry(index));
  const rows = entries.map(rowOf);
  const lines = rows.map((row) => lineAt(row.index, row));
  const leaves = entries.map(hashOfEntry);
  const read = publish(leaves, signer, [Math.floor(size / 3), size]);
  const others = entries.map((_, index) => hashOfEntry(someEntry(index, ' altered')));
  const memo = { tiles: new WeakMap<object, string>() };
  const keys = [keyOf(signer)];
  const verify = (input: Partial<VerifyInput>) => verifyLog({ read, keys, memo, ...input });
  const tilesOfLeaves = (from: Buffer[]) =>
    Array.from({ length: Math.floor(size / TILE_WIDTH) }, (_, number) =>
      Buffer.concat(from.slice(number * TILE_WIDTH, (number + 1) * TILE_WIDTH)),
    );
  const whole = { honest: tilesOfLeaves(leaves), forked: tilesOfLeaves(others) };
  const wholeRoots = new Map([...whole.honest, ...whole.forked].map((tile) => [tile, rootOfHashes(tile)]));
  const truth = async () => (await read('checkpoint'))!.toString('utf8');

  /** The log of an operator who keeps the first leaves and invents the rest, signed with the right key. */
  async function readMixed(honestCount: number, total: number): Promise<ReadFile> {
    const tiles = mixedTiles(honestCount, total);
    const note = Buffer.from(signCheckpoint({ origin: ORIGIN, size: total, root: await rangeRoot(tiles, 0, total) }, signer));
    return async (path) => {
      if (path === 'checkpoint') return note;
      if (path === 'checkpoints.txt') return Buffer.alloc(0);
      const tile = parseTilePath(path);
      return tile ? tiles(tile.level, tile.number) : read(path);
    };
  }

  // Full tiles are the same objects each time, so their hashes are computed once for all indexes.
  function mixedTiles(honestCount: number, total: number): TileReader {
    const leavesOf = (number: number) => {
      const [from, to] = [number * TILE_WIDTH, Math.min(total, (number + 1) * TILE_WIDTH)];
      if (to - from === TILE_WIDTH && to <= honestCount) return whole.honest[number]!;
      if (to - from === TILE_WIDTH && from >= honestCount) return whole.forked[number]!;
      return Buffer.concat([...leaves.slice(from, Math.min(to, honestCount)), ...others.slice(Math.max(from, honestCount), to)]);
    };
    const above = Array.from({ length: Math.floor(total / TILE_WIDTH) }, (_, number) => {
      const tile = leavesOf(number);
      return wholeRoots.get(tile) ?? rootOfHashes(tile);
    });
    const below = Array.from({ length: Math.ceil(total / TILE_WIDTH) }, (_, number) => leavesOf(number));
    return async (level, number) => (level === 0 ? below[number]! : Buffer.concat(above));
  }

  /** The lines of the dump from the altered index on. The last entry cannot be swapped with a later one. */
  function* altered(kind: EntryKind, index: number): Generator<Buffer> {
    const [row, entry] = [rows[index]!, entries[index]!];
    const retold = (leaf: Partial<Leaf>) => lineAt(index, rowOf({ ...entry, leaf: { ...entry.leaf, ...leaf } }));
    switch (kind) {
      case 'flip':
        yield retold({ party: null });
        return yield* following(index + 1);
      case 'back-date':
        yield retold({ at: '2025-12-31T23:59:59.000Z' });
        return yield* following(index + 1);
      case 'opening':
        yield lineAt(index, index % 2 ? { ...row, salt: '00'.repeat(16) } : { ...row, detail: '{"says":"not-met"}' });
        return yield* following(index + 1);
      case 'remove':
        return yield* following(index + 1, -1);
      case 'insert':
        yield lineAt(index, rowOf(someEntry(index, ' put in')));
        return yield* following(index, 1);
      case 'reorder':
        yield lineAt(index, rows[index + 1]!);
        yield lineAt(index + 1, row);
        return yield* following(index + 2);
      case 'truncate':
        return;
    }
  }

  function* following(from: number, shift = 0): Generator<Buffer> {
    for (let at = from; at < size; at += 1) yield shift === 0 ? lines[at]! : lineAt(at + shift, rows[at]!);
  }

  /** Runs the whole verifier on the whole dump, altered at one index. */
  async function tamperEntries(kind: EntryKind, index: number): Promise<VerifyResult['fault']> {
    const chunks = [Buffer.concat([headOf(true), ...lines.slice(0, index)])];
    const all = function* () {
      yield* chunks;
      yield* altered(kind, index);
    };
    return (await verify({ entries: all() })).fault;
  }

  /**
   * The same for many indexes in ascending order, with the check inside the verifier. The entries before an altered one are checked once: a copy of the
   * check in its state at that point continues with the altered entry until it finds a fault or reaches the end.
   */
  async function* sweepEntries(kind: EntryKind, indexes: readonly number[]): AsyncGenerator<{ index: number; fault: Fault | null }> {
    const whole = tilesOf(size).filter(({ level }) => level === 0);
    const tiles = await Promise.all(whole.map(async (tile) => (await read(tilePath(tile)))!));
    const honest = new EntryCheck(tiles, size);
    honest.take(headOf(true).subarray(0, -1));
    for (const index of indexes) {
      while (honest.index < index) honest.take(lines[honest.index]!.subarray(0, -1));
      const check = Object.assign(new EntryCheck(tiles, size), honest);
      yield { index, fault: faultOf(check, altered(kind, index)) };
    }
  }

  async function tamperLeaves(kind: LeafKind, index: number): Promise<VerifyResult['fault']> {
    const input =
      kind === 'rollback'
        ? { read: await readMixed(index, index), saved: [await truth()] }
        : { read: await readMixed(index, size), mirror: read };
    return (await verify(input)).fault;
  }

  const dump = () => [headOf(true), ...lines];
  return { rows, dump, leaves, read, keys, signer, verify: verify, tamperEntries, sweepEntries, tamperLeaves, truth, readMixed };
}

function faultOf(check: EntryCheck, lines: Iterable<Buffer>): Fault | null {
  try {
    for (const line of lines) check.take(line.subarray(0, -1));
    check.end();
    return null;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
