import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROLES } from '#kernel/roles.ts';
import { ROOT } from '../source-tree.ts';

// Every screen behind sign-in has help. The shell shows it only if the page passes it, so a page without help would go unnoticed.
const router = readFileSync(join(ROOT, 'src/web/router.tsx'), 'utf8');
const inShell = [
  ...router.matchAll(/inside\([^;]*?'(\w[\w-]*)\/([\w/-]+Page)'|getParentRoute: inShell,[^;]*?import\('\.\/([\w/]+Page\.tsx)'\)/g),
];
// My tasks belongs to no room.
const pages = [...new Set(inShell.map(([, room, file, own]) => (own ? `src/web/${own}` : `src/rooms/${room}/ui/${file}.tsx`)))];

test('the pages are found in the route tree', () => expect(pages.length).toBeGreaterThanOrEqual(20));

test.each(pages)('%s has three to five sentences of help', (path) => {
  const help = /<PageHead[\s\S]*?\shelp=\{\[([\s\S]*?)\]\}/.exec(readFileSync(join(ROOT, path), 'utf8'))?.[1] ?? '';
  const sentences = [...help.matchAll(/\(\s*'([\w.-]+)'\s*\)/g)].map(([, key]) => key);
  expect(sentences.length, 'sentences').toBeGreaterThanOrEqual(3);
  expect(sentences.length, 'sentences').toBeLessThanOrEqual(5);
  expect(new Set(sentences).size).toBe(sentences.length);
});

// A person with a section link has no account and cannot read the guides, so the page itself contains the help.
test.each(['ui/SectionLinkPage.tsx', 'pages/section-form-page.ts'])('the page of a section link contains its own help: %s', (path) => {
  const source = readFileSync(join(ROOT, 'src/rooms/returns', path), 'utf8');
  expect(source).toMatch(/<summary>[^<]*linked\.help[^<]*<\/summary>[\s\S]{0,40}LINK_HELP\.map/);
});

test.each(ROLES)('there is a guide for the role %s on one page or two, in both languages', (guide) => {
  for (const locale of ['en', 'fr']) {
    const words = readFileSync(join(ROOT, `docs/help/${locale}/${guide}.md`), 'utf8').split(/\s+/).length;
    expect(words, locale).toBeGreaterThan(100);
    expect(words, locale).toBeLessThan(1100);
  }
});
