import { connect } from '#platform/db/pool.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import type { Config } from '../config/config.ts';
import { openKeys } from '../keys/open-keys.ts';
import type { Installation } from './installation.ts';

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Puts right what the application's role cannot, told by the web process that it met it: the role's own password and settings, which a smuggled statement may
 * change, and the voucher key, which a crash of the server takes. One attempt at a time, a second apart; one that failed is made again after a growing pause, and
 * so is one during or after which something was met again: a connection tells what it met once.
 */
export function putDatabaseRight({ deployer, appPassword }: Installation, config: Config, log: (line: string) => void): () => void {
  let [busy, again, pauseMs] = [false, false, PAUSE_MS];
  return tell;

  function tell(): void {
    again = busy;
    if (busy) return;
    busy = true;
    attempt()
      .then(
        () => (pauseMs = PAUSE_MS),
        (error: Error) => {
          log(`The application's access to the database could not be put right: ${error.message}`);
          again = true;
          pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
        },
      )
      .finally(() => setTimeout(next, pauseMs).unref());
  }

  function next(): void {
    busy = false;
    if (again) tell();
  }

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
