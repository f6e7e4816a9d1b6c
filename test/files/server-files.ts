import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { filesIn } from './search-bytes.ts';

/**
 * What a server on this machine stores: the write-ahead log since a file of it, the files of one database, its folder for temporary files, and its log, read when it
 * is asked for. The connection is a superuser's.
 */
export async function readServerFiles(admin: Client, database: string, firstWal: string) {
  const { rows: where } = await admin.query<{ data: string; oid: number }>(
    `select current_setting('data_directory') as data, (select oid from pg_database where datname = $1) as oid`,
    [database],
  );
  const { data, oid } = where[0]!;
  const { rows: ended } = await admin.query<{ file: string }>('select pg_walfile_name(pg_switch_wal()) as file');
  if (!existsSync(join(data, 'pg_wal', firstWal)))
    throw new Error('The server has removed a part of its write-ahead log: raise wal_keep_size.');
  const isWritten = (name: string) => /^[0-9A-F]{24}$/.test(name) && name >= firstWal && name <= ended[0]!.file;
  const wal = filesIn(join(data, 'pg_wal'), isWritten).map(withoutPageHeaders);
  await admin.query('checkpoint');
  return {
    places: new Map([
      ['write-ahead log', wal],
      ['database files', filesIn(join(data, 'base', String(oid)))],
    ]),
    temporary: [join(data, 'base', 'pgsql_tmp')],
    logs: () => filesIn(join(data, '..'), (name) => name.endsWith('.log')),
  };
}

/** The processes of a server that now serve one database, and those without a database, which belong to the whole server. The connection is a superuser's. */
export async function backendsOf(admin: Client, database: string): Promise<{ pid: number; datname: string | null }[]> {
  const { rows } = await admin.query(
    'select pid, datname from pg_stat_activity where pid <> pg_backend_pid() and (datname is null or datname = $1)',
    [database],
  );
  return rows;
}

const [WAL_PAGE_BYTES, FIRST_HEADER_BYTES, HEADER_BYTES] = [8192, 40, 24];

/** A file of the write-ahead log as its records follow each other: a record that fills a page goes on after the header of the next (xlog_internal.h). */
function withoutPageHeaders(file: Buffer): Buffer {
  const pages: Buffer[] = [];
  for (let at = 0; at < file.length; at += WAL_PAGE_BYTES)
    pages.push(file.subarray(at + (at === 0 ? FIRST_HEADER_BYTES : HEADER_BYTES), at + WAL_PAGE_BYTES));
  return Buffer.concat(pages);
}
