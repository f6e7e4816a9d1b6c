import { connect } from '#platform/db/pool.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import type { Config } from '../config/config.ts';
import { openKeys } from '../keys/open-keys.ts';
import type { Installation } from './installation.ts';

const PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;

/**
 * Repairs what the application's role cannot, when the web process reports it: the role's own password and settings, which an injected statement may change,
 * and the voucher key, which a crash of the server removes.
 * One attempt at a time, a second apart. A failed attempt is repeated after a growing pause. A report during an attempt causes another one, because a
 * connection reports its trouble only once.
 */
export function startDatabaseRepair({ deployer, appPassword }: Installation, config: Config, log: (line: string) => void): () => void {
  let [isBusy, isRequestedAgain, pauseMs] = [false, false, PAUSE_MS];
  return request;

  function request(): void {
    isRequestedAgain = isBusy;
    if (isBusy) return;
    isBusy = true;
    attempt()
      .then(
        () => (pauseMs = PAUSE_MS),
        (error: Error) => {
          log(`The application's access to the database could not be restored: ${error.message}`);
          isRequestedAgain = true;
          pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
        },
      )
      .finally(() => setTimeout(next, pauseMs).unref());
  }

  function next(): void {
    isBusy = false;
    if (isRequestedAgain) request();
  }

  async function attempt(): Promise<void> {
    const client = await connect(deployer);
    try {
      await prepareRoles(client, appPassword);
      if (config.surface !== 'public') await openKeys(client, config);
      log("The application's access to the database was restored.");
    } finally {
      await client.end();
    }
  }
}
