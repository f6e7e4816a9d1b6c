import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { faultOf } from '../boundaries.ts';
import { importsOf, ROOT } from '../source-tree.ts';
import { planRoom } from './plan.ts';

// Runs the generator of `npm run new-room` in a separate tree. The other checks that a new room passes were run manually (docs/decisions/048).
const ID = 'trial-room';
const tables = globSync('src/**/database/tables/*.sql', { cwd: ROOT }).map((path) => basename(path));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const plan = planRoom(ID, 'P2.4', read, tables);
const tree = mkdtempSync(join(tmpdir(), 'manumit-new-room-'));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

test('a new room is added to every list once, and imports only what it may', () => {
  const added = [...plan].filter(([path]) => path.startsWith(`src/rooms/${ID}/`));
  expect(added.length).toBeGreaterThan(14);
  const faults = added.flatMap(([path, text]) =>
    importsOf(path, text)
      .flatMap((to) => faultOf(path, to) ?? [])
      .filter((fault) => !fault.startsWith('this room has no place')),
  );
  expect(faults).toEqual([]);
  const number = /database\/tables\/(\d{4})-trial-room\.sql/.exec([...plan.keys()].join('\n'))![1]!;
  expect(tables.every((name) => name.slice(0, 4) < number)).toBe(true);
  // Every list of tables, routes, screens and texts of rooms includes this room.
  const others = [...plan.keys()].filter((path) => !path.startsWith(`src/rooms/${ID}/`));
  for (const path of others) expect(plan.get(path)!.length, path).toBeGreaterThan(read(path).length);
});

test('an invalid name or obligation is refused, and so is a list without a place for the room', () => {
  expect(() => planRoom('War Graves', 'P2.4', read, tables)).toThrow(/lower case/);
  expect(() => planRoom(ID, 'P99', read, tables)).toThrow();
  expect(() => planRoom(ID, 'P2.4', (path) => (path === 'knip.json' ? '{}' : read(path)), tables)).toThrow(/knip.json has 0 places/);
});

test('the types of a new room compile', () => {
  for (const part of ['src', 'policies', 'facts', 'package.json', 'tsconfig.json', 'tsconfig.web.json'])
    cpSync(join(ROOT, part), join(tree, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  for (const [path, text] of plan) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  // The same additions as by `npm run db:types` and `npm run docs`.
  const add = (file: string, at: string, after: string) => {
    const path = join(tree, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(at, at + after));
  };
  const table = '{ id: string; text: string; recorded_at: Timestamp; recorded_by: string }';
  add('src/platform/db/schema.gen.ts', 'export interface DB {\n', `  'trial_room.note': ${table};\n`);
  const schema = (name: string) => `import('#rooms/${ID}/${ID}.schema.ts').${name}`;
  const list = `{ input: Record<string, never>; answer: { items: z.output<typeof ${schema('TrialRoomNote')}>[] } }`;
  const record = `{ input: z.input<typeof ${schema('RecordTrialRoomNote')}>; answer: z.output<typeof ${schema('TrialRoomNoteAnswer')}> }`;
  add('src/web/client/routes.gen.ts', 'export type Reads = {\n', `  '/${ID}': ${list};\n`);
  add('src/web/client/routes.gen.ts', 'export type Writes = {\n', `  'POST /${ID}': ${record};\n`);
  // Its door, routes and screen are compiled. The rest of the program is checked at each change of it.
  const config = {
    extends: './tsconfig.web.json',
    compilerOptions: { types: ['node', 'vite/client'] },
    include: [`src/rooms/${ID}/*.ts`, `src/rooms/${ID}/ui/*`],
    exclude: ['**/*.test.ts'],
  };
  writeFileSync(join(tree, 'tsconfig.room.json'), JSON.stringify(config));
  const { status, stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['--singleThreaded', '-p', 'tsconfig.room.json'], {
    cwd: tree,
    encoding: 'utf8',
  });
  expect([stdout, status]).toEqual(['', 0]);
  // The time limit 0 means none, because the compiler only computes.
}, 0);
