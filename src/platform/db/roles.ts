import { createHmac } from 'node:crypto';
import type { ClientBase } from 'pg';

/** The application role: logs in, owns nothing, bypasses nothing. */
export const APP_ROLE = 'manumit_app';

/** The application role's password, derived from the deployer's so that every process of an installation finds the same one. */
export function deriveAppPassword(deployerSecret: string): string {
  return createHmac('sha256', deployerSecret).update('manumit application role').digest('base64url');
}

/**
 * Creates the three roles (docs/architecture.md, Database) and lets the schema role work in this database.
 * Run as the deployer (a superuser, or a role with CREATEROLE that owns the database). Safe to repeat, and to run for several databases of a server at once.
 */
export async function prepareRoles(client: ClientBase, appPassword: string): Promise<void> {
  await client.query('begin');
  try {
    await createRoles(client);
    await client.query(GRANTS);
    // A role may always change its own password and settings, so an injected statement may too: each start undoes that. The server stores only a salted
    // verifier of the password. Escaped by the driver: DDL takes no parameters.
    await client.query(`alter role ${APP_ROLE} password ${client.escapeLiteral(appPassword)}`);
    await client.query(RESET_SETTINGS);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

// Roles belong to the whole server, advisory locks to one database. A comment on a role locks that role until the transaction ends, also against sessions in
// another database.
async function createRoles(client: ClientBase): Promise<void> {
  await client.query(`do $$ declare r text; begin
    foreach r in array array['manumit_schema nologin', 'manumit_guard nologin', '${APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole'] loop
      if not exists (select from pg_roles where rolname = split_part(r, ' ', 1)) then
        begin
          execute 'create role ' || r;
        exception when duplicate_object or unique_violation then null; -- another database's start was quicker
        end;
      end if;
    end loop;
  end $$`);
  await client.query(`comment on role ${APP_ROLE} is 'Manumit: the application'`);
}

// From version 16 on, the creator of a role may grant it and is a member of it, but may not act as the role before it was granted to them.
const GRANTS = `do $$ declare acts text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end; begin
  if not pg_has_role(current_user, 'manumit_schema', acts) then execute format('grant manumit_schema to %I', current_user); end if;
  if not pg_has_role(current_user, 'manumit_guard', acts) then execute format('grant manumit_guard to %I', current_user); end if;
  if not pg_has_role(current_user, 'manumit_app', acts) then execute format('grant manumit_app to %I', current_user); end if;
  if not pg_has_role('manumit_schema', 'manumit_guard', 'member') then grant manumit_guard to manumit_schema; end if;
  execute format('grant create, connect, temporary on database %I to manumit_schema', current_database());
  execute format('grant connect on database %I to manumit_app', current_database());
  execute format('revoke temporary on database %I from public', current_database());
end $$`;

const RESET_SETTINGS = `do $$ declare d record; begin
  alter role ${APP_ROLE} reset all;
  for d in select datname from pg_db_role_setting s join pg_database b on b.oid = s.setdatabase where setrole = '${APP_ROLE}'::regrole loop
    execute format('alter role ${APP_ROLE} in database %I reset all', d.datname);
  end loop;
end $$`;
