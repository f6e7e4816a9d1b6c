import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { connect } from '#platform/db/pool.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { type Contents, ExportManifest } from '../backup/contents.ts';
import { exportMembers } from '../backup/copy/logical.ts';
import { packTar } from '../backup/copy/tar.ts';
import { decryptVerified, encryptToFile } from '../backup/crypto/encrypted-file.ts';
import { readIdentity } from '../backup/crypto/identity-file.ts';
import { readSmall, signerFromFile, verifySigned } from '../backup/crypto/signatures.ts';
import { describeUnopened, readErased } from '../backup/erased.ts';
import { writeSignedJson } from '../backup/place/place.ts';
import { recipientsOf } from '../backup/run.ts';
import { checkInstallation, holdsExercise } from '../launcher/exercise-mark.ts';
import { joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { StartRefused } from '../start-refused.ts';
import { configOfProcess, printNotice, type Report, reports } from './command-line.ts';
import { findSigners, importArchive, SIGNERS_OPTION } from './restore.ts';

/** `manumit export` and `manumit import`: a whole installation as one encrypted file, to move it to another server or another PostgreSQL. */
export function addExport(program: Command): void {
  const exportCommand = program
    .command('export')
    .requiredOption('--to <file>', 'file to write')
    .option(
      '--recipient <age1…>',
      'recipient whose key can open it, in addition to BACKUP_RECIPIENT; repeatable',
      (one: string, all: string[] = []) => [...all, one],
    )
    .summary('write the whole installation into one encrypted file')
    .description('Writes every table as of one moment into one encrypted file, beside a running server.');
  reports(exportCommand, exportTo);
  const importCommand = program
    .command('import')
    .requiredOption('--from <file>', 'file that export wrote')
    .requiredOption('--identity <file>', 'file with the identity that opens it')
    .option('--signers <file>', SIGNERS_OPTION)
    .option('--to <folder>', 'empty data directory (default: the database of DATABASE_URL, or the data directory)')
    .option('--backups <folder>', 'folder of the backups: what two persons erased since is erased again (default: BACKUP_TO)')
    .summary('import a whole installation from one file')
    .description(
      'Imports an export into an empty database, compares every table, and migrates it. Refuses a database that holds an installation.',
    );
  reports(importCommand, importFrom);
}

type ImportOptions = { from: string; identity: string; signers?: string; to?: string; backups?: string };

async function importFrom(options: ImportOptions): Promise<Report> {
  const { to, backups } = options;
  const began = performance.now();
  const key = readIdentity(options.identity);
  const signers = findSigners(options, to);
  const [file, from] = [manifestOf(resolve(options.from)), resolve(options.from)];
  if (!existsSync(file)) throw new StartRefused(`There is no ${file}: export writes it, and import accepts only what is signed in it.`);
  const { statement } = verifySigned(readSmall(file), { kind: 'export', schema: ExportManifest, signers, file });
  const place = backups ? resolve(backups) : configOfProcess().backup.place;
  const { removals, unopened } = await readErased(place, key, signers, statement.made);
  const archive = await decryptVerified(from, statement.encrypted, key);
  const report = await importArchive(archive, to, () => ((performance.now() - began) / 1000).toFixed(1), removals);
  return { ...report, lines: [...report.lines, ...describeUnopened(unopened)] };
}

// The signed manifest, a separate file to transfer with the export.
function manifestOf(file: string): string {
  return `${file}.manifest.json`;
}

async function exportTo({ to, recipient = [] }: { to: string; recipient?: string[] }): Promise<Report> {
  const config = configOfProcess();
  const file = resolve(to);
  const existing = [file, manifestOf(file)].find((one) => existsSync(one));
  if (existing) throw new StartRefused(`${existing} already exists. Choose another name.`);
  const recipients = await recipientsOf(config, recipient);
  if (recipients.length === 0)
    throw new StartRefused('An export contains everything, so it is encrypted: name a --recipient. npx manumit backup-key creates one.');
  const signer = signerFromFile(config.keyFile);
  checkInstallation(config);
  const installation = await withProgress('Opening the database', () => joinInstallation(config, printNotice));
  try {
    const client = await connect(installation.deployer);
    try {
      let contents: Contents | undefined;
      // Before the moment that the export shows: what was erased later must be erased again after an import.
      const made = new Date().toISOString();
      const exercise = !config.databaseUrl && holdsExercise(config.dataDirectory);
      const members = exportMembers(client, exercise, (description) => (contents = description));
      const { bytes, sha256 } = await withProgress('Exporting', () => encryptToFile(file, packTar(members), recipients));
      const statement: ExportManifest = {
        format: 2,
        installation: signer.signers.installation,
        made,
        program: manifest.version,
        encrypted: { bytes, sha256 },
      };
      await writeSignedJson(manifestOf(file), signer.sign('export', statement));
      const tables = Object.keys(contents!.tables).length;
      return {
        data: { file, bytes, sha256, tables },
        lines: [
          `Exported ${tables} tables to ${file}: ${(bytes / 1e6).toFixed(2)} MB, SHA-256 ${sha256}. Signed in ${manifestOf(file)}: import needs both.`,
        ],
      };
    } finally {
      await client.end();
    }
  } finally {
    await installation.stop();
  }
}
