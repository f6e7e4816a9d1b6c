import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { type Connection, connect } from '#platform/db/pool.ts';
import { clusterIn } from '../../launcher/database/cluster.ts';
import { holdsExercise } from '../../launcher/exercise-mark.ts';
import type { Contents, Manifest } from '../contents.ts';
import { incarnationOf } from '../incarnation.ts';
import { SEGMENT_BYTES, segmentBytes, segmentsBetween } from '../log/log.ts';
import { describeDatabase, fileMember } from './logical.ts';
import { createRestorePoint } from './restore-point.ts';
import type { Member } from './tar.ts';

/** The description encrypted into the copy once it is complete. */
export type ClusterCopy = { contents: Contents; cluster: NonNullable<Manifest['cluster']> };

// Files that a server creates at its start, or that must not survive from a former run (pg_basebackup leaves out the same ones).
const EMPTIED_FOLDERS = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
]);
const EXCLUDED_FILES =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|pg_internal\.init(\.\d+)?|pgsql_tmp.*|.*\.signal|current_logfiles)$/;
// The init fork, from which PostgreSQL rebuilds an unlogged table where a copy starts. Its content (the keys of one start) is not copied, as in pg_basebackup.
const EMPTY_TABLE = /^(\d+)_init$/;
const CONTROL = 'global/pg_control';

/**
 * Copies a running cluster as the members of an archive: its files, the log needed to make them consistent, the superuser's password, and last the description.
 * Prevents the server from removing its log while the copy runs.
 */
export async function* copyCluster(
  connection: Connection,
  dataDirectory: string,
  done: (copy: ClusterCopy) => void,
): AsyncGenerator<Member> {
  const cluster = clusterIn(dataDirectory);
  const files: Contents['files'] = [];
  const client = await connect(connection);
  try {
    await client.query('set statement_timeout = 0');
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [`manumit_copy_${process.pid}`]);
    const startLsn = await queryValue(client, `select pg_backup_start('manumit', fast => true)`);
    for await (const path of listFiles(cluster)) yield* copyEntry(cluster, path, files);
    yield* copyEntry(cluster, CONTROL, files);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    yield withHash(fileMember('postgres/backup_label', Buffer.from(rows[0]!.labelfile)), files);
    const { name: restorePoint, lsn, reader } = await createRestorePoint(connection);
    // Read while the log is copied. Its failure is handled below.
    const description = describeDatabase(reader, 'cluster', holdsExercise(dataDirectory)).finally(() => reader.end());
    description.catch(() => {});
    await client.query('select pg_switch_wal()');
    const firstSegment = await queryValue(client, 'select pg_walfile_name($1)', startLsn);
    const lastSegment = await queryValue(client, 'select pg_walfile_name($1)', lsn);
    for (const name of segmentsBetween(firstSegment, lastSegment)) {
      const body = segmentBytes(join(cluster, 'pg_wal', name));
      yield withHash({ path: `postgres/pg_wal/${name}`, mode: 0o600, folder: false, size: SEGMENT_BYTES, body }, files);
    }
    yield withHash(fileMember('secrets/postgres', await readFile(join(dataDirectory, 'secrets', 'postgres'))), files);
    const contents: Contents = { ...(await description), files };
    yield fileMember('contents.json', Buffer.from(JSON.stringify(contents)));
    const system = await queryValue(client, 'select system_identifier::text from pg_control_system()');
    const incarnation = incarnationOf(dataDirectory);
    done({
      contents,
      cluster: { system, incarnation, timeline: Number.parseInt(lastSegment.slice(0, 8), 16), firstSegment, lastSegment, restorePoint },
    });
  } finally {
    await client.end();
  }
}

// Folders come before their contents; the control file comes last.
async function* listFiles(cluster: string, folder = ''): AsyncGenerator<string> {
  const entries: Dirent[] = await readdir(join(cluster, folder), { withFileTypes: true }).catch(orIfMissing([]));
  const unloggedTables = new Set(entries.flatMap(({ name }) => EMPTY_TABLE.exec(name)?.[1] ?? []));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (EXCLUDED_FILES.test(entry.name) || path === CONTROL) continue;
    if (unloggedTables.has(entry.name.split(/[._]/, 1)[0]!) && !EMPTY_TABLE.test(entry.name)) continue;
    if (entry.isDirectory()) {
      yield `${path}/`;
      if (!EMPTIED_FOLDERS.has(path)) yield* listFiles(cluster, path);
      if (path === 'pg_wal') yield `${path}/archive_status/`;
    } else if (entry.isFile()) yield path;
    else throw new Error(`${join(cluster, path)} is neither a file nor a folder: a cluster with links or tablespaces is not copied.`);
  }
}

async function* copyEntry(cluster: string, path: string, files: Contents['files']): AsyncGenerator<Member> {
  if (path.endsWith('/')) {
    yield { path: `postgres/${path.slice(0, -1)}`, mode: 0o700, folder: true, size: 0, body: emptyBody() };
    return;
  }
  const file = await open(join(cluster, path), 'r').catch(orIfMissing(undefined));
  if (!file) return;
  try {
    const { size } = await file.stat();
    yield withHash({ path: `postgres/${path}`, mode: 0o600, folder: false, size, body: readExactly(size) }, files);
  } finally {
    await file.close();
  }

  // A file may shrink or grow during the copy. Replaying the log repairs it, as long as the member has its announced length.
  async function* readExactly(size: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < size; ) {
      const chunk = Buffer.alloc(Math.min(1024 * 1024, size - at));
      await file!.read(chunk, 0, chunk.length, at);
      at += chunk.length;
      yield chunk;
    }
  }
}

function withHash(member: Member, files: Contents['files']): Member {
  async function* body(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    for await (const chunk of member.body) {
      hash.update(chunk);
      yield chunk;
    }
    files.push({ path: member.path, size: member.size, sha256: hash.digest('hex') });
  }
  return { ...member, body: body() };
}

function orIfMissing<T>(fallback: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return fallback;
    throw error;
  };
}

async function queryValue(client: Client, sql: string, ...values: string[]): Promise<string> {
  const { rows } = await client.query({ text: sql, values, rowMode: 'array' });
  return String((rows[0] as unknown[])[0]);
}

async function* emptyBody(): AsyncGenerator<Buffer> {}
