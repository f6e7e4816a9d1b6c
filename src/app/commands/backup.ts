import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Command } from 'commander';
import { addRecipient } from '../backup/back-up.ts';
import { shorten } from '../backup/crypto/encrypted-file.ts';
import { recipientsOf, runBackup } from '../backup/run.ts';
import { checkInstallation } from '../launcher/exercise-mark.ts';
import { joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { StartRefused } from '../start-refused.ts';
import { configOfProcess, printNotice, type Report, reports } from './command-line.ts';

type Options = { to?: string; recipient?: string[] };

/** `manumit backup` and `manumit backup-key`: an encrypted backup that counts only after a trial restore, and the key that opens it. */
export function addBackup(program: Command): void {
  const backup = program
    .command('backup')
    .summary('make an encrypted backup and prove it')
    .description(
      'Backs up a running installation, encrypts the backup to the recipients, restores it once into an empty directory and compares every table.',
    )
    .option('--to <folder>', 'folder for backups (default: BACKUP_TO, or backup in the data directory)')
    .option(
      '--recipient <age1…>',
      'recipient whose key can open it, in addition to BACKUP_RECIPIENT; repeatable',
      (one: string, all: string[] = []) => [...all, one],
    );
  reports(backup, backUpNow);
  const key = program
    .command('backup-key')
    .requiredOption('--to <file>', 'file for the identity, on a medium that leaves this machine')
    .option('--classic', 'X25519 only, for tools without post-quantum keys')
    .option('--use', 'add the recipient to the data directory, so that every backup is encrypted to it')
    .summary('create a key that opens backups')
    .description('Creates an age identity that opens backups, and prints its recipient. Store the identity on another machine.');
  reports(key, makeKey);
}

async function backUpNow({ to, recipient = [] }: Options): Promise<Report> {
  const settings = configOfProcess();
  const config = to ? { ...settings, backup: { ...settings.backup, place: resolve(to) } } : settings;
  const recipients = await recipientsOf(config, recipient);
  checkInstallation(config);
  const installation = await withProgress('Opening the database', () => joinInstallation(config, printNotice));
  try {
    const { backup, proof, removed, recordFault } = await withProgress('Backing up and proving', () =>
      runBackup(config, installation, recipients),
    );
    const { manifest, folder } = backup;
    return {
      data: { folder, manifest, proof, removed, noted: recordFault === undefined },
      lines: [
        `Backup ${manifest.sequence} is in ${folder}: ${(manifest.encrypted.bytes / 1e6).toFixed(2)} MB in ${manifest.seconds.toFixed(1)} s, encrypted to ${manifest.recipients.map(shorten).join(', ')}.`,
        `Proven: restored and compared in ${proof.seconds.toFixed(1)} s, ${proof.tables} tables, ${proof.rows} rows, ledger of ${proof.links} links.`,
        ...(removed.length > 0 ? [`Removed after their retention: ${removed.join(', ')}.`] : []),
        ...(recordFault ? [`The installation itself could not note it: ${recordFault}`] : []),
      ],
    };
  } finally {
    await installation.stop();
  }
}

async function makeKey({ to, classic = false, use = false }: { to: string; classic?: boolean; use?: boolean }): Promise<Report> {
  const file = resolve(to);
  if (existsSync(file)) throw new StartRefused(`${file} already exists. Choose another name: an overwritten key opens nothing.`);
  const identity = classic ? await generateX25519Identity() : await generateHybridIdentity();
  const recipient = await identityToRecipient(identity);
  writeFileSync(file, `# made: ${new Date().toISOString()}\n# recipient: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' });
  const written = use ? addRecipient(configOfProcess().dataDirectory, recipient) : undefined;
  return {
    data: { file, recipient, written: written ?? null },
    lines: [
      `The key that opens backups is in ${file}. Move it off this machine, and store two copies in two places.`,
      written ? `Its recipient was added to ${written}.` : 'Its recipient, for BACKUP_RECIPIENT or --recipient:',
      recipient,
    ],
  };
}
