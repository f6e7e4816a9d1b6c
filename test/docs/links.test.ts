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

test('a document that is made on request is linked with FileLink, which shows why it was not made', () => {
  const links = readSources().flatMap(({ path, text }) =>
    [...text.matchAll(/<(\w+)\b[^>]*?\shref=\{fileAddress\(\s*['`][^'`]*\.(?:pdf|xlsx|docx)\b/g)].map(([, element]) => ({ path, element })),
  );
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter(({ element }) => element !== 'FileLink')).toEqual([]);
});
