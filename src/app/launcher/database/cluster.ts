import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartRefused } from '../../start-refused.ts';
import { checkAccount, findNobody, type Owner } from './owner.ts';
import { POSTGRES_MAJOR, type Runtime } from './runtime.ts';

/** The folder of the database's files in the data directory. */
export function clusterIn(dataDirectory: string): string {
  return join(dataDirectory, 'postgres');
}

/** The superuser's password, kept in a file only the operator reads. Undefined before the first start. */
export function readSuperuserPassword(dataDirectory: string): string | undefined {
  const path = passwordFile(dataDirectory);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/**
 * Creates the cluster if there is none, and returns the superuser's password.
 * It is built next to its final place and renamed when complete, so that an interrupted first start leaves no partial cluster.
 */
export async function prepareCluster(dataDirectory: string, runtime: Runtime, owner: Owner | undefined): Promise<string> {
  const cluster = clusterIn(dataDirectory);
  const known = readSuperuserPassword(dataDirectory);
  // Remains of a killed first start, also one killed between the rename and this removal.
  rmSync(`${cluster}.new`, { recursive: true, force: true });
  if (existsSync(cluster)) return checkCluster(dataDirectory);
  checkRestored(dataDirectory);
  const password = known ?? randomBytes(24).toString('base64url');
  if (known === undefined) writeSecret(dataDirectory, password);
  await createCluster(dataDirectory, runtime, owner, password);
  return password;
}

/** The folder in which a restore or an import builds the cluster until all checks succeed. */
export function restoringIn(dataDirectory: string): string {
  return join(dataDirectory, 'restoring');
}

/** Throws StartRefused where a restore or an import was killed before the database had its name: a start would create an empty database where people expect theirs. */
export function checkRestored(dataDirectory: string): void {
  const unfinished = restoringIn(dataDirectory);
  if (existsSync(clusterIn(dataDirectory)) || !existsSync(unfinished)) return;
  throw new StartRefused(
    `A restore or an import into ${dataDirectory} was interrupted, and there is no database yet. Run npx manumit restore or import again, or remove ${unfinished} to begin with an empty database.`,
  );
}

/** The superuser's password of an existing cluster. Throws StartRefused where it is missing, or another PostgreSQL version made the cluster. */
export function checkCluster(dataDirectory: string): string {
  const cluster = clusterIn(dataDirectory);
  checkVersion(cluster);
  const known = readSuperuserPassword(dataDirectory);
  if (known === undefined)
    throw new StartRefused(`The password of the database in ${cluster} is missing: restore ${passwordFile(dataDirectory)}.`);
  return known;
}

async function createCluster(dataDirectory: string, runtime: Runtime, owner: Owner | undefined, password: string): Promise<void> {
  const unfinished = `${clusterIn(dataDirectory)}.new`;
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordInput = join(unfinished, 'password');
  const built = join(unfinished, 'cluster');
  writeFileSync(passwordInput, password, { mode: 0o600 });
  const builder = owner ? findNobody() : undefined;
  if (builder) for (const path of [unfinished, passwordInput]) chownSync(path, builder.uid, builder.gid);
  if (!builder && process.platform !== 'win32') checkAccount();
  const options = ['-D', built, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordInput}`, '-E', 'UTF8'];
  options.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions');
  try {
    await promisify(execFile)(runtime.initdb, options, { cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, ...builder });
  } catch (cause) {
    const output = String((cause as { stderr?: string }).stderr ?? cause).trim();
    throw new StartRefused(`The database could not be created in ${dataDirectory}:\n${output}`, { cause });
  }
  if (owner) changeOwner(built, owner);
  renameSync(built, clusterIn(dataDirectory));
  rmSync(unfinished, { recursive: true, force: true });
}

// As initdb writes them for such a cluster; all other settings are given at each start (postmaster.ts).
const OWN_SETTINGS = {
  'postgresql.conf': `# Written by Manumit when this cluster was restored.
dynamic_shared_memory_type = ${process.platform === 'win32' ? 'windows' : 'posix'}
datestyle = 'iso, mdy'
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'
default_text_search_config = 'pg_catalog.english'
`,
  'postgresql.auto.conf': '',
  'pg_hba.conf': `${process.platform === 'win32' ? '' : 'local all all scram-sha-256\n'}host all all 127.0.0.1/32 scram-sha-256\n`,
  'pg_ident.conf': '',
};

/** Replaces the server settings of an unpacked cluster by those of this program. Settings name commands and libraries, and decide who can connect. */
export function writeOwnSettings(cluster: string): void {
  for (const [name, text] of Object.entries(OWN_SETTINGS)) writeFileSync(join(cluster, name), text, { mode: 0o600 });
}

function writeSecret(dataDirectory: string, password: string): void {
  const folder = join(dataDirectory, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  writeFileSync(passwordFile(dataDirectory), password, { mode: 0o600 });
}

function passwordFile(dataDirectory: string): string {
  return join(dataDirectory, 'secrets', 'postgres');
}

function checkVersion(cluster: string): void {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === POSTGRES_MAJOR) return;
  throw new StartRefused(
    `The database in ${cluster} was created by PostgreSQL ${version}, and this program includes PostgreSQL ${POSTGRES_MAJOR}. Run the version of Manumit that created it, or set DATABASE_URL.`,
  );
}

/** Gives a folder and its content to the user number the server runs under. */
export function changeOwner(path: string, owner: Owner): void {
  lchownSync(path, owner.uid, owner.gid);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
}
