import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type SourceFile } from './source-tree.ts';

/** A selection of tests: folders (with a trailing slash) and files, as paths from the root. */
export type Selection = { unit: string[]; database: string[]; browser: string[] };

/** A check of `npm test` without tests: a program of node_modules/.bin. */
export type Command = { title: string; command: string; parameters: string[] };

/** One step of `npm test`: a command, or tests of one project, all or these files. */
export type Step = Command | { project: keyof Selection; files: string[] };

/** The test files of each project of vitest, as patterns from the root. */
export const TEST_FILES = {
  unit: ['src/**/*.{rules,unit}.test.ts', 'test/*.test.ts', 'test/!(crash|database)/**/*.test.ts'],
  database: ['src/**/*.{flow,access}.test.ts', 'test/{crash,database}/**/*.test.ts'],
  mutation: ['test/mutation/*.mutation.ts'],
  browser: ['test/e2e/**/*.e2e.ts'],
};

/** The browser stories about each room, as paths below test/e2e. */
export const STORIES: Record<string, readonly string[]> = {
  commitments: ['keyboard'],
  contractors: ['contracts/firm', 'contracts/gaps', 'contracts/import', 'contracts/interview', 'contracts/sample', 'contracts/violation'],
  courses: ['training/operation-brief'],
  evidence: ['reviews/labels', 'reviews/purges', 'stale-evidence'],
  imports: ['lists/tables', 'waiting'],
  learning: ['training/learning', 'training/learning-by-keys', 'training/paper-class', 'training/readiness', 'training/start-to-lesson'],
  nations: ['public-pages'],
  people: ['people/access', 'people/sign-in', 'people/sign-in-screens', 'people/first-start', 'people/passkeys', 'people/single-sign-on'],
  policy: ['policy-office'],
  readiness: ['training/readiness', 'training/roster-request'],
  reports: [
    'reports/channel-stories',
    'reports/code',
    'reports/code-picture',
    'reports/desk',
    'reports/entry',
    'reports/files',
    'reports/interpreter',
    'reports/languages',
    'reports/offline',
    'reports/opening',
    'reports/profile',
    'reports/reader',
    'reports/removed-reader',
    'reports/report',
    'reports/reporter-pages',
    'reports/several',
    'reports/watch',
  ],
  retention: ['policy-office'],
  returns: [
    'returns/public-returns',
    'returns/next-open',
    'returns/return-progress',
    'returns/return-saves',
    'returns/return-story',
    'returns/return-version',
    'returns/section-form',
    'task-count',
  ],
  reviews: ['reviews/brief', 'reviews/full-round', 'reviews/review-round', 'reviews/self-assessment', 'waiting'],
  'transparency-log': ['transparency-log'],
};

/**
 * Long proofs among these stories: several languages, devices, people and rooms, browsers that end. Only the whole run includes them, and a change of the story
 * itself.
 */
export const LONG_PROOFS: Record<string, readonly string[]> = {
  people: ['people/first-start'],
  reports: [
    ...['reports/channel-stories', 'reports/desk', 'reports/files', 'reports/interpreter', 'reports/languages', 'reports/offline'],
    ...['reports/opening', 'reports/profile', 'reports/reader', 'reports/several'],
  ],
  returns: ['returns/return-story'],
};

/** Stories that belong to no single room; only the whole run includes them. */
export const OF_ALL_ROOMS: readonly string[] = [
  'frame/dates',
  'frame/drawer',
  'frame/failed-story',
  'frame/home-by-keys',
  'frame/languages',
  'frame/navigation',
  'frame/newer-version',
  'frame/not-loaded',
  'frame/pages-in-turn',
  'frame/sign-out',
  'frame/tour',
  'guides',
  'home',
  'lists/emptiness',
  'lists/search',
  'screens',
  'walks',
];

/** Cheap checks on every file: floors, clauses, errors, links, words. */
export const OF_ALL_FILES: readonly string[] = [
  'test/architecture.test.ts',
  'test/architecture/',
  'test/docs/',
  'test/form-fields.test.ts',
  'test/selection.test.ts',
  'test/texts/',
  'test/weight.test.ts',
];

/** Unit tests of tools, which a change of a room seldom concerns, but that of the room named here. Only the whole run includes the others. */
export const OF_TOOLS: Record<string, string | undefined> = {
  'test/files/': undefined,
  'test/log/': 'transparency-log',
  'test/new-room/': undefined,
};

/** No test: the checks alone (`npm run check`). */
export const NO_TESTS: Selection = { unit: [], database: [], browser: [] };

const TEST = /\.(test|e2e)\.ts$/;

/** The tests of these rooms, with the checks on every file. Throws if there is no such room. */
export function selectRooms(rooms: readonly string[]): Selection {
  const unknown = rooms.find((room) => !existsSync(join(ROOT, 'src/rooms', room, 'index.ts')));
  if (unknown !== undefined) throw new Error(`There is no room ${unknown} in src/rooms.`);
  const folders = rooms.map((room) => `src/rooms/${room}/`);
  const stories = new Set(rooms.flatMap((room) => (STORIES[room] ?? []).filter((story) => !LONG_PROOFS[room]?.includes(story))));
  const tools = Object.entries(OF_TOOLS).flatMap(([folder, room]) => (room !== undefined && rooms.includes(room) ? [folder] : []));
  return {
    unit: [...OF_ALL_FILES, ...tools, ...folders],
    database: folders,
    browser: [...stories].sort().map((story) => `test/e2e/${story}.e2e.ts`),
  };
}

/** The long proofs of selected rooms that a selection leaves to the whole run. */
export function leftToTheWhole({ database, browser }: Selection): string[] {
  return Object.entries(LONG_PROOFS)
    .filter(([room]) => database.includes(`src/rooms/${room}/`))
    .flatMap(([, stories]) => stories.filter((story) => !browser.includes(`test/e2e/${story}.e2e.ts`)));
}

/**
 * The tests for a change of these files: of their rooms and of rooms that import them, the changed tests themselves, and the checks on every file.
 * If a changed file requires all tests (a source outside the rooms), returns that file.
 */
export function selectChanged(changed: readonly string[], sources: readonly SourceFile[]): Selection | { everythingFor: string } {
  const rooms = new Set<string>();
  const tests: Selection = { unit: [], database: [], browser: [] };
  for (const path of changed) {
    if (TEST.test(path) && !existsSync(join(ROOT, path))) continue;
    const room = /^src\/rooms\/([^/]+)\//.exec(path)?.[1];
    if (/\.(rules|unit)\.test\.ts$/.test(path)) tests.unit.push(path);
    else if (/\.(flow|access)\.test\.ts$/.test(path) || /^test\/database\/.+\.test\.ts$/.test(path)) tests.database.push(path);
    else if (/\.e2e\.ts$/.test(path)) tests.browser.push(path);
    else if (room !== undefined) rooms.add(room);
    else if (!/\.md$|^docs\/|^test\/((architecture|docs|texts)\/)?[^/]+\.test\.ts$/.test(path)) return { everythingFor: path };
  }
  const importing = [...rooms].flatMap((room) =>
    sources
      .filter(({ imports }) => imports.some((to) => to.startsWith(`src/rooms/${room}/`)))
      .map(({ path }) => /^src\/rooms\/([^/]+)\//.exec(path)?.[1]),
  );
  const selected = selectRooms([...new Set([...rooms, ...importing.filter((room) => room !== undefined)])].sort());
  const inRoom = (path: string) => selected.database.some((folder) => path.startsWith(folder));
  return {
    unit: [...selected.unit, ...tests.unit.filter((path) => !inRoom(path))],
    database: [...selected.database, ...tests.database.filter((path) => !inRoom(path))],
    browser: [...new Set([...selected.browser, ...tests.browser])].sort(),
  };
}

const BUILD: Command = { title: 'build of the staff application', command: 'vite', parameters: ['build', '--logLevel', 'warn'] };

/** Whether tests need what this command makes: stories its pages, unit tests their size. */
export const isBuild = (command: Command): boolean => command === BUILD;

/** In one thread, because several check what they share once each. What is unchanged since the last run is not checked again. */
function types(of: string, project: string): Step {
  const known = ['--incremental', '--tsBuildInfoFile', `node_modules/.cache/types/${project}`];
  return { title: `types of the ${of}`, command: 'tsc', parameters: ['--singleThreaded', '-p', project, ...known] };
}

/** The checks, the cheapest first: all, or those of a selection. Types, lint and unused code are always checked as a whole. */
export function stepsOf(selection?: Selection): Step[] {
  const tests = (project: keyof Selection): Step[] => {
    const files = selection?.[project] ?? [];
    return selection && files.length === 0 ? [] : [{ project, files }];
  };
  const browser = tests('browser');
  return [
    types('server', 'tsconfig.json'),
    types('staff application', 'tsconfig.web.json'),
    types('browser tests', 'tsconfig.e2e.json'),
    { title: 'lint and format', command: 'biome', parameters: ['check', '--error-on-warnings'] },
    { title: 'unused code', command: 'knip', parameters: [] },
    ...(browser.length > 0 ? [BUILD] : []),
    ...tests('unit'),
    ...tests('database'),
    ...browser,
  ];
}
