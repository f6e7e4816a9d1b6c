import { hash } from 'node:crypto';

/** Bytes of a hash. */
export const HASH_BYTES = 32;
/** Hashes of a full tile: it spans eight levels of the tree. */
export const TILE_WIDTH = 256;

/** The hashes that a tile has so far. Parameters: its level, counted in tiles, and its number in that level. */
export type TileReader = (level: number, number: number) => Promise<Buffer>;

const NODE = Buffer.of(1);

/** Root of a tree without leaves: the hash of nothing. */
export function emptyRoot(): Buffer {
  return sha256(Buffer.alloc(0));
}

/** Hash of a leaf's bytes. */
export function hashLeaf(bytes: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.of(0), bytes]));
}

/** Hash of two neighbours. */
export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([NODE, left, right]));
}

/** Root over hashes laid end to end, which are leaves or the roots of trees of one size. */
export function rootOfHashes(hashes: Buffer): Buffer {
  const frontier = new Frontier();
  for (let at = 0; at < hashes.length; at += HASH_BYTES) frontier.add(hashes.subarray(at, at + HASH_BYTES));
  return frontier.root();
}

/** The right edge of a growing tree: one root for every full subtree, the largest first. Enough to add leaves and compute the root. */
export class Frontier {
  size = 0;
  readonly #roots: Buffer[] = [];

  /** Adds a leaf by its hash. */
  add(leaf: Uint8Array): void {
    let grown: Buffer = Buffer.from(leaf);
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) grown = hashNode(this.#roots.pop()!, grown);
    this.#roots.push(grown);
    this.size += 1;
  }

  /** Root of all leaves so far. */
  root(): Buffer {
    return this.#roots.length === 0 ? emptyRoot() : this.#roots.reduceRight((right, left) => hashNode(left, right));
  }
}

/** Root of the leaves from `from` up to, not including, `to`. `from` is a multiple of the largest power of two below the number of leaves. */
export async function rangeRoot(tiles: TileReader, from: number, to: number): Promise<Buffer> {
  if (from === to) return emptyRoot();
  const width = to - from;
  const split = splitOf(width);
  if (split * 2 !== width && width !== 1)
    return hashNode(await rangeRoot(tiles, from, from + split), await rangeRoot(tiles, from + split, to));
  return fullSubtree(tiles, from, width);
}

/** Hashes that lead from a leaf to the root of a tree (RFC 9162, 2.1.3.1). */
export async function inclusionProof(tiles: TileReader, index: number, size: number): Promise<Buffer[]> {
  if (index < 0 || index >= size) throw new RangeError(`There is no leaf ${index} in a tree of ${size}.`);
  const path = async (from: number, to: number): Promise<Buffer[]> => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...(await path(from, middle)), await rangeRoot(tiles, middle, to)]
      : [...(await path(middle, to)), await rangeRoot(tiles, from, middle)];
  };
  return path(0, size);
}

/** Hashes that show that a tree continues an earlier one (RFC 9162, 2.1.4.1); none where one of the two is empty or both are the same. */
export async function consistencyProof(tiles: TileReader, first: number, second: number): Promise<Buffer[]> {
  if (first < 0 || first > second) throw new RangeError(`A tree of ${second} does not continue one of ${first}.`);
  if (first === 0 || first === second) return [];
  const path = async (from: number, to: number, whole: boolean): Promise<Buffer[]> => {
    if (first === to) return whole ? [] : [await rangeRoot(tiles, from, to)];
    const middle = from + splitOf(to - from);
    return first <= middle
      ? [...(await path(from, middle, whole)), await rangeRoot(tiles, middle, to)]
      : [...(await path(middle, to, false)), await rangeRoot(tiles, from, middle)];
  };
  return path(0, second, true);
}

// A subtree of 2^n leaves that starts at a multiple of its size: adjacent hashes in one tile.
async function fullSubtree(tiles: TileReader, from: number, width: number): Promise<Buffer> {
  let [level, span] = [0, 1];
  while (span * TILE_WIDTH <= width) [level, span] = [level + 1, span * TILE_WIDTH];
  const first = from / span;
  const tile = await tiles(level, Math.floor(first / TILE_WIDTH));
  const start = (first % TILE_WIDTH) * HASH_BYTES;
  const hashes = tile.subarray(start, start + (width / span) * HASH_BYTES);
  if (hashes.length !== (width / span) * HASH_BYTES) throw new Error(`Tile ${level}/${Math.floor(first / TILE_WIDTH)} is too short.`);
  return rootOfHashes(hashes);
}

/** The largest power of two below a number of leaves. */
function splitOf(width: number): number {
  let split = 1;
  while (split * 2 < width) split *= 2;
  return split;
}

function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}
