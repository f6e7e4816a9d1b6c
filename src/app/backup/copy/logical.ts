import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import manifest from '../../../../package.json' with { type: 'json' };
import { columnList, readTables, type Table } from '../catalogue.ts';
import { readChain } from '../chain.ts';
import type { Contents } from '../contents.ts';
import { digestTables, STEADY_TEXT } from '../digest.ts';
import type { Member } from './tar.ts';

const MAX_PART_BYTES = 8 * 1024 * 1024;

/** Describes a database: its tables with their digests, migrations, keys and ledger. Reads within the caller's transaction. */
export async function describeDatabase(client: Client, kind: Contents['kind'], exercise: boolean): Promise<Contents> {
  const tables = await readTables(client);
  const digests = await digestTables(client, tables);
  const migrations = await client.query<Contents['migrations'][number]>(
    'select number, name, hash from platform.migration order by number',
  );
  const keys = await client.query<{ id: string }>('select id from platform.master_key order by generation');
  const { rows: server } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  return {
    format: 1,
    kind,
    program: manifest.version,
    postgres: server[0]!.version,
    migrations: migrations.rows,
    masterKeys: keys.rows.map(({ id }) => id),
    exercise,
    tables: Object.fromEntries(tables.map(({ name, columns, counters }) => [name, { ...digests[name]!, columns, counters }])),
    ledger: await readChain(client),
    files: [],
  };
}

/**
 * A whole database as the members of an archive: first its description, then each table in parts, all as of one moment, while the server runs.
 * Uses the deployer's connection, which stays in its transaction until the last member is read.
 */
export async function* exportMembers(client: Client, exercise: boolean, onContents: (contents: Contents) => void): AsyncGenerator<Member> {
  await client.query(STEADY_TEXT);
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query('set local role manumit_schema');
    const contents = await describeDatabase(client, 'logical', exercise);
    onContents(contents);
    yield fileMember('contents.json', Buffer.from(JSON.stringify(contents)));
    for (const [name, { columns, counters }] of Object.entries(contents.tables)) {
      let part = 0;
      for await (const bytes of readTableParts(client, { name, columns, counters }))
        yield fileMember(`tables/${name}/${String(part++).padStart(6, '0')}`, bytes);
    }
  } finally {
    await client.query('rollback');
  }
}

/** A small file as a member. */
export function fileMember(path: string, bytes: Buffer, mode = 0o600): Member {
  return { path, mode, folder: false, size: bytes.length, body: toAsyncIterable([bytes]) };
}

async function* readTableParts(client: Client, { name, columns, counters }: Table): AsyncGenerator<Buffer> {
  const list = [columnList(columns), ...counters.map(() => `'0'`)].join(', ');
  const stream = client.query(copyTo(`copy (select ${list} from ${name}) to stdout`));
  let buffered: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    buffered.push(chunk);
    size += chunk.length;
    if (size < MAX_PART_BYTES) continue;
    yield Buffer.concat(buffered);
    [buffered, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(buffered);
}

async function* toAsyncIterable<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values;
}
