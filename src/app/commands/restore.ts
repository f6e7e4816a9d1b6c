import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { decryptVerified } from '../backup/crypto/encrypted-file.ts';
import { readIdentity } from '../backup/crypto/identity-file.ts';
import { readSigners, type Signers } from '../backup/crypto/signatures.ts';
import { describeUnopened, type Removal, readErased } from '../backup/erased.ts';
import { type Backup, chainFaults, checkReachable, chooseBackup, type Place, readPlace, stateMs } from '../backup/place/place.ts';
import { importInto, importIntoServer } from '../backup/restore/import-installation.ts';
import { restoreOnTrial } from '../backup/restore/prove.ts';
import { type RestoreOrder, restoreCluster } from '../backup/restore/restore.ts';
import { withScratch } from '../backup/scratch.ts';
import { withProgress } from '../launcher/progress.ts';
import { StartRefused } from '../start-refused.ts';
import { configOfProcess, printNotice, type Report, reports } from './command-line.ts';

type Options = {
  from: string;
  identity: string;
  signers?: string;
  backup?: string;
  expectSequence?: string;
  to?: string;
  prove?: boolean;
  until?: string;
  lastSegment?: string;
  /** False with --no-log. */
  log: boolean;
};

/** `manumit restore`: restores an installation from its backups, or proves with --prove that it can. */
export function addRestore(program: Command): void {
  const command = program
    .command('restore')
    .requiredOption('--from <folder>', 'folder of the backups')
    .requiredOption('--identity <file>', 'file with the identity that opens them, or with several')
    .option('--signers <file>', SIGNERS_OPTION)
    .option('--to <folder>', 'data directory to restore into, empty but for backup/ and the key file')
    .option('--backup <name>', 'name of the backup (default: the newest proven one, if nothing in the place is refused or missing)')
    .option('--expect-sequence <n>', 'refuse a backup with a lower number')
    .option('--until <instant>', 'stop at this moment, such as 2026-11-24T10:00:00Z (default: the end of the archived log)')
    .option('--last-segment <name>', 'read the archived log up to this segment only (default: all of it)')
    .option('--no-log', 'restore the backup that --backup names as it was made, without the log after it')
    .option('--prove', 'restore into a temporary directory, also to the moment of --until, compare, and remove it again')
    .summary('restore an installation from its backups')
    .description(
      'Restores a backup into an empty data directory and rolls it forward with the archived log. Accepts only files that the installation signed. Compares every file, every table and the ledger.',
    );
  reports(command, restore);
}

async function restore(options: Options): Promise<Report> {
  const place = resolve(options.from);
  const identity = readIdentity(options.identity);
  const signers = findSigners(options, options.prove ? undefined : options.to);
  const found = readPlace(place, signers);
  const backup = chooseBackup(found, place, options.backup);
  checkExpected(backup, options.expectSequence);
  const until = options.until === undefined ? undefined : parseInstant(options.until);
  if (until) checkReachable(backup, found.backups, until);
  const order = {
    backup,
    place,
    identity,
    signers,
    until,
    lastSegment: options.lastSegment,
    requireNewest: options.backup === undefined,
    withoutLog: !options.log,
  };
  // The log is what shows that a newer backup was removed; without it, the operator decides which one is restored.
  if (!options.log && (options.backup === undefined || options.until !== undefined || options.lastSegment !== undefined))
    throw new StartRefused('With --no-log, name the backup with --backup, and omit --until and --last-segment. Nothing was restored.');
  const began = performance.now();
  if (options.prove) {
    const prove = (scratch: string) => withProgress('Restoring and comparing', () => restoreOnTrial({ ...order, scratch }));
    const trial = await (options.to ? prove(createEmptyFolder(options.to)) : withScratch(configOfProcess().dataDirectory, prove));
    return {
      data: { backup: backup.name, sequence: backup.manifest.sequence, trial },
      lines: [
        `Proven with your identity: ${backup.name}, ${trial.tables} tables, ${trial.rows} rows, ledger of ${trial.links} links${until && backup.manifest.kind === 'cluster' ? ` at ${until.toISOString()}` : ''}, in ${trial.seconds.toFixed(1)} s.`,
        ...describeBackup(backup, found),
      ],
    };
  }
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  if (backup.manifest.kind === 'logical') {
    const { encrypted } = backup.manifest;
    const { removals, unopened } = await readErased(place, identity, signers, backup.manifest.made);
    const report = await importArchive(
      await decryptVerified(join(backup.folder, encrypted.file), encrypted, identity),
      options.to,
      seconds,
      removals,
    );
    return { ...report, lines: [...report.lines, ...describeUnopened(unopened), ...describeBackup(backup, found)] };
  }
  if (!options.to) throw new StartRefused('Name an empty data directory with --to. After the restore, start with MANUMIT_DATA set to it.');
  const dataDirectory = resolve(options.to);
  const report = await restoreInto({ ...order, dataDirectory }, seconds);
  return { ...report, lines: [...report.lines, ...describeBackup(backup, found)] };
}

async function restoreInto(order: RestoreOrder, seconds: () => string): Promise<Report> {
  const { backup, dataDirectory } = order;
  const { contents, log, chain, lastEntryAt, erasedAgain, unopened } = await withProgress('Restoring', () => restoreCluster(order));
  return {
    data: {
      backup: backup.name,
      sequence: backup.manifest.sequence,
      dataDirectory,
      segments: log.segments,
      gap: log.gap ?? null,
      keptAt: log.archivedAt ?? null,
      newestBackup: log.newestBackup,
      links: chain.links,
      lastAct: lastEntryAt,
      erasedAgain,
      masterKeys: contents.masterKeys,
    },
    lines: [
      `Restored ${backup.name} into ${dataDirectory} in ${seconds()} s, with ${log.segments} segments of the log after it${log.archivedAt ? `, archived up to ${log.archivedAt}` : ''}.`,
      `Every table is as it was counted; the ledger is complete, ${chain.links} links. Last entry: ${lastEntryAt?.toISOString() ?? 'none'}.`,
      ...describeErasedAgain(erasedAgain),
      ...describeUnopened(unopened),
      ...(order.withoutLog
        ? [`The log was not restored: everything done after ${new Date(stateMs(backup)).toISOString()} is lost, except erasures.`]
        : []),
      ...(log.gap ? [`The archived log has a gap at ${log.gap}: changes after it were not restored.`] : []),
      ...describeNeededKeys(contents.masterKeys),
    ],
  };
}

/** What the operator compares with the page Retention, doctor or their own notes: which backup this was, and what is wrong in the place. */
function describeBackup({ name, manifest }: Backup, { backups, refused }: Place): string[] {
  const newest = backups[0]!.manifest.sequence;
  return [
    `It was backup ${manifest.sequence} (${name}), made ${manifest.made}${newest === manifest.sequence ? ', the newest here' : `; the newest here is number ${newest}`}.`,
    ...refused,
    ...chainFaults(backups),
  ];
}

function checkExpected({ name, manifest }: Backup, expected: string | undefined): void {
  if (expected === undefined) return;
  if (!/^\d+$/.test(expected)) throw new StartRefused(`${expected} is not the number of a backup.`);
  if (manifest.sequence >= Number(expected)) return;
  throw new StartRefused(
    `${name} is backup ${manifest.sequence}, and you expect ${expected} or a later one: newer backups were removed, or this is an old copy of the place. Nothing was restored.`,
  );
}

/** The description of `--signers`, the same in every command. */
export const SIGNERS_OPTION =
  'file with the public keys of the installation, or its key file (default: IDENTITY.signers, else the key file of the data directory)';

/**
 * Whose signatures count: the file named by the option, otherwise the one next to the identity, otherwise the key file in the target directory or that of the
 * settings. Throws StartRefused where there is none.
 */
export function findSigners({ identity, signers }: { identity: string; signers?: string }, to: string | undefined): Signers {
  if (signers !== undefined) return readSigners(resolve(signers));
  const places = [`${resolve(identity)}.signers`, ...(to ? [join(resolve(to), 'keys')] : []), configOfProcess().keyFile];
  const found = places.find((file) => existsSync(file));
  if (found) return readSigners(found);
  throw new StartRefused(
    `A restore accepts only files that the installation signed, and none of ${places.join(', ')} holds its public keys. Name the file that npx manumit keys signers wrote, or a copy of the key file: --signers FILE.`,
  );
}

/** Imports an export into the database of DATABASE_URL, or into an empty data directory, and removes again what two persons erased or purged since. */
export async function importArchive(
  archive: AsyncIterable<Buffer>,
  to: string | undefined,
  seconds: () => string,
  erased: readonly Removal[],
): Promise<Report> {
  const config = configOfProcess();
  const dataDirectory = to ? resolve(to) : config.dataDirectory;
  const isOnServer = config.databaseUrl !== undefined && to === undefined;
  const imported = await withProgress('Taking in', () =>
    isOnServer ? importIntoServer(config.databaseUrl!, archive, erased, printNotice) : importInto(dataDirectory, archive, erased),
  );
  const destination = isOnServer ? 'the database of DATABASE_URL' : dataDirectory;
  const { contents, chain, applied, erasedAgain } = imported;
  return {
    data: {
      into: destination,
      tables: Object.keys(contents.tables).length,
      links: chain.links,
      applied,
      erasedAgain,
      masterKeys: contents.masterKeys,
    },
    lines: [
      `Imported into ${destination} in ${seconds()} s: ${Object.keys(contents.tables).length} tables, each as exported; the ledger is complete, ${chain.links} links.`,
      ...(applied.length > 0 ? [`Then migrated: ${applied.join(', ')}.`] : []),
      ...describeErasedAgain(erasedAgain),
      ...describeNeededKeys(contents.masterKeys),
    ],
  };
}

function describeErasedAgain(count: number): string[] {
  return count > 0 ? [`Taken away again, as two persons had done since: the content of ${count} ledger entries or evidence items.`] : [];
}

function describeNeededKeys(ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  return [`Before you start it, put the copy of the key file there that holds ${ids.join(', ')}: it is never in a backup.`];
}

function parseInstant(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new StartRefused(`${text} is not a moment. Write it as 2026-11-24T10:00:00Z.`);
  return moment;
}

function createEmptyFolder(path: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  } catch (cause) {
    throw new StartRefused(`${folder} must not exist yet: it is created for the proof and removed afterwards.`, { cause });
  }
  return folder;
}
