import pg, { type Client } from 'pg';
import { openToStatements, preparedTransactions } from '#platform/db/close-to-statements.ts';
import { type Connection, connect } from '#platform/db/pool.ts';
import { OWN_SERVER, otherInstallations, sharedRoles } from '../../launcher/database/shared-server.ts';
import type { Finding } from './finding.ts';

/**
 * What an injected SQL statement could still do in this database, what the server allows besides, and which installations share its roles; with the statements
 * its administrator runs to close it (docs/decisions/041).
 */
export async function findOpenRights(connection: Connection): Promise<Finding[]> {
  const client = await connect(connection);
  try {
    return [await checkRights(client), ...preparedFinding(await preparedTransactions(client)), ...(await checkShared(client))];
  } finally {
    await client.end();
  }
}

async function checkRights(client: Client): Promise<Finding> {
  const about = 'Database rights';
  const open = await openToStatements(client);
  if (open.length === 0) return { about, state: 'ok', found: 'the application has only the rights that it uses' };
  return {
    about,
    state: 'warning',
    found: `the application has rights that it does not use: ${open.map(({ what }) => what).join('; ')}`,
    repair: `Have the administrator of the database run this in it, as a superuser:\n${open.map(({ close }) => close).join('\n')}`,
  };
}

/** The statements that the server's administrator runs against prepared transactions; empty where the server allows none. Pure. */
export function preparedFinding({ allowed, left }: { allowed: number; left: readonly string[] }): Finding[] {
  if (allowed === 0) return [];
  const found =
    left.length > 0
      ? `${left.length} left by the application's role, which never prepares one: they keep their locks until a person ends them`
      : `the server allows ${allowed}: one left behind keeps its locks, also over a restart`;
  const statements = [
    ...left.map((name) => `rollback prepared ${pg.escapeLiteral(name)};`),
    'alter system set max_prepared_transactions = 0;',
  ];
  return [
    {
      about: 'Prepared transactions',
      state: left.length > 0 ? 'fault' : 'warning',
      found,
      repair: `Have the administrator of the server run this in this database, as a superuser. If nothing else on the server prepares transactions, restart the server afterwards:\n${statements.join('\n')}`,
    },
  ];
}

async function checkShared(client: Client): Promise<Finding[]> {
  const others = await otherInstallations(client);
  return others.length === 0 ? [] : [{ about: 'Shared server', state: 'warning', found: sharedRoles(others), repair: OWN_SERVER }];
}
