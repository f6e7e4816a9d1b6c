import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../source-tree.ts';

const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The names that guards have now, by the kind of guard: the second column of each table. */
function successors(): Map<string, string[]> {
  const sections = textOf('test/mutation/renamed.md').split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => [
      section.split('\n', 1)[0] ?? '',
      [...section.matchAll(/^\| `.*` +\| `(.*)` +\|$/gm)].map(([, now = '']) => now),
    ]),
  );
}

test('every guard that was renamed since the folding has a successor', () => {
  const sql = globSync('src/**/database/**/*.sql', { cwd: ROOT }).map(textOf).join('\n');
  const code = globSync('src/**/*.ts', { cwd: ROOT, exclude: ['**/*.test.ts', '**/*.gen.ts'] })
    .map(textOf)
    .join('\n');
  const functions = new Set([...sql.matchAll(/create or replace function ([\w.]+)\(/g)].map(([, name]) => name));
  const policies = new Set([...sql.matchAll(/create policy (\w+)\s+on ([\w.]+)/g)].map(([, name, table]) => `${table}.${name}`));
  const exists = new Map<string, (name: string) => boolean>([
    ['Whole rooms', (name) => sql.includes(`create schema ${name}`) || code.includes(`'${name}/`)],
    ['Functions', (name) => functions.has(name)],
    ['Policies', (name) => policies.has(name)],
    ['Commands and queries', (name) => code.includes(`'${name}'`)],
    ['Permissions', (name) => code.includes(`'${name}':`)],
  ]);
  const now = successors();
  expect([...now.keys()]).toEqual([...exists.keys()]);
  expect([...now.values()].flat().length).toBeGreaterThan(200);
  expect([...now].flatMap(([kind, names]) => names.filter((name) => !exists.get(kind)?.(name)).map((name) => `${kind}: ${name}`))).toEqual(
    [],
  );
});
