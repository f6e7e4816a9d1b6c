import { createHash } from 'node:crypto';
import type pg from 'pg';

const acl = (list: string, owner: string, kind: string) =>
  `(select coalesce(string_agg(g.grantee::regrole || ' ' || g.privilege_type || g.is_grantable, ', ' order by g.grantee::regrole::text, g.privilege_type), '')
    from aclexplode(coalesce(${list}, acldefault('${kind}', ${owner}))) g)`;
// Column numbers keep gaps where a column was dropped, so only their order counts.
const place = `row_number() over (partition by a.attrelid order by a.attnum)`;
const OURS = `(select oid from pg_namespace where nspowner = 'manumit_schema'::regrole)`;

/** Everything that the SQL files of a schema can create, in a stable order. Two schemas are equal if and only if these rows are. */
const PARTS = {
  schemas: `select nspname, nspowner::regrole, ${acl('nspacl', 'nspowner', 'n')} from pg_namespace where oid in ${OURS}`,
  defaults: `select defaclnamespace::regnamespace, defaclrole::regrole, defaclobjtype, defaclacl::text from pg_default_acl`,
  roles: `select rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconfig::text,
      (select array_agg(m.member::regrole::text order by 1) from pg_auth_members m where m.roleid = r.oid and m.member::regrole::text like 'manumit%')::text
    from pg_roles r where rolname like 'manumit%'`,
  settings: `select setrole::regrole, setconfig::text from pg_db_role_setting where setrole <> 0 and setdatabase = (select oid from pg_database where datname = current_database())`,
  columns: `select a.attrelid::regclass, ${place}, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attstorage,
      a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid), case when a.attacl is not null then ${acl('a.attacl', 'c.relowner', 'c')} end
    from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'v', 'p') and a.attnum > 0 and not a.attisdropped and c.relnamespace in ${OURS}`,
  tables: `select c.oid::regclass, c.relkind, c.relpersistence, c.reloptions::text, c.relrowsecurity, c.relforcerowsecurity, c.relowner::regrole, ${acl('c.relacl', 'c.relowner', 'r')},
      case when c.relkind = 'v' then pg_get_viewdef(c.oid) end
    from pg_class c where c.relkind in ('r', 'v', 'p') and c.relnamespace in ${OURS}`,
  sequences: `select c.oid::regclass, s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle, c.relowner::regrole, ${acl('c.relacl', 'c.relowner', 's')}
    from pg_sequence s join pg_class c on c.oid = s.seqrelid where c.relnamespace in ${OURS}`,
  constraints: `select conrelid::regclass, conname, pg_get_constraintdef(oid), condeferrable, condeferred, convalidated from pg_constraint where connamespace in ${OURS}`,
  indexes: `select indexrelid::regclass, pg_get_indexdef(indexrelid), i.indisclustered, i.indisreplident from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace in ${OURS}`,
  policies: `select p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive, p.polroles::regrole[]::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace in ${OURS}`,
  functions: `select p.oid::regprocedure, p.prokind, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname, p.provolatile, p.prosecdef, p.proisstrict, p.proleakproof,
      p.proparallel, p.procost, p.prorows, p.prosupport, p.proconfig::text, p.proowner::regrole, ${acl('p.proacl', 'p.proowner', 'f')}, p.prosrc
    from pg_proc p join pg_language l on l.oid = p.prolang where p.pronamespace in ${OURS}`,
  triggers: `select t.tgrelid::regclass, t.tgname, pg_get_triggerdef(t.oid), t.tgenabled from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace in ${OURS}`,
  comments: `select d.objoid::regclass, d.objsubid, d.description from pg_description d join pg_class c on c.oid = d.objoid
    where d.classoid = 'pg_class'::regclass and c.relnamespace in ${OURS}`,
  files: `select number::text, name, hash from platform.migration`,
};

/** Each part of a database's schema as rows of text, sorted. */
export async function schemaRows(client: pg.ClientBase): Promise<Record<string, string[]>> {
  await client.query(`set search_path = ''`);
  try {
    const parts: Record<string, string[]> = {};
    for (const [part, text] of Object.entries(PARTS)) {
      const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
      parts[part] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return parts;
  } finally {
    await client.query('reset search_path');
  }
}

/** The digest of each part of a database's schema. */
export async function schemaDigest(client: pg.ClientBase): Promise<Record<string, string>> {
  const parts = await schemaRows(client);
  return Object.fromEntries(
    Object.entries(parts).map(([part, rows]) => [
      part,
      `${rows.length} ${createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 16)}`,
    ]),
  );
}
