import type { Command } from 'commander';
import { connect } from '#platform/db/pool.ts';
import { POLICIES_FOLDER } from '#rooms/policy/index.ts';
import { joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { configOfProcess, reports, tell } from './command-line.ts';

/** `manumit migrate`: brings the database up to date without serving, as `serve` does at every start. */
export function addMigrate(program: Command): void {
  const command = program
    .command('migrate')
    .summary('bring the database up to date')
    .description('Applies the migrations that are missing. Safe to repeat.');
  reports(command, async () => {
    const installation = await withProgress('Opening the database', () => joinInstallation(configOfProcess(), tell));
    try {
      const client = await connect(installation.deployer);
      try {
        const { appPassword } = installation;
        const { applied } = await withProgress('Migrating', () => prepareDatabase(client, { appPassword, policies: POLICIES_FOLDER }));
        return {
          data: { applied },
          lines:
            applied.length === 0 ? ['Nothing to do: the database is up to date.'] : ['Applied:', ...applied.map((name) => `  ${name}`)],
        };
      } finally {
        await client.end();
      }
    } finally {
      await installation.stop();
    }
  });
}
