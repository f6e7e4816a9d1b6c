import type { Command } from 'commander';
import { bringUpToDate } from '../launcher/bring-up-to-date.ts';
import { joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { configOfProcess, reports, tell } from './command-line.ts';

/** `manumit migrate`: brings the database up to date without serving, as `serve` does at every start. */
export function addMigrate(program: Command): void {
  const command = program
    .command('migrate')
    .summary('bring the database up to date')
    .description('Applies the migrations that are missing. Safe to repeat.');
  reports(command, async () => {
    const config = configOfProcess();
    const installation = await withProgress('Opening the database', () => joinInstallation(config, tell));
    try {
      const applied = await withProgress('Migrating', () => bringUpToDate(installation, config.highestLabel, tell));
      return {
        data: { applied },
        lines: applied.length === 0 ? ['Nothing to do: the database is up to date.'] : ['Applied:', ...applied.map((name) => `  ${name}`)],
      };
    } finally {
      await installation.stop();
    }
  });
}
