import type { ClientBase } from 'pg';

// What a database holds. Functions, policies, triggers and defaults that call a function, by name: `function identity.person`, `policy item_read on
// evidence.item`, `trigger guard on evidence.item`, `default evidence.item.entered_by`. A function appears once for each of its overloads. Tables, views,
// sequences and columns follow below.

const OURS = `(select oid from pg_namespace where nspowner = 'manumit_schema'::regrole)`;
const TABLE = `n.nspname || '.' || c.relname`;
const FUNCTION = `'function ' || fn.nspname || '.' || f.proname`;
// The event trigger's function belongs to a superuser (close-to-statements.ts).
const IS_OURS = `f.pronamespace in ${OURS} and f.prorettype <> 'event_trigger'::regtype`;

// Each object, and the function of ours that it calls.
const CALLERS = `
  select 'policy ' || p.polname || ' on ' || ${TABLE} as object, p.oid, 'pg_policy'::regclass as kind from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relnamespace in ${OURS}
  union all
  select 'trigger ' || t.tgname || ' on ' || ${TABLE}, t.oid, 'pg_trigger'::regclass from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and c.relnamespace in ${OURS}
  union all
  select 'default ' || ${TABLE} || '.' || a.attname, d.oid, 'pg_attrdef'::regclass from pg_attrdef d join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where c.relnamespace in ${OURS}`;

const CALLS = `select o.object, ${FUNCTION} as function from (${CALLERS}) o
    join pg_depend d on d.classid = o.kind and d.objid = o.oid and d.refclassid = 'pg_proc'::regclass
    join pg_proc f on f.oid = d.refobjid join pg_namespace fn on fn.oid = f.pronamespace where ${IS_OURS}`;

const OBJECTS = `
  select ${FUNCTION} as object from pg_proc f join pg_namespace fn on fn.oid = f.pronamespace where ${IS_OURS}
  union all select object from (${CALLERS}) o where kind <> 'pg_attrdef'::regclass
  union all select distinct object from (${CALLS}) c where object like 'default %'`;

/** What this database holds, sorted. */
export async function readObjects(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ object: string }>(OBJECTS);
  return rows.map(({ object }) => object).sort();
}

// Indexes and constraints are left out: they give nobody access, and the server's operator may need another one.
const RELATIONS = `
  select case c.relkind when 'S' then 'sequence ' when 'v' then 'view ' when 'm' then 'view ' else 'table ' end || ${TABLE} as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relnamespace in ${OURS} and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
  union all
  select 'column ' || ${TABLE} || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relnamespace in ${OURS} and c.relkind in ('r', 'p', 'f', 'v', 'm') and a.attnum > 0 and not a.attisdropped`;

/**
 * Compares tables, views, sequences and columns with what the last table file left (`platform.relation`), by name: `table evidence.item`, `column
 * evidence.item.title`. Both lists are empty until that table exists. The columns of an unknown table are not listed.
 */
export async function compareRelations(client: ClientBase): Promise<{ unknown: string[]; missing: string[] }> {
  const { rows } = await client.query<{ known: boolean }>(`select to_regclass('platform.relation') is not null as known`);
  if (!rows[0]!.known) return { unknown: [], missing: [] };
  const found = await client.query<{ name: string; exists: boolean }>(
    `select coalesce(e.name, r.name) as name, e.name is not null as exists from (${RELATIONS}) e full join platform.relation r on r.name = e.name
     where e.name is null or r.name is null order by 1`,
  );
  const unknown = found.rows.filter(({ exists }) => exists).map(({ name }) => name);
  const isPartOfUnknown = (name: string) => {
    const table = name.slice('column '.length, name.lastIndexOf('.'));
    return name.startsWith('column ') && (unknown.includes(`table ${table}`) || unknown.includes(`view ${table}`));
  };
  return {
    unknown: unknown.filter((name) => !isPartOfUnknown(name)),
    missing: found.rows.filter(({ exists }) => !exists).map(({ name }) => name),
  };
}

/** Records what exists after table files were applied. */
export async function recordRelations(client: ClientBase): Promise<void> {
  await client.query(`delete from platform.relation; insert into platform.relation (name) ${RELATIONS}`);
}

/** By function: the policies, triggers and defaults that call it and so must be dropped before it. */
export async function readCallers(client: ClientBase): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ object: string; function: string }>(CALLS);
  const callers = Map.groupBy(rows, (row) => row.function);
  return new Map([...callers].map(([called, found]) => [called, found.map(({ object }) => object)]));
}

const quoted = (name: string) =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

/** Drops a policy, trigger or default if it exists. */
export async function dropObject(client: ClientBase, object: string): Promise<void> {
  const [, kind, name, table] = /^(\w+) (\S+)(?: on (\S+))?$/.exec(object)!;
  if (kind === 'default') {
    const at = name!.lastIndexOf('.');
    await client.query(`alter table ${quoted(name!.slice(0, at))} alter column ${quoted(name!.slice(at + 1))} drop default`);
  } else {
    await client.query(`drop ${kind} if exists ${quoted(name!)} on ${quoted(table!)}`);
  }
}

/** Drops all overloads of these functions (`function schema.name`). Fails where something other than a policy, trigger or default calls one. */
export async function dropFunctions(client: ClientBase, objects: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(
    `select string_agg('drop function ' || f.oid::regprocedure, '; ') as sql from pg_proc f join pg_namespace fn on fn.oid = f.pronamespace
     where ${IS_OURS} and ${FUNCTION} = any ($1)`,
    [objects],
  );
  if (rows[0]!.sql) await client.query(rows[0]!.sql);
}

/** Revokes every right on a table from all roles but its owner, and removes every comment from it and its columns, so that its access file is complete. */
export async function clearTable(client: ClientBase, table: string): Promise<void> {
  const { rows } = await client.query<{ sql: string | null }>(
    `select string_agg(case when d.objsubid = 0 then format('comment on table %s is null', d.objoid::regclass)
       else format('comment on column %s.%I is null', d.objoid::regclass, a.attname) end, '; ') as sql
     from pg_description d left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid
     where d.classoid = 'pg_class'::regclass and d.objoid = $1::regclass`,
    [quoted(table)],
  );
  await client.query(`revoke all on ${quoted(table)} from public, manumit_app, manumit_guard; ${rows[0]!.sql ?? ''}`);
}
