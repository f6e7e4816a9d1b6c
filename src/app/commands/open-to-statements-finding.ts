import { openToStatements } from '#platform/db/close-to-statements.ts';
import { type Connection, connect } from '#platform/db/pool.ts';
import type { Finding } from './examination.ts';

/** What one statement smuggled into the SQL could still do in this database, and what its administrator runs against it (docs/decisions/041). */
export async function openToSmuggledStatements(connection: Connection): Promise<Finding> {
  const about = 'Database rights';
  const client = await connect(connection);
  try {
    const open = await openToStatements(client);
    if (open.length === 0) return { about, state: 'ok', found: 'the application has no more than it uses' };
    return {
      about,
      state: 'warning',
      found: `the application could still use: ${open.map(({ what }) => what).join('; ')}`,
      mend: `Have the administrator of the database run this in it, as a superuser:\n${open.map(({ close }) => close).join('\n')}`,
    };
  } finally {
    await client.end();
  }
}
