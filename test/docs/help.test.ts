import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { ROOT } from '../source-tree.ts';

// Every screen behind sign-in has help. The shell shows it only if the page passes it, so a page without help would go unnoticed.
const router = readFileSync(join(ROOT, 'src/web/router.tsx'), 'utf8');
const inShell = [
  ...router.matchAll(/getParentRoute: inShell,[^;]*?(?:page\('(\w[\w-]*)\/([\w/-]+)'\)|import\('\.\/([\w/]+Page\.tsx)'\))/g),
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

// The form of an invited organisation is for partners; the guides are for nations and headquarters.
const GUIDED = pages.filter((path) => /\/(returns|reviews)\/ui\/(?!(?:\w+\/)?(?:GuidePage|FormPage))|\/tasks\//.test(path));

test('the pages of returns and rounds are found', () => expect(GUIDED.length).toBeGreaterThanOrEqual(6));

test.each(GUIDED)('the help of %s links to the guides', (path) => {
  const source = readFileSync(join(ROOT, path), 'utf8');
  const heads = source.split('<PageHead').length - 1;
  expect(heads).toBeGreaterThan(0);
  // Each head has its own help, with the guides beside it.
  expect(source.match(/^\s+guides$/gm) ?? []).toHaveLength(source.match(/^\s+help=\{/gm)?.length ?? -1);
});

// A person with a section link has no account and cannot read the guides, so the page itself contains the help.
test.each(['ui/SectionLinkPage.tsx', 'pages/section-form-page.ts'])('the page of a section link contains its own help: %s', (path) => {
  const source = readFileSync(join(ROOT, 'src/rooms/returns', path), 'utf8');
  expect(source).toMatch(/<summary>[^<]*linked\.help[^<]*<\/summary>[\s\S]{0,40}LINK_HELP\.map/);
});

test.each([ROLE.focalPoint, ROLE.policyOffice])('there is a guide for the %s on one page, in both languages', (guide) => {
  for (const locale of ['en', 'fr']) {
    const words = readFileSync(join(ROOT, `docs/help/${guide}.${locale}.md`), 'utf8').split(/\s+/).length;
    expect(words, locale).toBeGreaterThan(100);
    expect(words, locale).toBeLessThan(1100);
  }
});
