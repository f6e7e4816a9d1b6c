import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';

const MEBIBYTE = 1024 * 1024;

/** Below this much free space writes are refused: PostgreSQL stops altogether when its log can no longer grow. */
export const WATERMARK_BYTES = 256 * MEBIBYTE;

/** Space reserved so that PostgreSQL can still recover on a full disk. */
export const BALLAST_BYTES = 64 * MEBIBYTE;

const BALLAST = 'ballast';

/** Free space in bytes, as an ordinary user sees it, and whether it is too little for writes. */
export type DiskState = { freeBytes: number; isLow: boolean };

/** Whether this much free space is too little. Pure. */
export function decideDisk(freeBytes: number, watermarkBytes = WATERMARK_BYTES): DiskState {
  return { freeBytes, isLow: freeBytes < watermarkBytes };
}

/** Free space on the disk of this directory. Throws if the directory is gone. */
export async function readDisk(directory: string, watermarkBytes = WATERMARK_BYTES): Promise<DiskState> {
  const { bavail, bsize } = await statfs(directory);
  return decideDisk(bavail * bsize, watermarkBytes);
}

/** Whether the disk of this directory has no room for one more segment of PostgreSQL's write-ahead log (16 MiB, its default). */
export async function isFull(directory: string): Promise<boolean> {
  return (await readDisk(directory, 16 * MEBIBYTE)).isLow;
}

/**
 * Whether the disk of this directory has room for a large deletion. It runs below the watermark too, but it first writes to PostgreSQL's log, and frees space only
 * later.
 */
export function hasRoomToDelete(directory: string, minBytes = BALLAST_BYTES): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= minBytes;
}

/** Keeps the ballast file in place, if there is room for it above the watermark. Written out, not sparse: only real blocks can be freed later. */
export async function ensureBallast(dataDirectory: string): Promise<void> {
  const path = join(dataDirectory, BALLAST);
  if (existsSync(path) || (await readDisk(dataDirectory, WATERMARK_BYTES + BALLAST_BYTES)).isLow) return;
  const temporaryFile = `${path}.new`;
  const file = openSync(temporaryFile, 'w', 0o600);
  try {
    const block = Buffer.alloc(MEBIBYTE, 0xa5);
    for (let written = 0; written < BALLAST_BYTES; written += block.length) writeSync(file, block);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporaryFile, path);
}

/** Frees the ballast's space. Returns whether there was any to free. */
export function freeBallast(dataDirectory: string): boolean {
  const path = join(dataDirectory, BALLAST);
  const wasThere = existsSync(path);
  rmSync(path, { force: true });
  rmSync(`${path}.new`, { force: true });
  return wasThere;
}
