import { connect } from '#platform/db/pool.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import type { Config } from '../config.ts';
import { openKeys } from '../open-keys.ts';
import type { Installation } from './installation.ts';

const PAUSE_MS = 1_000;

/**
 * Puts right what the application's role cannot, told by the web process that it met it: the role's own password and settings, which a smuggled statement may
 * change, and the voucher key, which a crash of the server takes. Each call is answered by one attempt at a time, a second apart.
 */
export function putDatabaseRight({ deployer, appPassword }: Installation, config: Config, log: (line: string) => void): () => void {
  let busy = false;
  return () => {
    if (busy) return;
    busy = true;
    attempt()
      .catch((error: Error) => log(`The application's access to the database could not be put right: ${error.message}`))
      .finally(() => setTimeout(() => (busy = false), PAUSE_MS).unref());
  };

  async function attempt(): Promise<void> {
    const client = await connect(deployer);
    try {
      await prepareRoles(client, appPassword);
      if (config.surface !== 'public') await openKeys(client, config);
      log("The application's access to the database was put right.");
    } finally {
      await client.end();
    }
  }
}
