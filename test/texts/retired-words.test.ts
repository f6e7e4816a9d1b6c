import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../source-tree.ts';
import { PROSE_KEEPS, RETIRED_IN_PROSE, RETIRED_WORDS, type RetiredWord } from './retired-words.ts';

const files = globSync(['src/**/*.{ts,tsx,sql,css,typ}', 'test/**/*.ts'], { cwd: ROOT }).filter(
  (path) => !path.startsWith('test/texts/retired-words'),
);

/** The code of a file, without comments and without prose in strings. */
function codeOf(path: string, text: string): string {
  const withoutBlocks = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const withoutLines = path.endsWith('.sql') ? withoutBlocks.replaceAll(/--.*$/gm, '') : withoutBlocks.replaceAll(/(^|\s)\/\/.*$/gm, '');
  // A string with spaces is prose or SQL, but words joined by _ or a full stop in it are names.
  return withoutLines.replaceAll(/(['"])((?:(?!\1)[^\\\n]|\\.)* (?:(?!\1)[^\\\n]|\\.)*)\1/g, (_, __, prose: string) =>
    (prose.match(/\w+[_.]\w+/g) ?? []).join(' '),
  );
}

/** The sub-words of an identifier, in lower case, between hyphens. */
const subWords = (name: string) =>
  `-${name
    .replaceAll(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3-$2')
    .replaceAll(/[_$.]/g, '-')
    .toLowerCase()}-`;

/** Every identifier and file name that contains a retired word, with the word to use. */
function findRetired(path: string, text: string, words: readonly RetiredWord[]): string[] {
  const names = new Set([...codeOf(path, text).matchAll(/[A-Za-z_$][\w$]*/g)].map(([name]) => name));
  const here = words.filter(({ within }) => within?.some((prefix) => path.startsWith(prefix)) ?? true);
  const any = new RegExp(`-(?:${here.map(({ word }) => word).join('|')})-`);
  const faults = (name: string) => {
    const parts = subWords(name);
    if (!any.test(parts)) return [];
    return here
      .filter(({ word, except }) => parts.includes(`-${word}-`) && !except?.includes(name))
      .map(({ word, now }) => `${path}: ${name}: not “${word}” but “${now}”`);
  };
  return [...[...names].flatMap(faults), ...path.split('/').flatMap(faults)];
}

test('no name contains a retired word', () => {
  expect(files.length).toBeGreaterThan(1000);
  expect(files.flatMap((path) => findRetired(path, readFileSync(join(ROOT, path), 'utf8'), RETIRED_WORDS))).toEqual([]);
});

test('a retired word is found in every style of name, and not inside other words', () => {
  const found = (text: string, path = 'src/a.ts') =>
    findRetired(path, text, [{ word: 'way-in', now: 'sign-in step', except: ['theWayIn'] }]).length;
  expect(
    ['let wayIn', 'WayInPage', 'WAY_IN', "'a.way_in'", 'sql(`select way_in`)', "q('select way_in from b')"].map((text) => found(text)),
  ).toEqual([1, 1, 1, 1, 1, 1]);
  expect(found('', 'src/way-in.ts')).toBe(1);
  expect(['theWayIn', 'wayInn', 'away_in', '// wayIn', "'one way in here'"].map((text) => found(text))).toEqual([0, 0, 0, 0, 0]);
});

const written = globSync(
  ['*.md', '{docs,languages,policies}/**/*.md', '{src,test}/**/*.{ts,tsx,sql,css,js,mjs,typ,md}', '*.ts', 'tools/*.mjs'],
  { cwd: ROOT },
);

/** What people read in a file: a document as a whole; of code its comments, of SQL those in the database too. Strings are passed over. */
function proseOf(path: string, text: string): string {
  if (path.endsWith('.md')) return text;
  const parts = path.endsWith('.sql')
    ? text.matchAll(/--.*|^comment on [\s\S]*?;$/gm)
    : text.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g);
  return [...parts].flatMap(([part]) => (/^['"`]/.test(part) ? [] : [part])).join('\n');
}

/** The lines of comments and documents that use a retired word or phrase, also one that goes over the end of a line, with the words to use. */
function findRetiredProse(path: string, text: string): string[] {
  const keeps = PROSE_KEEPS.filter((keep) => path.includes(keep.path));
  const lines = proseOf(path, text)
    .split('\n')
    .filter((line) => !keeps.some((keep) => line.includes(keep.line ?? '')))
    .map((line) => line.replace(/^\s*(?:\*|\/\/|--)?\s*/, ''));
  return lines.flatMap((line, at) => {
    const both = `${line} ${lines[at + 1] ?? ''}`;
    return RETIRED_IN_PROSE.flatMap(({ phrase, now }) => {
      const found = phrase.exec(line) ?? (phrase.test(lines[at + 1] ?? '') ? null : phrase.exec(both));
      return found ? [`${path}: ${line}: not “${found[0]}” but “${now}”`] : [];
    });
  });
}

test('no comment and no document uses a retired word', () => {
  expect(written.length).toBeGreaterThan(1500);
  expect(written.flatMap((path) => findRetiredProse(path, readFileSync(join(ROOT, path), 'utf8')))).toEqual([]);
});

test('a retired word is found in comments and documents, not in strings and not in its usual senses', () => {
  const found = (text: string, path = 'src/a.ts') => findRetiredProse(path, text).length;
  expect(found("const a = 'x'; // Somebody's key stands beside it.")).toBe(3);
  expect(found('/**\n * It tells nothing.\n */\n// Nor is it told.')).toBe(2);
  expect(found("comment on table a.b is\n  'Kept for good.';\n-- Made anew.\nselect 'anew';", 'src/a.sql')).toBe(2);
  expect(found('Hand it in, or take it back.', 'docs/a.md')).toBe(2);
  expect(found('/**\n * It can be made\n * anew, and held for\n * good.\n */')).toBe(2);
  expect(found("f('somebody // anew', \"it's beside\", `told`); // # stands for a number; they tell us", 'src/a.ts')).toBe(0);
  expect(found('create table a (); -- anew', 'src/rooms/a/database/tables/0001-a.sql')).toBe(0);
});
