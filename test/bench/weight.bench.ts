import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildStaffApplication, checkStaffApplication } from '#app/launcher/staff-application.ts';
import { ROOT } from '../source-tree.ts';
import type { Figure } from './figures.ts';

const DESK = join(ROOT, 'dist', 'desk');

/** What a browser loads before the first page of the staff application stands: the shell, its files, and that page's own. */
export async function measureWeight(): Promise<Figure[]> {
  if (checkStaffApplication() !== 'built') await buildStaffApplication();
  return [figureOf('sign-in', 'SignInPage'), figureOf('my tasks, signed in', 'TasksPage')].filter((figure) => figure !== undefined);
}

function figureOf(what: string, page: string): Figure | undefined {
  const html = readFileSync(join(DESK, 'index.html'), 'utf8');
  const chunk = readdirSync(join(DESK, 'assets')).find((name) => name.startsWith(`${page}-`) && name.endsWith('.js'));
  if (chunk === undefined) return undefined;
  const files = new Set([...html.matchAll(/\/desk\/assets\/([\w.-]+)/g)].map((match) => match[1]!));
  follow(chunk, files);
  const plain = html.length + sum([...files].map((name) => statSync(join(DESK, 'assets', name)).size));
  const sent = brotliCompressSync(html).length + sum([...files].map(sentSize));
  return {
    what: `desk’s first route, ${what} (${files.size + 1} files)`,
    measured: `${(sent / 1024).toFixed(1)} KiB brotli`,
    yardstick: `uncompressed: ${(plain / 1024).toFixed(0)} KiB`,
    ratio: (sent / plain).toFixed(2),
    goal: '<= 130 KiB',
    met: sent <= 130 * 1024,
  };
}

// A chunk with everything it imports before it runs, and the style named after it.
function follow(chunk: string, files: Set<string>): void {
  if (files.has(chunk)) return;
  files.add(chunk);
  const code = readFileSync(join(DESK, 'assets', chunk), 'utf8');
  for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) follow(name!, files);
  const entry = readdirSync(join(DESK, 'assets')).find((name) => name.endsWith('.css') && name.startsWith(`${chunk.split('-')[0]}-`));
  if (entry !== undefined) files.add(entry);
}

function sentSize(name: string): number {
  const path = join(DESK, 'assets', name);
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
