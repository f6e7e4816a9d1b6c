import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkStaffApplication } from '#app/launcher/staff-application.ts';
import { GOAL_BYTES, type Weight, weighPages } from './bench/weigh.ts';
import { loadsOf, ROOT, readSources } from './source-tree.ts';

// The staff application as built for the browser tests. If that build is older than the sources, a new one is built in a temporary folder.
const own = mkdtempSync(join(tmpdir(), 'manumit-weight-'));
const isBuilt = checkStaffApplication() === 'built';
const folder = isBuilt ? join(ROOT, 'dist/desk') : own;
const sources = readSources();
let weights: Weight[];

beforeAll(() => {
  if (!isBuilt) {
    const builder = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
    execFileSync(process.execPath, builder, { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } });
  }
  weights = weighPages(folder);
});
afterAll(() => rmSync(own, { recursive: true, force: true }));

test('no page of the desk sends more than 130 KiB when it is opened first', () => {
  expect(weights.length).toBeGreaterThan(20);
  expect(weights.filter(({ sent }) => sent > GOAL_BYTES)).toEqual([]);
});

test('the desk loads its typeface as one file of at most 50 KiB, and public pages use the system’s typeface', () => {
  const fonts = readdirSync(join(folder, 'assets')).filter((name) => /\.(woff2?|ttf|otf)$/.test(name));
  expect(fonts).toHaveLength(1);
  expect(statSync(join(folder, 'assets', fonts[0]!)).size).toBeLessThanOrEqual(50 * 1024);
  expect(sources.filter(({ path, text }) => path.startsWith('src/site/') && text.includes('@font-face'))).toEqual([]);
});

test('no page contains the texts of errors, which the build leaves to the server', () => {
  const desk = sources.filter(({ path }) => /^src\/(web|rooms\/\w+\/ui)\//.test(path));
  expect(desk.length).toBeGreaterThan(100);
  expect(desk.filter(({ text }) => /['"`]error\.[a-z$]/.test(text)).map(({ path }) => path)).toEqual([]);
});

test('no page loads a schema: the types of calls are erased, and only a form that is opened loads the schema that checks it', () => {
  const loaded = loadsOf(sources);
  const pages = sources
    .map(({ path }) => path)
    .filter((path) => /^src\/web\/main\.tsx$|^src\/(web|rooms\/[\w-]+\/ui)\/.*(Page|OnParty|Home)\.tsx$/.test(path));
  expect(pages.length).toBeGreaterThan(80);
  expect(
    pages.flatMap((page) =>
      [...loaded(page)].filter((file) => /^zod\b|^@hookform\/resolvers/.test(file)).map((file) => `${page} -> ${file}`),
    ),
  ).toEqual([]);
});
