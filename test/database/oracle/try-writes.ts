import type pg from 'pg';
import type { PoolClient } from 'pg';
import type { Thing } from '../../oracle/attributes.ts';
import type { World } from './world.ts';

/** `forge` and `alter`: adding and changing in another person's name, which nobody may do. */
export type Verb = 'insert' | 'update' | 'delete' | 'forge' | 'alter';
/** An attempt of a subject to write one row with their own SQL, and what the oracle needs to judge it. */
export type Attempt = { table: string; key: string; thing: Thing; verb: Verb };
type Columns = {
  table: string;
  columns: { name: string; type: string; insert: boolean; update: boolean; isPerson: boolean; isName: boolean }[];
  remove: boolean;
};

/** The columns that the application role may write, by table, and those that name a person. Columns that the database numbers or generates are excluded. */
export async function writableTables(deployer: pg.Client): Promise<Columns[]> {
  const { rows } = await deployer.query<Columns>(
    `select n.nspname || '.' || c.relname as table, has_table_privilege('manumit_app', c.oid, 'delete') as remove,
        jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'insert', a.attidentity <> 'a' and a.attgenerated = '' and has_column_privilege('manumit_app', c.oid, a.attnum, 'insert'),
          'update', a.attidentity <> 'a' and a.attgenerated = '' and has_column_privilege('manumit_app', c.oid, a.attnum, 'update'), 'isPerson', a.attname ~ '(_by|^person_id)$', 'isName', a.attname in ('entered_name', 'signed_name', 'recorded_name')) order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        and (has_any_column_privilege('manumit_app', c.oid, 'insert') or has_any_column_privilege('manumit_app', c.oid, 'update') or has_table_privilege('manumit_app', c.oid, 'delete'))
      group by 1, 2 order by 1`,
  );
  return rows;
}

// Tables without a row of the nations.
const FEW = new Set(['parties.operation', 'parties.partner']);

/** The row that represented its kind at the first query of a world. The order of a table changes with its rows, and the next row of the kind may no longer be writable. */
const stoodFor = new WeakMap<World, Map<string, string>>();

/** One row of each kind in each table, of related and unrelated parties: the same row each time while it exists. */
export function sampleOf(things: Map<string, Map<string, Thing>>, world: World, table: string): [key: string, thing: Thing][] {
  const names = ['nation', 'other-nation'];
  const near = new Set(names.map((name) => world.parties[name]!.id));
  const known = stoodFor.get(world) ?? new Map<string, string>();
  stoodFor.set(world, known);
  const kinds = new Map<string, [string, Thing]>();
  for (const [key, thing] of things.get(table) ?? []) {
    const { party } = thing as { party?: string };
    if (party !== undefined && !near.has(party) && !FEW.has(table) && !('label' in thing)) continue;
    const kind = JSON.stringify(thing);
    if (!kinds.has(kind) || known.get(`${table} ${kind}`) === key) kinds.set(kind, [key, thing]);
  }
  for (const [kind, [key]] of kinds) if (!known.has(`${table} ${kind}`)) known.set(`${table} ${kind}`, key);
  // All labelled rows, because it is unknown which of them distinguish two arms, and a sample would differ each time.
  const [labelled, plain] = [true, false].map((wanted) => [...kinds.values()].filter(([, thing]) => 'label' in thing === wanted));
  return [...plain!.slice(0, 40), ...labelled!];
}

/**
 * The statements of an attempt: unchanged, and in the writer's own name, as the policies require. An insert is a copy of the row
 * under a new id. `me` is the writer, `name` the writer's name.
 */
export async function statementsOf(world: World, { columns }: Columns, attempt: Attempt, key: string): Promise<string[]> {
  const { table, verb } = attempt;
  const where = `where ${key} = '${attempt.key}'`;
  if (verb === 'delete') return [`delete from ${table} t ${where}`];
  const adds = verb === 'insert' || verb === 'forge';
  const may = columns.filter((column) => (adds ? column.insert : column.update));
  // In a hold this column names the held person; everywhere else the person who acted.
  const named = may
    .filter(({ name, isPerson }) => isPerson && (name !== 'person_id' || /^(reviews|returns)\./.test(table)))
    .map(({ name }) => name);
  const asIs = new Map(may.map(({ name }) => [name, `r."${name}"`]));
  const own = new Map(may.map(({ name, isName }) => [name, named.includes(name) ? '$1' : isName ? '$2' : `r."${name}"`]));
  const forged = named.map((column) => new Map([...own, [column, `'${world.office}'::uuid`]]));
  // The register has rows without a person who entered them; the application adds none.
  if (table === 'parties.party') forged.push(new Map([...own, ['recorded_by', 'null::uuid']]));
  const all = verb === 'forge' || verb === 'alter' ? forged : [own, asIs];
  if (!adds)
    return [
      ...new Set(
        all.map(
          (set) => `update ${table} r set ${[...set].map(([name, value]) => `"${name}" = ${value}`)} ${where.replaceAll('t."', 'r."')}`,
        ),
      ),
    ];
  const { rows } = await world.bed.deployer.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table} t ${where}`);
  const literal = `jsonb_populate_record(null::${table}, '${JSON.stringify(rows[0]!.row).replaceAll("'", "''")}'::jsonb) as r`;
  const filledIn = (name: string, value: string) =>
    name === 'id' ? 'gen_random_uuid()' : value.startsWith('r.') ? value : `case when r."${name}" is null then null else ${value} end`;
  const filled = all.filter((set) => [...set].every(([name, value]) => !value.startsWith("'") || rows[0]!.row[name] !== null));
  return [
    ...new Set(
      filled.map(
        (set) =>
          `insert into ${table} (${may.map(({ name }) => `"${name}"`)}) select ${[...set].map(([name, value]) => filledIn(name, value))} from ${literal}`,
      ),
    ),
  ];
}

// Each attempt is rolled back separately, so that none affects the next. A row that is refused for another reason than a right (a repeated key, a
// date out of order, ZZ002: a state that no table names) had passed row-level security, and counts as written.
const tryOne = (statement: string) => `
  if outcome = 'none' then
    begin
      ${statement};
      get diagnostics touched = row_count;
      if touched > 0 then raise exception using errcode = 'ZZ001'; end if;
    exception when others then
      if sqlstate in ('ZZ001', 'ZZ002') or sqlstate like '23%' then outcome := 'done';
      elsif sqlstate not in ('42501', 'MA010') then outcome := sqlstate || ' ' || sqlerrm; end if;
    end;
  end if;`;

/**
 * Combines these attempts into one function in a separate schema, which `dropAttempts` removes. Planning a statement under the policies takes longer than running it,
 * and the plans of a function are made once for all callers.
 */
export async function makeAttempts(deployer: pg.Client, attempts: readonly (readonly string[])[]): Promise<void> {
  const body = attempts.map((statements) => `outcome := 'none';${statements.map(tryOne).join('')}\n  outcomes := outcomes || outcome;`);
  await deployer.query(`reset role;
    create schema if not exists attempts;
    create or replace function attempts.try_all(me uuid, called text) returns text[] language plpgsql as $attempts$
    #variable_conflict use_column
    declare outcome text; outcomes text[] := '{}'; touched int;
    begin
      ${body.join('\n')}
      return outcomes;
    end $attempts$;
    grant usage on schema attempts to manumit_app;
    grant execute on function attempts.try_all to manumit_app;
    set role manumit_schema`);
}

/** Removes the functions of `makeAttempts`. */
export async function dropAttempts(deployer: pg.Client): Promise<void> {
  await deployer.query('reset role; drop schema if exists attempts cascade; set role manumit_schema');
}

/** Runs the attempts under the open claims of this transaction. Returns for each `done`, `none`, or an unexpected error. */
export async function tryAll(client: PoolClient, me: { id: string; name: string }): Promise<string[]> {
  // The duration on a busy machine does not matter here.
  await client.query(`select set_config('statement_timeout', '0', true), set_config('plan_cache_mode', 'force_generic_plan', true)`);
  const { rows } = await client.query<{ outcomes: string[] }>('select attempts.try_all($1, $2) as outcomes', [me.id, me.name]);
  return rows[0]!.outcomes;
}
