import { existsSync, readdirSync } from 'node:fs';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { StartRefused } from '../../start-refused.ts';
import { EncryptedFile } from '../contents.ts';
import type { Signers } from '../crypto/signatures.ts';
import { readSigned, type SignedFile } from '../crypto/signed-file.ts';
import type { Cluster } from '../place/place.ts';

/** Bytes of one segment of the write-ahead log, as initdb makes clusters. */
export const SEGMENT_BYTES = 16 * 1024 * 1024;
const SEGMENTS_PER_FILE = 0x1_0000_0000 / SEGMENT_BYTES;

/** The name of the segment after this one. Pure. */
export function nextSegment(name: string): string {
  const [timeline, high, low] = [0, 8, 16].map((at) => Number.parseInt(name.slice(at, at + 8), 16)) as [number, number, number];
  const next = low + 1 === SEGMENTS_PER_FILE ? [timeline, high + 1, 0] : [timeline, high, low + 1];
  return next.map((part) => part.toString(16).toUpperCase().padStart(8, '0')).join('');
}

/** The segments from one to another, both included. Pure. */
export function segmentsBetween(first: string, last: string): string[] {
  const names = [first];
  while (names.at(-1)! < last) names.push(nextSegment(names.at(-1)!));
  return names;
}

/**
 * The segments between two of one timeline, both excluded, that are not complete in a folder: they were removed, or the server could not retain them. A restore
 * ends before the first of them.
 */
export function missingSegments(folder: string, after: string, before: string): string[] {
  if (after.slice(0, 8) !== before.slice(0, 8)) return [];
  const present = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return segmentsBetween(nextSegment(after), before).filter((segment) => segment < before && !present.has(archivedName(segment, true)));
}

/** The newest segment in a folder of this timeline, complete or partial; undefined where there is none. */
export function newestArchivedSegment(folder: string, timeline: string): string | undefined {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((file) => ARCHIVED_NAME.test(file) && file.slice(0, 8) === timeline)
    .sort()
    .at(-1)
    ?.slice(0, 24);
}

/** The first `bytes` of a segment in a cluster, padded with zeros where it is not written yet. */
export async function* segmentBytes(path: string, bytes = SEGMENT_BYTES): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    for (let at = 0; at < SEGMENT_BYTES; ) {
      const chunk = Buffer.alloc(1024 * 1024);
      if (at < bytes) await file.read(chunk, 0, Math.min(chunk.length, bytes - at), at);
      at += chunk.length;
      yield chunk;
    }
  } finally {
    await file.close();
  }
}

/** The signed statement of an archived segment: its cluster and position, the complete segment before it, and the newest backup at that time. */
const LogClaim = z.strictObject({
  format: z.literal(2),
  installation: z.string(),
  system: z.string(),
  incarnation: z.string(),
  segment: z.string().regex(/^[0-9A-F]{24}$/),
  whole: z.boolean(),
  sequence: z.int().positive(),
  previous: z.strictObject({ segment: z.string(), hash: z.string() }).nullable(),
  backup: z.int().nonnegative(),
  at: z.iso.datetime(),
  encrypted: EncryptedFile,
});

/** An archived complete segment as the next one refers to it. */
export type SegmentLink = { segment: string; sequence: number; hash: string };

/** Names of archived segments. */
export const ARCHIVED_NAME = /^[0-9A-F]{24}(\.partial)?\.signed$/;

/** The name of an archived segment, complete or partial. */
export function archivedName(segment: string, whole: boolean): string {
  return `${segment}${whole ? '' : '.partial'}.signed`;
}

/** Reads an archived segment after checking its signature, its bytes and its name. Throws StartRefused. */
export function readArchivedSegment(
  file: string,
  { system, incarnation }: Cluster,
  signers: Signers,
): SignedFile<z.output<typeof LogClaim>> {
  const read = readSigned(file, { kind: 'log', schema: LogClaim, signers });
  const { claim } = read;
  if (claim.system === system && claim.incarnation === incarnation && archivedName(claim.segment, claim.whole) === basename(file))
    return read;
  throw new StartRefused(
    `${file} is refused: it was signed as ${archivedName(claim.segment, claim.whole)} of the database ${claim.system}-${claim.incarnation}.`,
  );
}

/** Which part of the archived log to restore: its cluster, the segment it follows, the last segment (`upTo`) where given, and the folder to write into. */
export type LogRestoreOrder = {
  folder: string;
  cluster: Cluster;
  after: string;
  upTo?: string | undefined;
  identity: string;
  signers: Signers;
  into: string;
};

/**
 * What was restored of the log: the number of consecutive segments; the last of them, and when it was archived; the first one missing before later ones; and
 * the number of the newest backup that the log mentions.
 */
export type RestoredLog = {
  segments: number;
  segment: string | undefined;
  archivedAt: string | undefined;
  gap: string | undefined;
  newestBackup: number;
};

/**
 * Writes the archived log after a segment into a cluster, as far as it has no gap.
 * Every segment up to the newest must be signed by the installation and follow the one before it. Throws StartRefused naming the file that does not.
 */
export async function restoreLog({ folder, cluster, after, upTo, identity, signers, into }: LogRestoreOrder): Promise<RestoredLog> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const restored: RestoredLog = { segments: 0, segment: undefined, archivedAt: undefined, gap: undefined, newestBackup: 0 };
  let last: SegmentLink | undefined;
  let expected = nextSegment(after);
  let isEnded = false;
  for (const file of filesAfter(folder, after, upTo)) {
    const { claim, hash, open } = readArchivedSegment(join(folder, file), cluster, signers);
    checkFollows(join(folder, file), claim, { last, expected, after });
    restored.newestBackup = Math.max(restored.newestBackup, claim.backup);
    if (isEnded || claim.segment !== expected) restored.gap ??= expected;
    if (restored.gap === undefined) {
      await writeFile(join(into, claim.segment), await open(identity), { mode: 0o600 });
      restored.segments += 1;
      restored.segment = claim.segment;
      restored.archivedAt = claim.at;
      expected = nextSegment(claim.segment);
      // Roll-forward cannot continue after a segment that was never archived completely.
      isEnded = !claim.whole;
    }
    if (claim.whole) last = { segment: claim.segment, sequence: claim.sequence, hash };
  }
  return restored;
}

// Where the complete segment exists, its earlier partial copy is not needed.
function filesAfter(folder: string, after: string, upTo: string | undefined): string[] {
  const archived = (existsSync(folder) ? readdirSync(folder) : []).filter((file) => ARCHIVED_NAME.test(file)).sort();
  return archived.filter((file) => {
    const segment = file.slice(0, 24);
    const isInRange = segment.slice(0, 8) === after.slice(0, 8) && segment > after && (upTo === undefined || segment <= upTo);
    return isInRange && !(file === archivedName(segment, false) && archived.includes(archivedName(segment, true)));
  });
}

// Where the server could not retain a segment, the next one shows it by naming the segment it follows. Where a segment was removed, the next one names a
// segment that does not exist.
function checkFollows(
  file: string,
  claim: z.output<typeof LogClaim>,
  { last, expected, after }: { last: SegmentLink | undefined; expected: string; after: string },
): void {
  const { previous, sequence } = claim;
  const isSuccessor = last
    ? previous?.hash === last.hash && sequence === last.sequence + 1
    : claim.segment === expected || previous === null || previous.segment < expected;
  if (isSuccessor) return;
  throw new StartRefused(
    `${file} is refused: it follows ${previous?.segment ?? 'nothing'}, which is ${last ? `not the ${last.segment} in this place` : 'missing'}. ` +
      `To restore only the log before it: --last-segment ${last?.segment ?? after}`,
  );
}

/** Removes the partial copy of a segment once the complete one is archived. */
export async function dropPartial(folder: string, segment: string): Promise<void> {
  await rm(join(folder, archivedName(segment, false)), { force: true });
}
