import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../source-tree.ts';
import { planRoom } from './plan.ts';

// npm run new-room NAME [-- --obligation P2.4]: creates a small working room with its places in the lists, to be changed into the wanted room. Its checks: docs/decisions/048.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { obligation: { type: 'string', default: 'P2.4' } } });
const id = positionals[0];

function run(command: string, ...words: string[]): void {
  const { status } = spawnSync(command, words, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed. What was written stays: git diff shows it.`);
}

try {
  if (id === undefined) throw new Error('Name the room: npm run new-room NAME');
  if (existsSync(join(ROOT, 'src/rooms', id))) throw new Error(`There is a room ${id} already.`);
  const tables = globSync('src/**/database/tables/*.sql', { cwd: ROOT }).map((path) => basename(path));
  const plan = planRoom(id, values.obligation, (path) => readFileSync(join(ROOT, path), 'utf8'), tables);
  for (const [path, text] of plan) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  run(
    'biome',
    'check',
    '--write',
    '--log-level=error',
    ...[...plan.keys()].filter((path) => !path.endsWith('.sql') && !path.endsWith('.md')),
  );
  run('npm', 'run', 'db:types');
  run('npm', 'run', 'docs');
  console.log(`The room ${id} is in src/rooms/${id}. Run npm test -- --room ${id}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
