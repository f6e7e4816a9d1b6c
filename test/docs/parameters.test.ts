import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { currentEdition } from '#rooms/policy/index.ts';
import { ROOT } from '../source-tree.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const folder = `policies/${currentEdition().id}`;
const rows = (parse(read(`${folder}/parameters.yaml`)) as { parameters: { id: string; inUse?: boolean }[] }).parameters;
const sources = globSync('src/**/*.{ts,tsx}', { cwd: ROOT, exclude: (path) => path.endsWith('.test.ts') })
  .map(read)
  .join('\n');
const files = globSync(`${folder}/**/*.yaml`, { cwd: ROOT, exclude: (path) => path.endsWith('parameters.yaml') })
  .map(read)
  .join('\n');
// Code names a parameter as a text, a file of the edition as the value of a key or in a list.
const isRead = (id: string) => sources.includes(`'${id}'`) || new RegExp(`(: |\\[|, )"?${id}"?([\\s,}\\]]|$)`).test(files);

test('F15: an edition shows exactly the parameters that the program reads', () => {
  expect(rows.filter(({ id, inUse = true }) => inUse !== isRead(id)).map(({ id }) => id)).toEqual([]);
  expect(currentEdition().parameters.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).filter(isRead));
});
