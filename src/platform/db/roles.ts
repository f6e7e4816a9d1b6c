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
 * Run as the deployer (a superuser, or a role with CREATEROLE that owns the database). Safe to repeat.
 */
export async function prepareRoles(client: ClientBase, appPassword: string): Promise<void> {
  // Roles belong to the whole server: another installation on it may be creating the same ones now.
  await client.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
  try {
    // From version 16 on whoever creates a role may give it away and is a member of it, but may not act as it before it was given to them.
    await client.query(`do $$ declare acts text := case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end; begin
      if not exists (select from pg_roles where rolname = 'manumit_schema') then create role manumit_schema nologin; end if;
      if not exists (select from pg_roles where rolname = 'manumit_guard') then create role manumit_guard nologin; end if;
      if not exists (select from pg_roles where rolname = 'manumit_app') then create role manumit_app login nosuperuser nobypassrls nocreatedb nocreaterole; end if;
      if not pg_has_role(current_user, 'manumit_schema', acts) then execute format('grant manumit_schema to %I', current_user); end if;
      if not pg_has_role(current_user, 'manumit_guard', acts) then execute format('grant manumit_guard to %I', current_user); end if;
      if not pg_has_role(current_user, 'manumit_app', acts) then execute format('grant manumit_app to %I', current_user); end if;
      if not pg_has_role('manumit_schema', 'manumit_guard', 'member') then grant manumit_guard to manumit_schema; end if;
      execute format('grant create, connect, temporary on database %I to manumit_schema', current_database());
      execute format('grant connect on database %I to manumit_app', current_database());
      execute format('revoke temporary on database %I from public', current_database());
    end $$`);
    // A role may always change its own password and settings, so a statement smuggled in may: each start takes that back.
    // The server stores only a salted verifier of it. Escaped by the driver: DDL takes no parameters.
    await client.query(`alter role ${APP_ROLE} password ${client.escapeLiteral(appPassword)}`);
    await client.query(`do $$ declare d record; begin
      alter role ${APP_ROLE} reset all;
      for d in select datname from pg_db_role_setting s join pg_database b on b.oid = s.setdatabase where setrole = '${APP_ROLE}'::regrole loop
        execute format('alter role ${APP_ROLE} in database %I reset all', d.datname);
      end loop;
    end $$`);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ROLES_LOCK]);
  }
}

const ROLES_LOCK = 7_201_001;
