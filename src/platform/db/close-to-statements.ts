import type { ClientBase } from 'pg';

/** One thing a superuser closes to the application's role. `open` selects whether it is still open; `close` is the statement that closes it, safe to repeat. */
type Restriction = { what: string; open: string; close: string };

const isGrantedToPublic = (acl: string, owner: string, kind: 'f' | 'l', privilege: string) =>
  `exists (select from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) a where a.grantee = 0 and a.privilege_type = '${privilege}')`;

// PostgreSQL's own functions that every role may call, and that this program never calls as the application's role. With them an injected statement could leave
// a file behind, read how the program names its statements, or end other sessions.
const FUNCTIONS = `p.pronamespace = 'pg_catalog'::regnamespace and (p.proname ~ '^(lo_|loread$|lowrite$)'
      or p.proname in ('pg_prepared_statement', 'pg_cancel_backend', 'pg_terminate_backend'))`;

// Session locks stay on the connection after their statement, even after a failed one: until its next transaction they block backups and writers, and enough of
// them leave no lock for other sessions. The program takes such locks only as the deployer, who owns the database.
const SESSION_LOCKS = `p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^pg_(try_)?advisory_lock(_shared)?$'`;

const RESTRICTIONS: readonly Restriction[] = [
  {
    what: 'anonymous code (do)',
    open: `exists (select from pg_language l where l.lanpltrusted and ${isGrantedToPublic('l.lanacl', 'l.lanowner', 'l', 'USAGE')})`,
    close: `do $$ declare l text; begin
  for l in select quote_ident(lanname) from pg_language where lanpltrusted loop
    execute 'grant usage on language ' || l || ' to manumit_schema, manumit_guard';
    execute 'revoke usage on language ' || l || ' from public';
  end loop;
end $$;`,
  },
  {
    what: 'large objects, names of prepared statements, ending other sessions',
    open: `exists (select from pg_proc p where ${FUNCTIONS} and ${isGrantedToPublic('p.proacl', 'p.proowner', 'f', 'EXECUTE')})`,
    close: `do $$ declare f text; begin
  for f in select p.oid::regprocedure from pg_proc p where ${FUNCTIONS} loop
    execute 'revoke execute on function ' || f || ' from public';
  end loop;
end $$;`,
  },
  {
    what: 'locks that outlast a transaction',
    open: `exists (select from pg_proc p where ${SESSION_LOCKS} and ${isGrantedToPublic('p.proacl', 'p.proowner', 'f', 'EXECUTE')})`,
    close: `do $$ declare f text; owner_name text := (select quote_ident(pg_get_userbyid(datdba)) from pg_database where datname = current_database()); begin
  for f in select p.oid::regprocedure from pg_proc p where ${SESSION_LOCKS} loop
    execute 'grant execute on function ' || f || ' to ' || owner_name;
    execute 'revoke execute on function ' || f || ' from public';
  end loop;
end $$;`,
  },
  {
    what: 'changes of the schema and of rights (drop owned)',
    open: `not exists (select from pg_event_trigger where evtname = 'manumit_application_changes_no_schema' and evtenabled <> 'D')`,
    close: `create or replace function platform.refuse_schema_change() returns event_trigger language plpgsql as $$
begin
  if session_user = 'manumit_app' then raise exception 'the application changes no schema' using errcode = '42501'; end if;
end $$;
revoke execute on function platform.refuse_schema_change() from public;
drop event trigger if exists manumit_application_changes_no_schema;
create event trigger manumit_application_changes_no_schema on ddl_command_start execute function platform.refuse_schema_change();`,
  },
  {
    what: 'all of the disk, with temporary files',
    open: `current_setting('temp_file_limit') = '-1' and not exists (select from pg_db_role_setting s, unnest(s.setconfig) as setting
      where s.setrole = 0 and s.setdatabase = (select oid from pg_database where datname = current_database()) and setting like 'temp_file_limit=%')`,
    // The largest honest use is the digest of a table for a backup: some 40 bytes a row, so fifty million rows.
    close: `do $$ begin execute format('alter database %I set temp_file_limit = ''2GB''', current_database()); end $$;`,
  },
];

/**
 * What the server allows to every role of every database, so that only its administrator can change it: the number of prepared transactions. `left`: the names
 * of those that the application's role left in this database; the program never prepares one.
 */
export async function preparedTransactions(client: ClientBase): Promise<{ allowed: number; left: string[] }> {
  const { rows } = await client.query<{ allowed: number; left: string[] }>(
    `select current_setting('max_prepared_transactions')::int as allowed,
       array(select gid from pg_prepared_xacts where owner = 'manumit_app' and database = current_database()) as left`,
  );
  return rows[0]!;
}

/** What an injected statement could still do in this database that a superuser can close, with the statements that close it. Empty where nothing is left. */
export async function openToStatements(client: ClientBase): Promise<Pick<Restriction, 'what' | 'close'>[]> {
  const { rows } = await client.query<Record<string, boolean>>(
    `select ${RESTRICTIONS.map(({ open }, at) => `${open} as c${at}`).join(', ')}`,
  );
  return RESTRICTIONS.filter((_, at) => rows[0]![`c${at}`]).map(({ what, close }) => ({ what, close }));
}

/**
 * Closes it where the connected role is a superuser; returns what stays open. Everything here belongs to this database: other databases on the server are not
 * changed.
 */
export async function closeToStatements(client: ClientBase): Promise<string[]> {
  const open = await openToStatements(client);
  const { rows } = await client.query<{ isSuperuser: boolean }>(
    'select rolsuper as "isSuperuser" from pg_roles where rolname = current_user',
  );
  if (!rows[0]?.isSuperuser) return open.map(({ what }) => what);
  for (const { close } of open) await client.query(close);
  return [];
}
