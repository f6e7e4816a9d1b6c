import type pg from 'pg';

/** What a changed function may affect: the tables read and written through it, and every statement that reaches it. */
export type Affected = { reads: ReadonlySet<string>; writes: ReadonlySet<string>; by: (sql: string) => boolean };

// The functions that reading a table calls (`read`: policies alone), those that writing calls (`set off`: triggers and defaults), and both.
type Node = { text: string; definer?: boolean; triggers?: string[] };

/**
 * The dependencies, computed from the catalogue: functions name functions in their text; policies, triggers and defaults belong to tables. A
 * definer function is not subject to policies of the application role, but its writes run triggers.
 */
export async function readDependencies(deployer: pg.Client): Promise<(name: string) => Affected> {
  const nodes = await readNodes(deployer);
  const tables = [...nodes.keys()].filter((key) => key.startsWith('read ')).map((key) => key.slice(5));
  const named = (text: string, definer: boolean): string[] =>
    [...new Set(text.match(/\b[a-z]+\.[a-z_]+\b/g))].flatMap((name) => [
      ...(nodes.has(name) ? [name] : []),
      ...(nodes.has(`read ${name}`) ? (definer ? [`set off ${name}`] : [`read ${name}`, `write ${name}`, `set off ${name}`]) : []),
    ]);
  const next = new Map([...nodes].map(([key, { text, definer = false, triggers = [] }]) => [key, [...named(text, definer), ...triggers]]));
  const closure = (from: readonly string[]): Set<string> => {
    const seen = new Set(from);
    for (const key of seen) for (const one of next.get(key) ?? []) seen.add(one);
    return seen;
  };
  const reached = new Map(
    tables.map((table) => [table, { read: closure([`read ${table}`]), write: closure([`write ${table}`, `set off ${table}`]) }]),
  );
  // Every request opens a session first.
  const opening = closure(['identity.open']);
  const texts = new Map<string, Set<string>>();
  return (name) => {
    const everything = opening.has(name);
    const affected = (verb: 'read' | 'write') => new Set(tables.filter((table) => everything || reached.get(table)![verb].has(name)));
    return {
      reads: affected('read'),
      writes: new Set([...affected('read'), ...affected('write')]),
      by: (sql) => {
        if (!texts.has(sql)) texts.set(sql, closure(named(sql, false)));
        return everything || texts.get(sql)!.has(name);
      },
    };
  };
}

async function readNodes(deployer: pg.Client): Promise<Map<string, Node>> {
  const own = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
  const functions = await deployer.query<{ name: string; text: string; definer: boolean }>(
    `select n.nspname || '.' || p.proname as name, string_agg(p.prosrc, ' ') as text, bool_and(p.prosecdef or p.proowner = 'manumit_guard'::regrole) as definer
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${own} group by 1`,
  );
  const tables = await deployer.query<{ name: string; read: string; write: string; defaults: string; triggers: string[] }>(
    `select n.nspname || '.' || c.relname as name,
        concat_ws(' ', pg_get_viewdef(v.oid), (select string_agg(p.qual, ' ') from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname and p.cmd in ('SELECT', 'ALL'))) as read,
        coalesce((select string_agg(concat_ws(' ', p.qual, p.with_check), ' ') from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname), '') as write,
        coalesce((select string_agg(pg_get_expr(d.adbin, d.adrelid), ' ') from pg_attrdef d where d.adrelid = c.oid), '') as defaults,
        array(select distinct f.pronamespace::regnamespace::text || '.' || f.proname from pg_trigger t join pg_proc f on f.oid = t.tgfoid where t.tgrelid = c.oid and not t.tgisinternal) as triggers
       from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_class v on v.oid = c.oid and v.relkind = 'v' where c.relkind in ('r', 'p', 'v') and ${own}`,
  );
  return new Map<string, Node>([
    ...functions.rows.map(({ name, ...node }): [string, Node] => [name, node]),
    ...tables.rows.flatMap(({ name, read, write, defaults, triggers }): [string, Node][] => [
      [`read ${name}`, { text: read }],
      [`write ${name}`, { text: write }],
      [`set off ${name}`, { text: defaults, triggers }],
    ]),
  ]);
}
