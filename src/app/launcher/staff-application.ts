import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartRefused } from '../start-refused.ts';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const DESK = join(PROJECT, 'dist', 'desk');
const BUILT_PAGE = join(DESK, 'index.html');

// The browser also loads schemas, rules and texts of the rooms, so any source counts, save what only the server reads.
const SOURCES = /\.(tsx?|css|html|json)$/;
const SERVER_ONLY = /\.(test|store|command|query)\.tsx?$|^(app|site)[\\/]/;
const SETTINGS = ['vite.config.ts', 'package-lock.json'];

/** Whether the staff application must be built: it is missing, or a source is newer. `absent` where this program comes without one. */
export function checkStaffApplication(): 'built' | 'missing' | 'outdated' | 'absent' {
  if (!existsSync(join(PROJECT, 'src', 'web', 'index.html'))) return existsSync(BUILT_PAGE) ? 'built' : 'absent';
  if (!existsSync(BUILT_PAGE)) return 'missing';
  const built = statSync(BUILT_PAGE).mtimeMs;
  const sources = readdirSync(join(PROJECT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => SOURCES.test(path) && !SERVER_ONLY.test(path))
    .map((path) => join('src', path));
  const newer = [...sources, ...SETTINGS].some((path) => (statSync(join(PROJECT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0) > built);
  return newer ? 'outdated' : 'built';
}

/**
 * Builds the staff application in a separate process, whose memory is freed with it, and puts it in place when complete: another installation may be serving
 * the old one from this checkout. Throws StartRefused with the builder's output.
 */
export async function buildStaffApplication(): Promise<void> {
  const fresh = `${DESK}.${process.pid}.new`;
  const old = `${DESK}.${process.pid}.old`;
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const builder = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', fresh, '--emptyOutDir'], {
    cwd: PROJECT,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [builder.stdout, builder.stderr]) stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  try {
    const [code] = await once(builder, 'close');
    if (code !== 0) throw new StartRefused(`The staff application could not be built:\n${output.join('').trim()}`);
    if (existsSync(DESK)) renameSync(DESK, old);
    putInPlace(fresh);
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}

// The public surface and the desk of one checkout may start at the same moment: the build that comes second is dropped.
function putInPlace(fresh: string): void {
  try {
    renameSync(fresh, DESK);
  } catch (error) {
    if (!existsSync(BUILT_PAGE)) throw error;
  }
}
