import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { connect } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { eraseAgain, readErased, type TakenAway } from '../backup/erased.ts';
import { chooseBackup } from '../backup/place.ts';
import { proveBackup, takeInto } from '../backup/prove.ts';
import { restoreCluster } from '../backup/restore.ts';
import { openSealed } from '../backup/seal.ts';
import { takeIn } from '../backup/take-in.ts';

import { withProgress } from '../launcher/progress.ts';
import { StartRefused } from '../launcher/start-refused.ts';
import { configOfProcess, type Report, reports } from './command-line.ts';

type Options = { from: string; identity: string; backup?: string; to?: string; prove?: boolean; until?: string };

/** `manumit restore`: brings an installation back from its backups, or with --prove shows that it would. */
export function addRestore(program: Command): void {
  const command = program
    .command('restore')
    .requiredOption('--from <folder>', 'where the backups are kept')
    .requiredOption('--identity <file>', 'file with the identity that opens them')
    .option('--to <folder>', 'empty data directory to restore into')
    .option('--backup <name>', 'which backup (default: the newest that is proven)')
    .option('--until <instant>', 'stop at this moment, such as 2026-11-24T10:00:00Z (default: everything that was kept)')
    .option('--prove', 'restore into an empty place, compare, and remove it again')
    .summary('bring an installation back from its backups')
    .description(
      'Restores a backup into an empty data directory and rolls the kept log forward over it. Every file, every table and the ledger are compared.',
    );
  reports(command, restore);
}

async function restore(options: Options): Promise<Report> {
  const place = resolve(options.from);
  const backup = chooseBackup(place, options.backup);
  const identity = readIdentity(options.identity);
  const began = performance.now();
  if (options.prove) {
    const scratch = options.to ? emptyFolder(options.to) : mkdtempSync(join(tmpdir(), 'manumit-proof-'));
    const proof = await withProgress('Restoring and comparing', () => proveBackup({ backup, place, identity, with: 'identity', scratch }));
    return {
      data: { backup: backup.name, proof },
      lines: [
        `Proven with your identity: ${backup.name}, ${proof.tables} tables, ${proof.rows} rows, ledger of ${proof.links} links, in ${proof.seconds.toFixed(1)} s.`,
      ],
    };
  }
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  if (backup.manifest.kind === 'logical') {
    const archive = await openSealed(join(backup.folder, backup.manifest.sealed.file), identity);
    return takenIn(archive, options.to, seconds, await readErased(place, identity));
  }
  if (!options.to)
    throw new StartRefused('Say where to restore to: --to with an empty data directory. Then start with MANUMIT_DATA set to it.');
  const dataDirectory = resolve(options.to);
  const until = options.until === undefined ? undefined : momentOf(options.until);
  const { contents, log, chain, lastAct, erasedAgain } = await withProgress('Restoring', () =>
    restoreCluster({ backup, place, identity, dataDirectory, ...(until && { until }) }),
  );
  return {
    data: {
      backup: backup.name,
      dataDirectory,
      segments: log.segments,
      gap: log.gap ?? null,
      links: chain.links,
      lastAct,
      erasedAgain,
      masterKeys: contents.masterKeys,
    },
    lines: [
      `Restored ${backup.name} into ${dataDirectory} in ${seconds()} s, with ${log.segments} segments of the log after it.`,
      `Every table was as it was counted; the ledger follows, ${chain.links} links. Last act: ${lastAct?.toISOString() ?? 'none'}.`,
      ...awayAgain(erasedAgain),
      ...(log.gap ? [`The kept log has a gap at ${log.gap}: what came after it is not here.`] : []),
      ...keysNeeded(contents.masterKeys),
    ],
  };
}

/** Takes an export into the database of DATABASE_URL, or into an empty data directory, and takes away again what two persons took away since. */
export async function takenIn(
  archive: AsyncIterable<Buffer>,
  to: string | undefined,
  seconds: () => string,
  away: readonly TakenAway[],
): Promise<Report> {
  const config = configOfProcess();
  const dataDirectory = to ? resolve(to) : config.dataDirectory;
  const onServer = config.databaseUrl !== undefined && to === undefined;
  const taken = await withProgress('Taking in', () =>
    onServer ? takeIntoServer(config.databaseUrl!, archive, away) : takeInto(dataDirectory, archive, away),
  );
  const where = onServer ? 'the database of DATABASE_URL' : dataDirectory;
  const { contents, chain, applied, erasedAgain } = taken;
  return {
    data: {
      into: where,
      tables: Object.keys(contents.tables).length,
      links: chain.links,
      applied,
      erasedAgain,
      masterKeys: contents.masterKeys,
    },
    lines: [
      `Taken into ${where} in ${seconds()} s: ${Object.keys(contents.tables).length} tables, each the same as exported; the ledger follows, ${chain.links} links.`,
      ...(applied.length > 0 ? [`Then brought up to date: ${applied.join(', ')}.`] : []),
      ...awayAgain(erasedAgain),
      ...keysNeeded(contents.masterKeys),
    ],
  };
}

async function takeIntoServer(url: string, archive: AsyncIterable<Buffer>, away: readonly TakenAway[]) {
  const client = await connect(url);
  try {
    const secret = decodeURIComponent(new URL(url).password);
    const taken = await takeIn(client, archive, deriveAppPassword(secret));
    return { ...taken, erasedAgain: await eraseAgain(client, url, secret, away) };
  } finally {
    await client.end();
  }
}

function awayAgain(count: number): string[] {
  return count > 0 ? [`Taken away again, as two persons had done since: the content of ${count} acts or pieces of evidence.`] : [];
}

/** The identity in a file as age-keygen or backup-key writes it. Throws StartRefused. */
export function readIdentity(file: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(file), 'utf8');
  } catch (cause) {
    throw new StartRefused(`The identity ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  const found = /^AGE-SECRET-KEY-[0-9A-Z-]+$/m.exec(text)?.[0];
  if (!found) throw new StartRefused(`${file} holds no age identity: a line that begins with AGE-SECRET-KEY-.`);
  return found;
}

function keysNeeded(ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  return [`Before you start it, put the copy of the key file there that holds ${ids.join(', ')}: it is never in a backup.`];
}

function momentOf(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new StartRefused(`${text} is no moment. Write it as 2026-11-24T10:00:00Z.`);
  return moment;
}

function emptyFolder(path: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder);
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  } catch (cause) {
    throw new StartRefused(`${folder} must not be there yet: it is made for the proof and removed again.`, { cause });
  }
  return folder;
}
