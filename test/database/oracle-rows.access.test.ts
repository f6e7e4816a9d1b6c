import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayTakeAway, mayTouch } from '../oracle/may-do.ts';
import { maySee } from '../oracle/may-see.ts';
import { openTestBed, type TestBed } from './harness.ts';
import { type Asker, makeAskers, wishes } from './oracle/subjects.ts';
import { keysOf, READS, readThings } from './oracle/things.ts';
import { type Attempt, sampleOf, statementsOf, tryAll, type Verb, writableTables } from './oracle/try-writes.ts';
import { buildWorld, type World } from './oracle/world.ts';

// Row-level security against an oracle that was written without it: who sees which rows, whatever SQL the application role runs under their claims.
let bed: TestBed;
let world: World;
let askers: Asker[];
let tables: string[];
let keys: Map<string, string>;

beforeAll(async () => {
  bed = await openTestBed();
  world = await buildWorld(bed);
  askers = await makeAskers(world, wishes(world));
  keys = await keysOf(bed.deployer);
  const { rows } = await bed.deployer.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        and has_any_column_privilege('manumit_app', c.oid, 'select') order by 1`,
  );
  tables = rows.map((row) => row.name);
});
afterAll(() => bed.close());

async function as<T>(asker: Asker, act: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [asker.who?.token ?? 'no such session']);
    return await act(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Where the database and the oracle differ for these subjects, over every row of every table. One query per subject answers what it sees. */
async function deviationsOf(subjects: readonly Asker[]): Promise<{ deviations: string[]; checks: number }> {
  const things = await readThings(bed.deployer);
  const known = tables.filter((table) => things.has(table));
  const everything = known.map((table) => `select '${table}' as table, ${keys.get(table)} as key from ${table} t`).join(' union all ');
  const deviations = new Set<string>();
  let checks = 0;
  for (const asker of subjects) {
    const seen = await as(asker, async (client) => {
      const { rows } = await client.query<{ table: string; key: string }>(everything);
      return new Set(rows.map((row) => `${row.table} ${row.key}`));
    });
    for (const table of known)
      for (const [key, thing] of things.get(table)!) {
        checks++;
        const sees = seen.has(`${table} ${key}`);
        if (sees !== maySee(asker.subject, thing))
          deviations.add(`${asker.name} ${sees ? 'sees' : 'does not see'} ${table} ${JSON.stringify(thing)}`);
      }
  }
  return { deviations: [...deviations], checks };
}

describe('reading', () => {
  test('every table the application may read is known to the oracle', () => {
    expect(tables.filter((table) => !READS[table])).toEqual([]);
  });

  test('each subject sees exactly the rows that are theirs to see', async () => {
    const { deviations, checks } = await deviationsOf(askers);
    console.log(`need-to-know: ${checks} checks of a subject and a row`);
    expect(deviations).toEqual([]);
    expect(checks).toBeGreaterThanOrEqual(100_000);
  });
});

describe('writing', () => {
  test('nobody adds, changes or takes away a row with SQL of their own that no act of theirs reaches', async () => {
    const things = await readThings(bed.deployer);
    const attempts: (Attempt & { statements: string[] })[] = [];
    for (const columns of await writableTables(bed.deployer)) {
      const verbs: Verb[] = [
        ...(columns.columns.some((column) => column.insert) ? (['insert'] as const) : []),
        ...(columns.columns.some((column) => column.update) ? (['update'] as const) : []),
        ...(columns.remove ? (['delete'] as const) : []),
      ];
      for (const [key, thing] of sampleOf(things, world, columns.table))
        for (const verb of verbs) {
          const attempt = { table: columns.table, key, thing, verb };
          attempts.push({ ...attempt, statements: await statementsOf(bed.deployer, columns, attempt, keys.get(columns.table)!) });
        }
    }
    const names = new Map((await bed.deployer.query('select id, name from identity.person')).rows.map(({ id, name }) => [id, name]));
    const near = /of nation$|^contracting-officer of firm$|^commander of operation$/;
    const deviations = new Set<string>();
    const done = new Map<string, number>();
    let checks = 0;
    for (const asker of askers.filter(({ name }) => near.test(name) || !name.includes(' of '))) {
      const me = { id: asker.who?.personId ?? world.office, name: names.get(asker.who?.personId) ?? '' };
      const outcomes = await as(asker, (client) =>
        tryAll(
          client,
          me,
          attempts.map(({ statements }) => statements),
        ),
      );
      for (const [n, { table, thing, verb }] of attempts.entries()) {
        checks++;
        const outcome = outcomes[n]!;
        const may = verb === 'delete' ? mayTakeAway(asker.subject, thing) : mayTouch(asker.subject, thing);
        if (outcome === 'done') done.set(`${verb} ${table}`, (done.get(`${verb} ${table}`) ?? 0) + 1);
        if (outcome === 'done' ? !may : outcome !== 'none')
          deviations.add(`${asker.name}: ${outcome === 'done' ? 'may not, and did' : outcome}: ${verb} ${table} ${JSON.stringify(thing)}`);
      }
    }
    console.log(`need-to-know: ${checks} attempts to write a row with SQL of one's own`);
    expect([...deviations]).toEqual([]);
    // Each kind of write is somebody's to do: else the attempt was malformed and proves nothing. A chunk enters only with its file, a backup is noted by the installation.
    const never = new Set(attempts.map(({ verb, table }) => `${verb} ${table}`).filter((what) => !done.has(what)));
    expect([...never]).toEqual(['insert evidence.document_chunk', 'insert safekeeping.backup']);
  }, 120_000);

  test('what the application may not read at all, it does not read under anybody’s claims', async () => {
    const { rows } = await bed.deployer.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
          and not has_any_column_privilege('manumit_app', c.oid, 'select')`,
    );
    const office = askers.find(({ name }) => name === 'policy-office')!;
    for (const { name } of rows)
      await expect(
        as(office, (client) => client.query(`select 1 from ${name} limit 1`)),
        name,
      ).rejects.toThrow(/permission denied/);
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(['identity.password', 'identity.secret', 'identity.session']));
  });
});

describe('one person alone', () => {
  test('sees everything but what is another’s own', async () => {
    const alone = askers.find(({ name }) => name === 'policy-office')!;
    await bed.deployer.query(`delete from identity.role_grant where role = 'policy-office' and person_id <> $1`, [alone.subject.person]);
    const asAlone: Asker = { ...alone, subject: { ...alone.subject, onePerson: true } };
    expect(await deviationsOf([asAlone, askers.at(-1)!])).toEqual({ deviations: [], checks: expect.any(Number) });
  });
});
