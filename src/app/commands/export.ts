import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { connect } from '#platform/db/pool.ts';
import type { Contents } from '../backup/contents.ts';
import { readErased } from '../backup/erased.ts';
import { exportMembers } from '../backup/logical.ts';
import { recipientsOf } from '../backup/run.ts';
import { openSealed, sealInto } from '../backup/seal.ts';
import { packTar } from '../backup/tar.ts';
import { holdsExercise } from '../launcher/exercise-mark.ts';
import { joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { StartRefused } from '../launcher/start-refused.ts';
import { configOfProcess, type Report, reports, tell } from './command-line.ts';
import { readIdentity, takenIn } from './restore.ts';

/** `manumit export` and `manumit import`: a whole installation as one sealed file, the way to another server or another PostgreSQL. */
export function addExport(program: Command): void {
  const out = program
    .command('export')
    .requiredOption('--to <file>', 'file to write')
    .option(
      '--recipient <age1…>',
      'whose key opens it, besides BACKUP_RECIPIENT; may be given again',
      (one: string, all: string[] = []) => [...all, one],
    )
    .summary('write the whole installation into one sealed file')
    .description('Writes every table as of one moment into one sealed file, beside a running server.');
  reports(out, exportTo);
  const into = program
    .command('import')
    .requiredOption('--from <file>', 'file that export wrote')
    .requiredOption('--identity <file>', 'file with the identity that opens it')
    .option('--to <folder>', 'empty data directory (default: the database of DATABASE_URL, or the data directory)')
    .option('--backups <folder>', 'where the backups are kept: what two persons took away since is taken away again (default: BACKUP_TO)')
    .summary('take a whole installation in from one file')
    .description(
      'Takes an export into an empty database, compares every table, and brings it up to date. Refuses a database that holds an installation.',
    );
  reports(into, async ({ from, identity, to, backups }: { from: string; identity: string; to?: string; backups?: string }) => {
    const began = performance.now();
    const key = readIdentity(identity);
    const away = await readErased(backups ? resolve(backups) : configOfProcess().backup.place, key);
    const archive = await openSealed(resolve(from), key);
    return takenIn(archive, to, () => ((performance.now() - began) / 1000).toFixed(1), away);
  });
}

async function exportTo({ to, recipient = [] }: { to: string; recipient?: string[] }): Promise<Report> {
  const config = configOfProcess();
  const file = resolve(to);
  if (existsSync(file)) throw new StartRefused(`${file} is there already. Choose another name.`);
  const recipients = recipientsOf(config, recipient);
  if (recipients.length === 0)
    throw new StartRefused('An export holds everything, so it is sealed: name --recipient. npx manumit backup-key makes one.');
  const installation = await withProgress('Opening the database', () => joinInstallation(config, tell));
  try {
    const client = await connect(installation.deployer);
    try {
      let contents: Contents | undefined;
      const exercise = !config.databaseUrl && holdsExercise(config.dataDirectory);
      const members = exportMembers(client, exercise, (said) => (contents = said));
      const { bytes, sha256 } = await withProgress('Exporting', () => sealInto(file, packTar(members), recipients));
      const tables = Object.keys(contents!.tables).length;
      return {
        data: { file, bytes, sha256, tables },
        lines: [`Exported ${tables} tables to ${file}: ${(bytes / 1e6).toFixed(2)} MB, SHA-256 ${sha256}.`],
      };
    } finally {
      await client.end();
    }
  } finally {
    await installation.stop();
  }
}
