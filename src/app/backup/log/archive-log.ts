import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { type Connection, connect } from '#platform/db/pool.ts';
import { clusterIn } from '../../launcher/database/cluster.ts';
import { StartRefused } from '../../start-refused.ts';
import type { BackupSigner, Signers } from '../crypto/signatures.ts';
import { writeSigned } from '../crypto/signed-file.ts';
import { readHead } from '../head.ts';
import { incarnationOf } from '../incarnation.ts';
import { type Cluster, listBackups, logFolder } from '../place/place.ts';
import { findLackForLog } from '../place/space.ts';
import {
  ARCHIVED_NAME,
  archivedName,
  dropPartial,
  missingSegments,
  nextSegment,
  readArchivedSegment,
  SEGMENT_BYTES,
  type SegmentLink,
  segmentBytes,
} from './log.ts';

export type ArchiveOrder = {
  connection: Connection;
  dataDirectory: string;
  place: string;
  recipients: readonly string[];
  signer: BackupSigner;
  /** How much space the place must have for another segment; as a rule that of a segment and a reserve. */
  minFreeBytes?: number;
};

/**
 * The result of archiving the log once: the number of complete segments, how far the last segment was archived, and whether archiving `restarted`, so
 * that a new backup is needed. `missing`: segments after the newest backup that were archived and are no longer in the place.
 */
export type ArchivedLog = { whole: number; upTo: string; restarted: boolean; missing: string[] };

/** The replication slot by which the server retains what is not archived yet. */
export const SLOT = 'manumit_log';

/**
 * Archives the write-ahead log of a running cluster in the place of the backups: every finished segment, and the current one as far as it is on disk.
 * Each is signed and names the previous one. The server retains what is not archived yet. Safe to repeat: a segment archived twice is identical.
 * Throws StartRefused before a segment for which the place has no room.
 */
export async function archiveLog({
  connection,
  dataDirectory,
  place,
  recipients,
  signer,
  minFreeBytes,
}: ArchiveOrder): Promise<ArchivedLog> {
  const client = await connect(connection);
  try {
    const restarted = await ensureReplicationSlot(client);
    const { rows } = await client.query<{ system: string; first: string; current: string; flushed: string; bytes: string }>(
      `select (select system_identifier from pg_control_system())::text as system, flushed,
         pg_walfile_name(restart_lsn + 1) as first, pg_walfile_name(flushed) as current, ((flushed - '0/0') % $2)::text as bytes
       from pg_replication_slots, pg_current_wal_flush_lsn() flushed where slot_name = $1`,
      [SLOT, SEGMENT_BYTES],
    );
    const { system, first, current, flushed, bytes } = rows[0]!;
    const cluster = { system, incarnation: incarnationOf(dataDirectory) };
    const folder = logFolder(place, cluster);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    let { last, isContiguous } = findLastSegment(folder, { cluster, first }, signer.signers);
    const writeSegment = async (segment: string, isComplete: boolean, writtenBytes?: number): Promise<SegmentLink> => {
      const lack = await findLackForLog(place, minFreeBytes);
      if (lack) throw new StartRefused(lack);
      const claim = {
        format: 2,
        ...cluster,
        segment,
        whole: isComplete,
        sequence: (last?.sequence ?? 0) + 1,
        previous: last ? { segment: last.segment, hash: last.hash } : null,
        // Shows a restore that this backup was made, even if the backup was removed.
        backup: readHead(dataDirectory, place)?.sequence ?? 0,
        at: new Date().toISOString(),
      };
      const bytes = segmentBytes(join(clusterIn(dataDirectory), 'pg_wal', segment), writtenBytes);
      const hash = await writeSigned(join(folder, archivedName(segment, isComplete)), bytes, { kind: 'log', claim, recipients, signer });
      return { segment, sequence: claim.sequence, hash };
    };
    let whole = 0;
    let segment = first;
    // After a crash the slot is where the last checkpoint stored it. Archived again, a segment would name one after it as the one it follows.
    const archivedUpTo = last?.segment ?? '';
    for (; segment < current; segment = nextSegment(segment)) {
      if (segment > archivedUpTo) last = await writeSegment(segment, true);
      await dropPartial(folder, segment);
      await client.query(
        `select pg_replication_slot_advance($1, least(pg_lsn(($2::numeric + 1) * $3::numeric), pg_current_wal_flush_lsn()))`,
        [SLOT, segmentNumber(segment), SEGMENT_BYTES],
      );
      whole += 1;
    }
    // At the very beginning of a segment nothing of it is written, and its file may not exist.
    if (Number(bytes) > 0) await writeSegment(current, false, Number(bytes));
    const missing = missingSegments(folder, findLastSegmentInBackup(place, cluster, signer.signers) ?? current, current);
    return { whole, upTo: flushed, restarted: restarted || !isContiguous, missing };
  } finally {
    await client.end();
  }
}

function findLastSegmentInBackup(place: string, { system, incarnation }: Cluster, signers: Signers): string | undefined {
  const segments = listBackups(place, signers).flatMap(({ manifest }) => manifest.cluster ?? []);
  return segments.find((cluster) => cluster.system === system && cluster.incarnation === incarnation)?.lastSegment;
}

// The segment that the next one follows: the last complete one of this timeline that we signed. `goesOn`: no segment is missing between it and the first one
// the server still has.
function findLastSegment(
  folder: string,
  { cluster, first }: { cluster: Cluster; first: string },
  signers: Signers,
): { last: SegmentLink | undefined; isContiguous: boolean } {
  const segments = readdirSync(folder).filter((file) => ARCHIVED_NAME.test(file) && file.slice(0, 8) === first.slice(0, 8));
  let partial: ArchivedSegment | undefined;
  for (const file of segments.sort().reverse()) {
    const found = tryReadSegment(join(folder, file), cluster, signers);
    if (!found) continue;
    if (found.whole) return { last: found, isContiguous: first <= nextSegment(found.segment) };
    partial ??= found;
  }
  if (!partial) return { last: undefined, isContiguous: false };
  // The complete segments were cleared or removed: the sequence continues where it was, so that a restore notices the gap.
  const { previous, sequence } = partial;
  const last = previous && previous.segment < first ? { ...previous, sequence: sequence - 1 } : undefined;
  return { last, isContiguous: first <= partial.segment };
}

type ArchivedSegment = SegmentLink & { whole: boolean; previous: { segment: string; hash: string } | null };

// Files that we did not sign are skipped here, and refused by a restore.
function tryReadSegment(file: string, cluster: Cluster, signers: Signers): ArchivedSegment | undefined {
  try {
    const { claim, hash } = readArchivedSegment(file, cluster, signers);
    const { segment, sequence, whole, previous } = claim;
    return { segment, sequence, whole, previous, hash };
  } catch (error) {
    if (error instanceof StartRefused) return undefined;
    throw error;
  }
}

/** Makes the server retain its log for us. Returns whether it starts only now: earlier log may be gone. */
async function ensureReplicationSlot(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ lost: boolean }>(
    `select wal_status in ('lost', 'unreserved') or invalidation_reason is not null as lost from pg_replication_slots where slot_name = $1`,
    [SLOT],
  );
  if (rows[0] && !rows[0].lost) return false;
  if (rows[0]) await client.query('select pg_drop_replication_slot($1)', [SLOT]);
  await client.query('select pg_create_physical_replication_slot($1, true)', [SLOT]);
  return true;
}

function segmentNumber(segment: string): number {
  return Number.parseInt(segment.slice(8, 16), 16) * (0x1_0000_0000 / SEGMENT_BYTES) + Number.parseInt(segment.slice(16), 16);
}
