import type { ClientBase } from 'pg';
import { StartRefused } from '../../start-refused.ts';

/** The other databases of this server that hold an installation: the same role owns its tables. Any role may run this query. */
export async function otherInstallations(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct b.datname as name from pg_shdepend d join pg_database b on b.oid = d.dbid
     where d.refclassid = 'pg_authid'::regclass and d.refobjid = to_regrole('manumit_schema') and d.deptype = 'o' and b.datname <> current_database()
     order by 1`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Throws StartRefused where an installation would begin on a server that has one in another database. Roles belong to the whole server, so both would share
 * theirs.
 * One that began there before this was refused continues, with a message to `log`.
 */
export async function checkServerIsOwn(client: ClientBase, log: (line: string) => void): Promise<void> {
  const others = await otherInstallations(client);
  if (others.length === 0) return;
  const { rows } = await client.query<{ hasInstallation: boolean }>(
    `select to_regclass('platform.migration') is not null as "hasInstallation"`,
  );
  const shared = sharedRoles(others);
  if (!rows[0]!.hasInstallation) throw new StartRefused(`${shared} Nothing was changed. ${OWN_SERVER}`);
  log(`${shared} ${OWN_SERVER}`);
}

/** What two installations on one server share. */
export function sharedRoles(others: readonly string[]): string {
  return `This PostgreSQL server holds another installation, in ${others.join(', ')}. Both use the same roles: each start sets the password of manumit_app for both, and the deployer of one can read and change the other.`;
}

/** What to do about it. */
export const OWN_SERVER = 'Give each installation a PostgreSQL server (cluster) of its own.';
