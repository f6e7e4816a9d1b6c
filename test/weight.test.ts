import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOAL_BYTES, type Weight, weighPages } from './bench/weigh.ts';
import { ROOT, readSources } from './source-tree.ts';

// Built into a place of its own: the one that is served may be older than the sources.
const folder = mkdtempSync(join(tmpdir(), 'manumit-weight-'));
let weights: Weight[];

beforeAll(() => {
  const builder = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
  execFileSync(process.execPath, builder, { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } });
  weights = weighPages(folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Where people come in; every other page is come to from one of these, with most of its files in store, or by a deep link.
const FIRST = ['SignInPage', 'SetUpPage', 'InvitationPage', 'TasksPage', 'SectionLinkPage'];
const BY_DEEP_LINK = GOAL_BYTES + 8 * 1024;

test('no first page of the desk sends more than 130 KiB, and none come to by a deep link more than 138', () => {
  expect(weights.length).toBeGreaterThan(20);
  expect(weights.map(({ page }) => page)).toEqual(expect.arrayContaining(FIRST));
  expect(weights.filter(({ page, sent }) => sent > (FIRST.includes(page) ? GOAL_BYTES : BY_DEEP_LINK))).toEqual([]);
});

test('no page asks for the words of an error: the build leaves them to the server', () => {
  const desk = readSources().filter(({ path }) => /^src\/(web|rooms\/\w+\/ui)\//.test(path));
  expect(desk.length).toBeGreaterThan(100);
  expect(desk.filter(({ text }) => /['"`]error\.[a-z$]/.test(text)).map(({ path }) => path)).toEqual([]);
});
