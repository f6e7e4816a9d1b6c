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
  /** The hash of the list, so that equal lists are recognized without the identity. Lists from before it have none. */
  sha256: z.string().optional(),
  at: z.iso.datetime(),
  encrypted: EncryptedFile,
});
const SUFFIX = '.signed';

/**
 * Saves the list of what was erased or purged with the backups, if no list there is the same. A restore of an older state then removes it again. Lists are
 * compared by their content: a restore can lose entries, and new ones then make a list no longer than one before. No list is ever replaced or removed; a
 * restore reads them all.
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
    const content = { count: list.length, sha256: createHash('sha256').update(text).digest('hex') };
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

/**
 * Everything that the lists in this place name as erased or purged. Throws StartRefused where a list is not signed by the installation: it could remove what
 * two persons never erased.
 */
export async function readErased(place: string, identity: string, signers: Signers): Promise<Removal[]> {
  const folder = join(place, ERASED);
  const found = new Map<string, Removal>();
  for (const name of listFiles(folder)) {
    const list = readSigned(join(folder, name), { kind: 'erased', schema: ErasedClaim, signers });
    const text = (await buffer(await list.open(identity))).toString('utf8');
    for (const one of Removal.array().parse(JSON.parse(text))) found.set(idOf(one), one);
  }
  return [...found.values()];
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
