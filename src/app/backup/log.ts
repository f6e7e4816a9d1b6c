import { existsSync, readdirSync } from 'node:fs';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSealed } from './seal.ts';

/** Bytes of one segment of the write-ahead log, as initdb makes clusters. */
export const SEGMENT_BYTES = 16 * 1024 * 1024;
const PER_FILE = 0x1_0000_0000 / SEGMENT_BYTES;

/** The name of the segment after this one. Pure. */
export function nextSegment(name: string): string {
  const [timeline, high, low] = [0, 8, 16].map((at) => Number.parseInt(name.slice(at, at + 8), 16)) as [number, number, number];
  const next = low + 1 === PER_FILE ? [timeline, high + 1, 0] : [timeline, high, low + 1];
  return next.map((part) => part.toString(16).toUpperCase().padStart(8, '0')).join('');
}

/** The segments from one to another, both included. Pure. */
export function segmentsBetween(first: string, last: string): string[] {
  const names = [first];
  while (names.at(-1)! < last) names.push(nextSegment(names.at(-1)!));
  return names;
}

/** The first `bytes` of a segment as it lies in a cluster; the rest of it, where it is not written yet, is zeros. */
export async function* segmentBytes(path: string, bytes = SEGMENT_BYTES): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (let at = 0; at < SEGMENT_BYTES; ) {
      const piece = Buffer.alloc(1024 * 1024);
      if (at < bytes) await file.read(piece, 0, Math.min(piece.length, bytes - at), at);
      at += piece.length;
      yield piece;
    }
  } finally {
    await file.close();
  }
}

/** The name of a kept segment, whole or as far as it was written. */
export function keptName(segment: string, whole: boolean): string {
  return `${segment}${whole ? '' : '.partial'}.zst.age`;
}

/** What was brought back of the log: segments in a row, and whether one is missing before later ones. */
export type LogBrought = { segments: number; gap: string | undefined };

/** Opens the kept log after this segment into a cluster, as far as it goes on without a gap. */
export async function bringLog(folder: string, after: string, identity: string, into: string): Promise<LogBrought> {
  const kept = new Set(existsSync(folder) ? readdirSync(folder) : []);
  await mkdir(into, { recursive: true, mode: 0o700 });
  let segments = 0;
  let name = nextSegment(after);
  for (; ; name = nextSegment(name)) {
    const whole = kept.has(keptName(name, true));
    if (!whole && !kept.has(keptName(name, false))) break;
    await writeFile(join(into, name), await openSealed(join(folder, keptName(name, whole)), identity), { mode: 0o600 });
    segments += 1;
    if (!whole) {
      name = nextSegment(name);
      break;
    }
  }
  const later = [...kept].some((file) => /^[0-9A-F]{24}\./.test(file) && file.slice(0, 8) === name.slice(0, 8) && file.slice(0, 24) > name);
  return { segments, gap: later ? name : undefined };
}

/** Removes the unfinished copy of a segment, once the whole one is kept. */
export async function dropPartial(folder: string, segment: string): Promise<void> {
  await rm(join(folder, keptName(segment, false)), { force: true });
}
