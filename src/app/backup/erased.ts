import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Client } from 'pg';
import { z } from 'zod';
import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { type Connection, connect, createPool } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { noKeys } from '#platform/keys.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { missingPurges, Purge, purges, replayPurges } from '#rooms/evidence/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { ErasedReport, erasedReports, missingErasedReports, replayErasedReports } from '#rooms/reports/index.ts';
import { Erasure, erasures, missingErasures, replayErasures } from '#rooms/transparency-log/index.ts';
import { asApplication } from '../launcher/installation.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { StartRefused } from '../start-refused.ts';
import { EncryptedFile } from './contents.ts';
import type { BackupSigner, Signers } from './crypto/signatures.ts';
import { readSigned, writeSigned } from './crypto/signed-file.ts';

const ERASED = 'erased';

/** What two persons removed: the content of a ledger entry, or an evidence item; and encrypted reports after their period. Ids only. */
export type Removal = Erasure | Purge | ErasedReport;
const Removal = z.union([Erasure, Purge, ErasedReport]);
const ErasedClaim = z.strictObject({
  format: z.literal(2),
  installation: z.string(),
  count: z.int().positive(),
  /** The hash of the list and of its recipients, so that equal lists are recognized without the identity. Lists from before it have none. */
  sha256: z.string().optional(),
  at: z.iso.datetime(),
  encrypted: EncryptedFile,
});
const SUFFIX = '.signed';

/**
 * Saves the list of what was erased or purged with the backups, if no list there is the same. A restore of an older state then removes it again. Lists are
 * compared by their content: a restore can lose entries, and new ones then make a list no longer than one before. They are also compared by their recipients: a
 * new identity must open a list too. No list is ever replaced or removed; a restore reads all it can open.
 */
export async function archiveErased(
  connection: Connection,
  { place, recipients, signer }: { place: string; recipients: readonly string[]; signer: BackupSigner },
  now = new Date(),
): Promise<void> {
  const client = await connect(connection);
  try {
    // An ordinary deployer sees the rows of tables only as the role that owns them.
    await client.query('set role manumit_schema');
    const list: Removal[] = [...(await erasures(client)), ...(await purges(client)), ...(await erasedReports(client))];
    const folder = join(place, ERASED);
    const text = JSON.stringify(list);
    const hash = createHash('sha256').update(`${text}\n${recipients.toSorted().join('\n')}`);
    const content = { count: list.length, sha256: hash.digest('hex') };
    if (list.length === 0 || listFiles(folder).some((name) => isSameList(join(folder, name), content, signer.signers))) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = `${String(list.length).padStart(8, '0')}-${now.toISOString().replaceAll(':', '-')}${SUFFIX}`;
    const claim = { format: 2, ...content, at: now.toISOString() };
    await writeSigned(join(folder, name), toChunks(text), { kind: 'erased', claim, recipients, signer });
  } finally {
    await client.end();
  }
}

// A file name states how many entries its list has, so that others need not be read every minute. Only the signed statement decides: a false name must not
// prevent ours from being written.
function isSameList(file: string, { count, sha256 }: { count: number; sha256: string }, signers: Signers): boolean {
  if (Number.parseInt(basename(file), 10) !== count) return false;
  try {
    return readSigned(file, { kind: 'erased', schema: ErasedClaim, signers }).claim.sha256 === sha256;
  } catch (error) {
    if (error instanceof StartRefused) return false;
    throw error;
  }
}

function listFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(SUFFIX)) : [];
}

const idOf = (one: Removal) => ('entryId' in one ? one.entryId : 'itemId' in one ? one.itemId : one.reportId);

/** What the lists of a place name as erased or purged, and the lists that were left out because the identity does not open them. */
export type Erased = { removals: Removal[]; unopened: string[] };

/**
 * Everything that the lists in this place name as erased or purged. `made` is when the backup or export to restore was begun (ISO 8601).
 * A list that the identity does not open is left out only if it is older than the backup, which then has none of its content, and a later list opens. Throws
 * StartRefused for any other one, because the restore would undo erasures; and where a list is not signed by the installation, because it could remove what two
 * persons never erased.
 */
export async function readErased(place: string, identity: string, signers: Signers, made: string): Promise<Erased> {
  const folder = join(place, ERASED);
  const found = new Map<string, Removal>();
  const unopened: { file: string; at: string; cause: StartRefused }[] = [];
  let newestOpened = '';
  for (const name of listFiles(folder)) {
    const file = join(folder, name);
    const { claim, open } = readSigned(file, { kind: 'erased', schema: ErasedClaim, signers });
    const opened = await open(identity).catch((cause: unknown) => {
      if (cause instanceof StartRefused) return cause;
      throw cause;
    });
    if (opened instanceof StartRefused) {
      unopened.push({ file, at: claim.at, cause: opened });
      continue;
    }
    if (claim.at > newestOpened) newestOpened = claim.at;
    for (const one of Removal.array().parse(JSON.parse((await buffer(opened)).toString('utf8')))) found.set(idOf(one), one);
  }
  const needed = unopened.find(({ at }) => at >= made || at >= newestOpened);
  if (needed)
    throw new StartRefused(
      `${needed.cause.message} It lists what was erased and must stay so, and nothing was restored. Put the identity that opens it and the one that opens the backup into one file, and name that file with --identity.`,
      { cause: needed.cause },
    );
  return { removals: [...found.values()], unopened: unopened.map(({ file }) => file) };
}

/** Sentences for the operator about lists that were left out. Pure. */
export function describeUnopened(files: readonly string[]): string[] {
  return files.map((file) => `This identity does not open ${file}. The list is older than what was restored, and later ones were read.`);
}

/**
 * Removes from a database just restored what the list names and the database still holds. Migrates it first if there is anything to remove. Returns the count.
 */
export async function eraseAgain(client: Client, connection: Connection, secret: string, list: readonly Removal[]): Promise<number> {
  const erased = list.filter((one) => 'entryId' in one);
  const purged = list.filter((one) => 'itemId' in one);
  const reports = list.filter((one) => 'reportId' in one);
  await client.query('set role manumit_schema');
  const remaining = [
    ...(await missingErasures(client, erased)),
    ...(await missingPurges(client, purged)),
    ...(await missingErasedReports(client, reports)),
  ].length;
  await client.query('reset role');
  if (remaining === 0) return 0;
  const appPassword = deriveAppPassword(secret);
  await prepareDatabase(client, appPassword);
  const pool = createPool(asApplication(connection, appPassword), { max: 1 });
  const [session, token] = [newId(), randomBytes(32).toString('base64url')];
  try {
    await client.query('set role manumit_schema');
    await client.query('select identity.installation_session($1, $2)', [session, token]);
    const platform = {
      pool,
      clock: systemClock,
      diskIsLow: () => false,
      diskIsAtReserve: () => false,
      log: () => {},
      exercise: false,
      deskUrl: '',
      keys: noKeys(),
      services: { catalogue: currentCatalogue(), courses: currentCourses() },
    };
    return (
      (await replayErasures(platform, token, client, erased)) +
      (await replayPurges(platform, token, client, purged)) +
      (await replayErasedReports(platform, token, client, reports))
    );
  } finally {
    await client.query('update identity.session set ended_at = now() where id = $1', [session]);
    await client.query('reset role');
    await pool.end();
  }
}

async function* toChunks(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
