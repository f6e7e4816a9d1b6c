import type { ClientBase } from 'pg';
import { StartRefused } from '../../start-refused.ts';

// The mark is a schema: the deployer can create one before any table exists, and no export and no other command contains it.
const MARK = 'manumit_unfinished_import';

/** Marks the database of a server before an import fills it. Safe to repeat. */
export async function markUnfinished(client: ClientBase): Promise<void> {
  await client.query(`create schema if not exists ${MARK}`);
}

/** Removes the mark of `markUnfinished`. */
export async function markFinished(client: ClientBase): Promise<void> {
  await client.query(`drop schema ${MARK}`);
}

/** Whether an import into this database has not finished. Any role may run this query. */
export async function isUnfinished(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ unfinished: boolean }>('select to_regnamespace($1) is not null as unfinished', [MARK]);
  return rows[0]!.unfinished;
}

/** What is wrong with such a database, and what to do about it. */
export const UNFINISHED = 'an import into it has not finished';
export const REPEAT_IMPORT = 'If none is in progress, drop the database, create it again, and run npx manumit import again.';

/** Throws StartRefused where an import has not finished: a start would serve an empty installation, or what was erased after the export. */
export async function checkFinished(client: ClientBase): Promise<void> {
  if (await isUnfinished(client)) throw new StartRefused(`The database of DATABASE_URL cannot be used: ${UNFINISHED}. ${REPEAT_IMPORT}`);
}
