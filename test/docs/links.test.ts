import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readSources } from '../source-tree.ts';

const pages = globSync(['*.md', 'docs/**/*.md', 'facts/**/*.md', 'policies/**/*.md', 'src/**/*.md'], { cwd: ROOT });

test('every link between the project’s own pages has a target', () => {
  const broken = pages.flatMap((page) => {
    const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
    return [...text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$/gm)]
      .map((match) => (match[1] ?? match[2]!).split('#')[0]!)
      .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
      .map((target) => `${page}: ${target}`);
  });
  expect(pages.length).toBeGreaterThan(5);
  expect(broken).toEqual([]);
});

test('the list of decisions names each note, in order', () => {
  const notes = globSync('[0-9]*.md', { cwd: join(ROOT, 'docs/decisions') }).sort();
  const rows = readFileSync(join(ROOT, 'docs/decisions/README.md'), 'utf8').matchAll(/^\| \[(\d+)\]\((\1-[^)]+)\) \| \S/gm);
  expect([...rows].map((row) => row[2])).toEqual(notes);
});

test('a document that is made on request is linked with FileLink, which shows why it was not made', () => {
  const links = readSources().flatMap(({ path, text }) =>
    [...text.matchAll(/<(\w+)\b[^>]*?\shref=\{fileAddress\(\s*['`][^'`]*\.(?:pdf|xlsx|docx)\b/g)].map(([, element]) => ({ path, element })),
  );
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter(({ element }) => element !== 'FileLink')).toEqual([]);
});
