import type { ClientBase } from 'pg';

/** A table as the export and the digest read it. `counters` are columns that only this server can fill: transaction numbers restart on another server. */
export type Table = { name: string; columns: string[]; counters: string[] };

/**
 * Lists every table of this installation that is backed up, by name. Unlogged tables hold only the keys of one start and are left out, as are generated
 * columns. Throws where row security hides rows of a table from the schema role: a copy that silently omits rows is worse than none.
 */
export async function readTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { closed: boolean }>(`
    select format('%I.%I', n.nspname, c.relname) as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and a.atttypid <> 'xid8'::regtype order by a.attname) as columns,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and not a.atthasdef
        and a.atttypid = 'xid8'::regtype order by a.attname) as counters,
      c.relrowsecurity and (
        not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*'
          and 'manumit_schema'::regrole = any (p.polroles) and pg_get_expr(p.polqual, p.polrelid) = 'true')
        or exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive
          and (p.polroles = '{0}' or 'manumit_schema'::regrole = any (p.polroles)))) as closed
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence = 'p' and c.relowner = 'manumit_schema'::regrole and n.nspname !~ '^pg_'
    order by 1`);
  const closed = rows.find((table) => table.closed);
  if (closed) throw new Error(`The schema role does not see every row of ${closed.name}: give it a policy using (true).`);
  return rows.map(({ name, columns, counters }) => ({ name, columns, counters }));
}

/** The columns of a table in SQL. */
export function columnList(columns: readonly string[]): string {
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
}
