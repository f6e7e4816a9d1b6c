import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importsOf, ROOT } from '#test/source-tree.ts';
import { CHECKING_CODE, readOnce } from './read-once.ts';

let folder: string;
let store: string;
let reads: number;

beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), 'manumit-content-'));
  [folder, store, reads] = [join(parent, 'files'), join(parent, 'store'), 0];
  mkdirSync(join(folder, 'inside'), { recursive: true });
  writeFileSync(join(folder, 'inside', 'a.yaml'), 'first');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const read = () => {
  reads += 1;
  return { words: new Map([['a', readFileSync(join(folder, 'inside', readdirSync(join(folder, 'inside'))[0]!), 'utf8')]]) };
};
const readAgain = () => readOnce('words', folder, read, store).words.get('a');

describe('readOnce', () => {
  it('reads the same files once, and stores maps as maps', () => {
    expect([readAgain(), readAgain(), reads]).toEqual(['first', 'first', 1]);
  });

  it.each([
    ['changed', () => writeFileSync(join(folder, 'inside', 'a.yaml'), 'other')],
    ['added', () => writeFileSync(join(folder, 'inside', 'b.yaml'), '')],
    ['renamed', () => renameSync(join(folder, 'inside', 'a.yaml'), join(folder, 'inside', 'c.yaml'))],
  ])('reads again when a file was %s, and keeps only what it read last', (_, change) => {
    readAgain();
    change();
    expect(readAgain()).toBe(readFileSync(join(folder, 'inside', readdirSync(join(folder, 'inside'))[0]!), 'utf8'));
    expect([reads, readdirSync(store).length]).toEqual([2, 1]);
  });

  it('stores nothing when reading throws, so that damaged files are refused at every start', () => {
    const refuse = () => {
      reads += 1;
      throw new Error('damaged');
    };
    for (let start = 0; start < 2; start += 1) expect(() => readOnce('words', folder, refuse, store)).toThrow('damaged');
    expect(reads).toBe(2);
  });

  it('reads again when what is stored is damaged', () => {
    readAgain();
    const [file] = readdirSync(store);
    writeFileSync(join(store, file!), readFileSync(join(store, file!)).subarray(0, 5));
    expect([readAgain(), readAgain(), reads]).toEqual(['first', 'first', 2]);
  });

  it('reads each time where nothing can be stored', () => {
    writeFileSync(store, '');
    expect([readAgain(), readAgain(), reads]).toEqual(['first', 'first', 2]);
  });

  it('covers all code that reads and checks policies and courses', () => {
    const found = new Set<string>();
    const follow = (path: string) => {
      if (found.has(path) || !path.startsWith('src/')) return;
      found.add(path);
      for (const next of importsOf(path, readFileSync(join(ROOT, path), 'utf8'))) follow(next);
    };
    for (const path of ['src/rooms/policy/current.ts', 'src/rooms/courses/edition/courses.ts']) follow(path);
    expect(found.size).toBeGreaterThan(50);
    expect([...found].filter((path) => !CHECKING_CODE.some((each) => path.startsWith(`${each}/`)))).toEqual([]);
  });
});
