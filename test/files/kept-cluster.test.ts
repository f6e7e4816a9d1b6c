import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { SERVER_OWNER } from '#app/launcher/database/owner.ts';
import { copyForServer, keep, keyOf, sourcesOfTemplate } from '../database/kept-cluster.ts';
import { ROOT } from '../source-tree.ts';

const MODULE = new URL('../database/kept-cluster.ts', import.meta.url).href;
const PARTS = ['a', 'b', 'c'];
const folders: string[] = [];
let cache: string;

const newFolder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'kept-test-')));
  return folders.at(-1)!;
};
const make = async (folder: string) => {
  for (const name of PARTS) writeFileSync(join(folder, name), 'whole');
};
const named = () => readdirSync(cache).filter((name) => !name.startsWith('half-'));
const expectWhole = () => {
  for (const name of named())
    expect(PARTS.map((part) => readFileSync(join(cache, name, part), 'utf8'))).toEqual(['whole', 'whole', 'whole']);
};

beforeEach(() => {
  cache = newFolder();
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the key of a stored cluster', () => {
  test('covers all SQL, the policies, the installed packages, and the code that prepares a database', () => {
    const sources = sourcesOfTemplate();
    expect(sources).toEqual(
      expect.arrayContaining([
        ...globSync('src/**/*.sql', { cwd: ROOT }),
        ...globSync('policies/**/*.yaml', { cwd: ROOT }),
        'node_modules/.package-lock.json',
        'src/app/launcher/database/cluster.ts',
        'src/app/prepare-database.ts',
        'src/platform/db/close-to-statements.ts',
        'src/platform/db/definitions.ts',
        'src/platform/db/migrate.ts',
        'src/platform/db/roles.ts',
        'src/rooms/policy/files/edition.store.ts',
        'src/rooms/readiness/needs/sync-curriculum.ts',
        'test/database/kept-cluster.ts',
        'test/database/template.ts',
      ]),
    );
    expect(sources.filter((path) => path.endsWith('.sql')).length).toBeGreaterThan(100);
  });

  test('changes with the content of a file, with an added file and with the day, and otherwise not', () => {
    const root = newFolder();
    const day = new Date('2026-03-02T03:00:00Z');
    for (const name of PARTS) writeFileSync(join(root, name), name);
    const before = keyOf(['a', 'b'], day, root);
    expect(keyOf(['a', 'b'], new Date('2026-03-02T23:00:00Z'), root)).toBe(before);
    expect(keyOf(['a', 'b'], new Date('2026-03-03T03:00:00Z'), root)).not.toBe(before);
    expect(keyOf(['a', 'b', 'c'], day, root)).not.toBe(before);
    writeFileSync(join(root, 'b'), 'changed');
    expect(keyOf(['a', 'b'], day, root)).not.toBe(before);
  });
});

describe('a stored folder', () => {
  test('is made once, and then reused', async () => {
    const cluster = await keep(cache, 'key', make);
    expect(await keep(cache, 'key', () => Promise.reject(new Error('made again')))).toBe(cluster);
    expect(readdirSync(cluster)).toEqual(PARTS);
  });

  test('whose making failed leaves nothing', async () => {
    const fails = async (folder: string) => {
      writeFileSync(join(folder, 'a'), 'half');
      throw new Error('a migration failed');
    };
    await expect(keep(cache, 'key', fails)).rejects.toThrow('a migration failed');
    expect(readdirSync(cache)).toEqual([]);
  });

  test('made by two runs at once is complete, and made by one of them', async () => {
    const both = Promise.withResolvers<void>();
    let making = 0;
    const together = async (folder: string) => {
      making += 1;
      if (making === 2) both.resolve();
      await both.promise;
      await make(folder);
    };
    const [one, other] = await Promise.all([keep(cache, 'key', together), keep(cache, 'key', together)]);
    expect(one).toBe(other);
    expect(readdirSync(cache)).toEqual(['key']);
    expect(readdirSync(one)).toEqual(PARTS);
  });

  // As root, the server runs under a number that cannot enter root's home.
  test.runIf(process.getuid?.() === 0)('in a home that only root enters is copied to where the server can read it', async () => {
    // mkdtemp makes a folder of mode 700, and keep one inside it.
    const cluster = await keep(join(cache, 'store'), 'key', async (folder) => {
      mkdirSync(join(folder, 'postgres'));
      writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18');
    });
    const copy = copyForServer(cluster);
    folders.push(copy);
    const read = (folder: string) => execFileSync('cat', [join(folder, 'postgres', 'PG_VERSION')], { ...SERVER_OWNER, stdio: 'pipe' });
    expect(() => read(cluster)).toThrow(/Permission denied/);
    expect(String(read(copy))).toBe('18');
  });

  // A separate process replaces one function of node:fs with one that does half the work and then kills the process.
  test.each([
    ['while making it', `make = async (folder) => { fs.writeFileSync(folder + '/a', 'half'); die(); }`],
    ['while copying it', `fs.cpSync = (from, to) => { fs.writeFileSync(to + '/a', 'half'); die(); }`],
    ['before naming it', `fs.renameSync = die`],
    [
      'while removing an old one',
      `fs.rmSync = (path) => path.includes('half-') && fs.existsSync(path + '/a') && (fs.unlinkSync(path + '/a'), die())`,
    ],
  ])('is never used incomplete after a run was killed %s', async (_, fault) => {
    for (const old of ['0', '1', '2'])
      utimesSync(await keep(cache, old, make), new Date(), new Date(`2026-03-0${Number(old) + 1}T03:00:00Z`));
    const code = `import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const die = () => process.kill(process.pid, 'SIGKILL');
      const { keep } = await import(${JSON.stringify(MODULE)});
      let make = async (folder) => { for (const name of ${JSON.stringify(PARTS)}) fs.writeFileSync(folder + '/' + name, 'whole'); };
      ${fault};
      syncBuiltinESMExports();
      await keep(${JSON.stringify(cache)}, 'key', make);`;
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', code], { env: { ...process.env, TMPDIR: newFolder() } }).signal).toBe(
      'SIGKILL',
    );
    expectWhole();
    await keep(cache, 'key', make);
    expect(named()).toContain('key');
    expectWhole();
  });

  test('is removed unless among the three last used, and leftovers of killed runs after an hour', async () => {
    for (const [at, name] of ['a', 'b', 'c'].entries())
      utimesSync(await keep(cache, name, make), new Date(), new Date(Date.UTC(2026, 2, at + 1)));
    for (const [name, at] of [
      ['half-old', new Date(Date.now() - 3_700_000)],
      ['half-young', new Date()],
    ] as const) {
      mkdirSync(join(cache, name));
      utimesSync(join(cache, name), at, at);
    }
    await keep(cache, 'a', make);
    await keep(cache, 'd', make);
    expect(readdirSync(cache).sort()).toEqual(['a', 'c', 'd', 'half-young']);
  });
});
