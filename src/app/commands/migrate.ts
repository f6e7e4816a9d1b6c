import type { Command } from 'commander';
import type { Applied } from '#platform/db/migrate.ts';
import { bringUpToDate } from '../launcher/bring-up-to-date.ts';
import { joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { configOfProcess, printNotice, reports } from './command-line.ts';

/** `manumit migrate`: brings the database up to date without serving, as `serve` does at every start. */
export function addMigrate(program: Command): void {
  const command = program
    .command('migrate')
    .summary('migrate the database')
    .description('Applies the SQL files that are missing or changed. Safe to repeat.');
  reports(command, async () => {
    const config = configOfProcess();
    const installation = await withProgress('Opening the database', () => joinInstallation(config, printNotice));
    try {
      const applied = await withProgress('Migrating', () => bringUpToDate(installation, config.highestLabel, printNotice));
      return {
        data: { applied: [...applied.tables, ...applied.definitions] },
        lines: linesOf(applied),
      };
    } finally {
      await installation.stop();
    }
  });
}

function linesOf({ tables, definitions }: Applied): string[] {
  if (tables.length + definitions.length === 0) return ['Nothing to do: the database is up to date.'];
  const changed = definitions.length > 0 ? [`  ${definitions.length} files of functions and access`] : [];
  return ['Applied:', ...tables.map((name) => `  ${name}`), ...changed];
}
