import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildStaffApplication, checkStaffApplication } from '#app/launcher/staff-application.ts';
import { ROOT } from '../source-tree.ts';
import type { Figure } from './figures.ts';

const DESK = join(ROOT, 'dist', 'desk');

const GOAL_KIB = 130;

/**
 * What a browser loads before a page of the staff application stands, each page as the first one opened: the shell, its files, and that
 * page's own. Sign-in and My tasks, where people begin, and the heaviest of all.
 */
export async function measureWeight(): Promise<Figure[]> {
  if (checkStaffApplication() !== 'built') await buildStaffApplication();
  const pages = readdirSync(join(DESK, 'assets')).flatMap((name) => /^(\w+Page)-[\w-]+\.js$/.exec(name)?.[1] ?? []);
  const weights = pages.map(weigh).toSorted((a, b) => b.sent - a.sent);
  console.error(weights.map(({ page, sent }) => `${page} ${kib(sent)}`).join(', '));
  const shown = [...new Set([...weights.filter(({ page }) => ['SignInPage', 'TasksPage'].includes(page)), weights[0]!])];
  return shown.map(({ page, files, plain, sent }) => ({
    what: `desk’s first route, ${page}${page === weights[0]!.page ? `, the heaviest of ${weights.length}` : ''} (${files} files)`,
    measured: `${kib(sent)} KiB brotli`,
    yardstick: `uncompressed: ${(plain / 1024).toFixed(0)} KiB`,
    ratio: (sent / plain).toFixed(2),
    goal: `<= ${GOAL_KIB} KiB`,
    met: sent <= GOAL_KIB * 1024,
  }));
}

const kib = (bytes: number) => (bytes / 1024).toFixed(1);

function weigh(page: string): { page: string; files: number; plain: number; sent: number } {
  const html = readFileSync(join(DESK, 'index.html'), 'utf8');
  const chunk = readdirSync(join(DESK, 'assets')).find((name) => name.startsWith(`${page}-`) && name.endsWith('.js'))!;
  const files = new Set([...html.matchAll(/\/desk\/assets\/([\w.-]+)/g)].map((match) => match[1]!));
  follow(chunk, files);
  return {
    page,
    files: files.size + 1,
    plain: html.length + sum([...files].map((name) => statSync(join(DESK, 'assets', name)).size)),
    sent: brotliCompressSync(html).length + sum([...files].map(sentSize)),
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
