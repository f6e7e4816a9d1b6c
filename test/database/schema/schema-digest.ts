import { createHash } from 'node:crypto';
import type pg from 'pg';

// Everything of a schema that a migration can make, in a steady order: what two databases have in common if and only if it is equal.
const PARTS = {
  columns: `select c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
    from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'v', 'p') and a.attnum > 0 and not a.attisdropped and c.relnamespace = any ($1)`,
  tables: `select c.oid::regclass, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relowner::regrole, c.relacl::text from pg_class c where c.relnamespace = any ($1)`,
  constraints: `select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = any ($1)`,
  indexes: `select indexrelid::regclass, pg_get_indexdef(indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = any ($1)`,
  policies: `select p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive, p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = any ($1)`,
  functions: `select p.oid::regprocedure, pg_get_functiondef(p.oid), p.proowner::regrole, p.proacl::text from pg_proc p where p.prokind = 'f' and p.pronamespace = any ($1)`,
  triggers: `select t.tgrelid::regclass, pg_get_triggerdef(t.oid), t.tgenabled from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = any ($1)`,
  migrations: `select number, name, hash from platform.migration`,
};

/** The digest of each part of a database's schema. */
export async function schemaDigest(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ oid: number }>(
    `select oid from pg_namespace where nspowner = 'manumit_schema'::regrole order by nspname`,
  );
  const schemas = rows.map(({ oid }) => oid);
  const digest: Record<string, string> = {};
  for (const [part, sql] of Object.entries(PARTS)) {
    const found = await client.query({ text: sql, values: sql.includes('$1') ? [schemas] : [], rowMode: 'array' });
    const lines = found.rows.map((row) => JSON.stringify(row)).sort();
    digest[part] = `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
  }
  return digest;
}
