import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../source-tree.ts';
import { openTestBed, type TestBed } from './harness.ts';
import { databasePages } from './schema/database-pages.ts';

const FOLDER = join(ROOT, 'docs/database');
// The major version of the bundled server. Other versions print brackets and names differently.
const WRITTEN_BY = 18;
let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

describe('docs/database shows the database as the migrations create it', () => {
  it('with a current page for each room and each part of the platform (npm run db:types writes them)', async ({ skip }) => {
    const { rows } = await bed.deployer.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
    skip(
      rows[0]!.version !== WRITTEN_BY,
      `PostgreSQL ${rows[0]!.version} words expressions in its own way; the pages are those of ${WRITTEN_BY}.`,
    );
    const pages = await databasePages(bed.deployer);
    expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort());
    for (const [name, page] of pages) expect(readFileSync(join(FOLDER, name), 'utf8'), name).toBe(page);
  });

  it('with a comment on each column whose type says nothing of its content: bytes, JSON and lists', async () => {
    const { rows } = await bed.deployer.query<{ column: string }>(
      `select c.oid::regclass || '.' || a.attname as column
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema$)'
        and a.attnum > 0 and not a.attisdropped and (t.typname in ('bytea', 'jsonb', 'json') or t.typcategory = 'A')
        and col_description(c.oid, a.attnum) is null
      order by 1`,
    );
    expect(rows.map(({ column }) => column)).toEqual([]);
  });
});
