import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  LONG_PROOFS,
  leftToTheWhole,
  NO_TESTS,
  OF_ALL_FILES,
  OF_ALL_ROOMS,
  OF_TOOLS,
  STORIES,
  selectChanged,
  selectRooms,
  stepsOf,
  TEST_FILES,
} from './selection.ts';
import { ROOT, readSources } from './source-tree.ts';

const sources = readSources();

test('npm test runs every check', () => {
  const steps = stepsOf().map((step) => ('command' in step ? [step.command, ...step.parameters].join(' ') : step));
  expect(steps).toEqual([
    ...['tsconfig.json', 'tsconfig.web.json', 'tsconfig.e2e.json'].map(
      (project) => `tsc --singleThreaded -p ${project} --incremental --tsBuildInfoFile node_modules/.cache/types/${project}`,
    ),
    'biome check --error-on-warnings',
    'knip',
    'vite build --logLevel warn',
    { project: 'unit', files: [] },
    { project: 'database', files: [] },
    { project: 'browser', files: [] },
  ]);
});

test('npm run check runs types, lint and unused code, and no test', () => {
  const steps = stepsOf(NO_TESTS).map((step) => ('command' in step ? step.command : step.project));
  expect(steps).toEqual(['tsc', 'tsc', 'tsc', 'biome', 'knip']);
});

test('every test file belongs to exactly one project', () => {
  const named = globSync(['src/**/*', 'test/**/*'], { cwd: ROOT }).filter((path) => /\.(test|spec|e2e|mutation)\.[cm]?[jt]sx?$/.test(path));
  expect(named.length).toBeGreaterThan(500);
  const taken = Object.values(TEST_FILES).flatMap((patterns) => globSync(patterns, { cwd: ROOT }));
  expect(taken.sort()).toEqual(named.sort());
});

test('every browser test belongs to a room or to all rooms, and every listed one exists', () => {
  const stories = globSync('**/*.e2e.ts', { cwd: join(ROOT, 'test/e2e') }).map((path) => path.replace('.e2e.ts', ''));
  expect([...new Set([...Object.values(STORIES).flat(), ...OF_ALL_ROOMS])].sort()).toEqual(stories.sort());
});

test('every unit test of test/ checks all files or a tool, and a room includes those of its own tool alone', () => {
  const places = [...OF_ALL_FILES, ...Object.keys(OF_TOOLS)];
  const files = globSync(TEST_FILES.unit, { cwd: ROOT }).filter((path) => path.startsWith('test/'));
  expect(files.map((path) => [path, places.filter((place) => path.startsWith(place)).length])).toEqual(files.map((path) => [path, 1]));
  for (const place of places) expect(files.filter((path) => path.startsWith(place))).not.toEqual([]);
  expect(selectRooms(['people']).unit).toEqual([...OF_ALL_FILES, 'src/rooms/people/']);
});

test('a room leaves its long proofs to the whole run, which names them, and a change of one runs it', () => {
  for (const [room, proofs] of Object.entries(LONG_PROOFS)) expect(STORIES[room]).toEqual(expect.arrayContaining([...proofs]));
  const selection = selectRooms(['reports']);
  expect(selection.browser).toContain('test/e2e/reports/report.e2e.ts');
  expect(selection.browser).not.toContain('test/e2e/reports/offline.e2e.ts');
  expect(leftToTheWhole(selection)).toEqual(LONG_PROOFS.reports);
  expect(selectChanged(['src/rooms/reports/errors.ts', 'test/e2e/reports/offline.e2e.ts'], sources)).toMatchObject({
    browser: expect.arrayContaining(['test/e2e/reports/offline.e2e.ts', 'test/e2e/reports/report.e2e.ts']),
  });
});

test('selecting a room runs its tests, its browser tests, and the checks on all files', () => {
  expect(selectRooms(['transparency-log'])).toEqual({
    unit: [...OF_ALL_FILES, 'test/log/', 'src/rooms/transparency-log/'],
    database: ['src/rooms/transparency-log/'],
    browser: ['test/e2e/transparency-log.e2e.ts'],
  });
  expect(selectRooms(['parties']).browser).toEqual([]);
  expect(stepsOf(selectRooms(['parties'])).at(-1)).toMatchObject({ project: 'database' });
  expect(() => selectRooms(['prises'])).toThrow('There is no room prises in src/rooms.');
});

test.each([
  {
    change: 'a room',
    paths: ['src/rooms/transparency-log/errors.ts'],
    database: ['src/rooms/transparency-log/'],
    browser: ['test/e2e/transparency-log.e2e.ts'],
  },
  {
    change: 'a test of a room',
    paths: ['src/rooms/transparency-log/log.flow.test.ts'],
    database: ['src/rooms/transparency-log/log.flow.test.ts'],
    browser: [],
  },
  {
    change: 'a room and its test',
    paths: ['src/rooms/transparency-log/errors.ts', 'src/rooms/transparency-log/log.flow.test.ts'],
    database: ['src/rooms/transparency-log/'],
  },
  { change: 'a browser test', paths: ['test/e2e/walks.e2e.ts'], database: [], browser: ['test/e2e/walks.e2e.ts'] },
  {
    change: 'a test of the whole program',
    paths: ['test/database/http/csrf.access.test.ts'],
    database: ['test/database/http/csrf.access.test.ts'],
  },
  { change: 'documents', paths: ['README.md', 'docs/errors.md', 'test/docs/links.test.ts'], database: [], browser: [] },
  { change: 'a deleted test', paths: ['src/rooms/transparency-log/gone.flow.test.ts'], database: [], browser: [] },
])('a change of $change runs the tests of what it touches', ({ change: _, paths, ...expected }) => {
  expect(selectChanged(paths, sources)).toMatchObject(expected);
});

test('a change of a room also runs the rooms that import it', () => {
  expect(selectChanged(['src/rooms/parties/errors.ts'], sources)).toMatchObject({
    database: expect.arrayContaining(['src/rooms/parties/', 'src/rooms/people/', 'src/rooms/reviews/']),
  });
});

test.each(['src/platform/command.ts', 'src/web/router.tsx', 'test/database/harness.ts', 'policies/nato/edition.yaml', 'package-lock.json'])(
  'a change of %s runs everything',
  (path) => {
    expect(selectChanged(['src/rooms/transparency-log/errors.ts', path], sources)).toEqual({ everythingFor: path });
  },
);
