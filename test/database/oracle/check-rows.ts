import type { PoolClient } from 'pg';
import { mayTakeAway, mayTouch } from '../../oracle/may-do.ts';
import { maySee } from '../../oracle/may-see.ts';
import type { TestBed } from '../harness.ts';
import type { Asker } from './subjects.ts';
import { keysOf, readThings } from './things.ts';
import { type Attempt, dropAttempts, makeAttempts, sampleOf, statementsOf, tryAll, type Verb, writableTables } from './try-writes.ts';
import type { World } from './world.ts';

/** The deviations, and the number of checks. `firstOnly` stops at the first deviation. */
type Asked = { tables?: readonly string[]; firstOnly?: boolean };
/** The successful writes of each subject. */
export type Done = ReadonlyMap<string, ReadonlySet<string>>;

/** Runs statements under a subject's claims in one transaction, and rolls it back. */
export async function as<T>({ platform }: TestBed, asker: Asker, query: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [asker.who?.token ?? 'no such session']);
    return await query(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Every table, view or foreign table of which the application role may read at least one column. */
export async function readableTables({ deployer }: TestBed): Promise<string[]> {
  const { rows } = await deployer.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        and has_any_column_privilege('manumit_app', c.oid, 'select') order by 1`,
  );
  return rows.map((row) => row.name);
}

/**
 * The differences between database and oracle in visible rows. One query per subject returns all rows that it sees. `unseen` lists the tables of which no subject
 * sees a row: nothing there would notice a policy that opens too little.
 */
export async function checkReads(bed: TestBed, askers: readonly Asker[], { tables, firstOnly = false }: Asked = {}) {
  const [things, keys] = [await readThings(bed.deployer), await keysOf(bed.deployer)];
  const known = (await readableTables(bed)).filter((table) => things.has(table) && (tables?.includes(table) ?? true));
  const deviations = new Set<string>();
  let checks = 0;
  const unseen = new Set(known);
  if (known.length === 0) return { deviations: [], checks, unseen: [] };
  const everything = known.map((table) => `select '${table}' as table, ${keys.get(table)} as key from ${table} t`).join(' union all ');
  for (const asker of askers) {
    const seen = await as(bed, asker, async (client) => {
      const { rows } = await client.query<{ table: string; key: string }>(everything);
      for (const { table } of rows) unseen.delete(table);
      return new Set(rows.map((row) => `${row.table} ${row.key}`));
    });
    for (const table of known)
      for (const [key, thing] of things.get(table)!) {
        checks++;
        const sees = seen.has(`${table} ${key}`);
        if (sees !== maySee(asker.subject, thing))
          deviations.add(`${asker.name} ${sees ? 'sees' : 'does not see'} ${table} ${JSON.stringify(thing)}`);
      }
    if (firstOnly && deviations.size > 0) break;
  }
  return { deviations: [...deviations], checks, unseen: [...unseen] };
}

// The number of attempts in one function. All together, their plans would take a gigabyte.
const TOGETHER = 300;

/**
 * The writes that the oracle does not permit. `never` lists the kinds of write that no subject completed: those attempts
 * prove nothing. A write that succeeded `before` and now fails is reported too.
 */
export async function checkWrites(
  bed: TestBed,
  world: World,
  askers: readonly Asker[],
  { tables, firstOnly = false, before }: Asked & { before?: Done } = {},
) {
  const [things, keys] = [await readThings(bed.deployer), await keysOf(bed.deployer)];
  const attempts: (Attempt & { statements: string[] })[] = [];
  for (const columns of await writableTables(bed.deployer)) {
    if (tables && !tables.includes(columns.table)) continue;
    const verbs: Verb[] = [
      ...(columns.columns.some((column) => column.insert) ? (['insert', 'forge'] as const) : []),
      ...(columns.columns.some((column) => column.update) ? (['update', 'alter'] as const) : []),
      ...(columns.remove ? (['delete'] as const) : []),
    ];
    for (const [key, thing] of sampleOf(things, world, columns.table))
      for (const verb of verbs) {
        const attempt = { table: columns.table, key, thing, verb };
        attempts.push({ ...attempt, statements: await statementsOf(world, columns, attempt, keys.get(columns.table)!) });
      }
  }
  const names = new Map((await bed.deployer.query('select id, name from identity.person')).rows.map(({ id, name }) => [id, name]));
  const near = /of nation$|of the labelled$|^contracting-officer of firm$|^commander of operation$/;
  const writers = askers.filter(({ name }) => near.test(name) || !name.includes(' of '));
  const deviations = new Set<string>();
  const done = new Map(writers.map(({ name }) => [name, new Set<string>()]));
  let checks = 0;
  for (let from = 0; from < attempts.length && !(firstOnly && deviations.size > 0); from += TOGETHER) {
    const some = attempts.slice(from, from + TOGETHER);
    await makeAttempts(
      bed.deployer,
      some.map(({ statements }) => statements),
    );
    for (const asker of writers) {
      const me = { id: asker.who?.personId ?? world.office, name: names.get(asker.who?.personId) ?? '' };
      const outcomes = await as(bed, asker, (client) => tryAll(client, me));
      for (const [n, { table, thing, verb }] of some.entries()) {
        checks++;
        const what = `${verb} ${table} ${JSON.stringify(thing)}`;
        const outcome = outcomes[n]!;
        const may =
          verb === 'delete' ? mayTakeAway(asker.subject, thing) : /forge|alter/.test(verb) ? false : mayTouch(asker.subject, thing);
        if (outcome === 'done') done.get(asker.name)!.add(what);
        else if (before?.get(asker.name)?.has(what)) deviations.add(`${asker.name} no longer can ${what}`);
        if (outcome === 'done' ? !may : outcome !== 'none')
          deviations.add(`${asker.name}: ${outcome === 'done' ? 'may not, and did' : outcome}: ${what}`);
      }
      if (firstOnly && deviations.size > 0) break;
    }
  }
  await dropAttempts(bed.deployer);
  const got = [...done.values()].flatMap((own) => [...own]);
  const never = [...new Set(attempts.filter(({ verb }) => !/forge|alter/.test(verb)).map(({ verb, table }) => `${verb} ${table}`))].filter(
    (what) => !got.some((one) => one.startsWith(`${what} `)),
  );
  return { deviations: [...deviations], checks, never, done };
}
