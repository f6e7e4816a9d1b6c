import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Flags for a browser that asks nothing of any network but this machine's. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The browser for the tests: CHROMIUM_PATH, else one on the PATH, else (as root on Debian or Ubuntu, unless NO_INSTALL=1) the
 * distribution's own, installed now with a line that says so. Otherwise a sentence on what to do.
 */
export function findChromium(): { path: string } | { missing: string } {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? { path: named } : { missing: `CHROMIUM_PATH names ${named}, where there is no file.` };
  const found = onPath();
  if (found) return { path: found };
  const help = 'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to it.';
  if (process.env.NO_INSTALL === '1' || process.getuid?.() !== 0 || !isDebian()) return { missing: help };
  console.log('Chromium is not here: installing it with apt-get (NO_INSTALL=1 forbids this).');
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-q'], quiet);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet);
  const installed = onPath();
  return installed ? { path: installed } : { missing: `apt-get could not install Chromium. ${help}` };
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
