import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './source-tree.ts';

// Help stands on every screen behind sign-in: the shell offers it only where the page says it, so a page that says none has none, unnoticed.
const router = readFileSync(join(ROOT, 'src/web/router.tsx'), 'utf8');
const pages = [
  ...new Set(
    [...router.matchAll(/getParentRoute: inShell,[^;]*?page\('(\w[\w-]*)\/(\w+)'\)/g)].map(
      ([, room, file]) => `src/rooms/${room}/ui/${file}.tsx`,
    ),
  ),
];

test('the pages are found in the route tree', () => expect(pages.length).toBeGreaterThanOrEqual(20));

test.each(pages)('%s has three to five sentences of help', (path) => {
  const help = /<PageHead[\s\S]*?\shelp=\{\[([\s\S]*?)\]\}/.exec(readFileSync(join(ROOT, path), 'utf8'))?.[1] ?? '';
  const sentences = [...help.matchAll(/\(\s*'([\w.-]+)'\s*\)/g)].map(([, key]) => key);
  expect(sentences.length, 'sentences').toBeGreaterThanOrEqual(3);
  expect(sentences.length, 'sentences').toBeLessThanOrEqual(5);
  expect(new Set(sentences).size).toBe(sentences.length);
});
