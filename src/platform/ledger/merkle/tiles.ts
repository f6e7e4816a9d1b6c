import { HASH_BYTES, rootOfHashes, TILE_WIDTH, type TileReader } from './tree.ts';

/** A tile of a tree: level counted in tiles, number in the level, and how many hashes it holds in a tree of one size. */
export type Tile = { level: number; number: number; width: number };

/** The tiles of a tree of this size (C2SP tlog-tiles), full and partial, bottom up. */
export function tilesOf(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let [level, count] = [0, size]; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let number = 0; number * TILE_WIDTH < count; number += 1)
      tiles.push({ level, number, width: Math.min(TILE_WIDTH, count - number * TILE_WIDTH) });
  }
  return tiles;
}

/** Where a tile is served, below the prefix of the log: `tile/0/x001/234.p/12`. */
export function tilePath({ level, number, width }: Tile): string {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const path = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** Parses such an address; undefined for anything else. */
export function parseTilePath(path: string): Tile | undefined {
  const match = /^tile\/(0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (!match) return undefined;
  const number = Number(match[2]!.replaceAll(/[x/]/g, ''));
  const tile = { level: Number(match[1]), number, width: match[3] === undefined ? TILE_WIDTH : Number(match[3]) };
  // Each tile has one address: no padding beyond what is needed, no partial address for a full tile.
  return Number.isSafeInteger(number) && tile.level < 64 && tilePath(tile) === path ? tile : undefined;
}

/** A reader of the tiles of leaf hashes held in memory. */
export function tilesInMemory(leaves: readonly Uint8Array[]): TileReader {
  const levels: Buffer[] = [Buffer.concat(leaves)];
  for (let below = levels[0]!; below.length >= TILE_WIDTH * HASH_BYTES; below = levels.at(-1)!) {
    const roots: Buffer[] = [];
    const full = TILE_WIDTH * HASH_BYTES;
    for (let at = 0; at + full <= below.length; at += full) roots.push(rootOfHashes(below.subarray(at, at + full)));
    levels.push(Buffer.concat(roots));
  }
  return async (level, number) =>
    (levels[level] ?? Buffer.alloc(0)).subarray(number * TILE_WIDTH * HASH_BYTES, (number + 1) * TILE_WIDTH * HASH_BYTES);
}
