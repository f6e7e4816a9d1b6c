import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Platform } from '#platform/platform.ts';
import { DESK_LANGUAGES, deskLanguage } from '#platform/texts/public-languages.ts';
import { html } from './html.ts';
import { pageHeaders, renderPage } from './page.ts';
import { addressIn, type PageContext, SITE_DEFAULTS } from './public-page.ts';
import { pageRoutes, sitePages } from './routes.ts';

const context = (changes: Partial<PageContext> = {}): PageContext => ({
  language: deskLanguage('en'),
  path: '/treaties',
  query: {},
  site: SITE_DEFAULTS,
  platform: {} as Platform,
  ...changes,
});
const content = { title: 'Title <b>', description: 'What', body: html`<p>Body</p>` };
const factsWith = (bound: number) => async () => ({ allies: 32, bound, firstYear: '2014', lastYear: '2015' });
const pages = sitePages({ readTreaties: factsWith(32), takesReports: async () => false });

describe('the shell', () => {
  test('states its language, its title and how to leave', () => {
    const page = renderPage(context({ language: deskLanguage('fr') }), content).markup;
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('<title>Title &#60;b&#62; – Manumit</title>');
    expect(page).toContain('Quitter ce site');
  });

  test('keeps the page and its filters when the language changes', () => {
    const page = renderPage(context({ query: { name: 'é"', show: 'ally' } }), content).markup;
    expect(page).toContain('href="/fr/treaties?name=%C3%A9%22&#38;show=ally"');
    expect(renderPage(context({ path: '/', language: deskLanguage('fr') }), content).markup).toContain(
      '<a lang="en" hreflang="en" href="/">',
    );
  });

  test('shows the exercise band only in an exercise', () => {
    expect(renderPage(context(), content).markup).not.toContain('class="exercise"');
    expect(renderPage(context({ site: { ...SITE_DEFAULTS, exercise: true } }), content).markup).toContain('<b>EXERCISE</b>');
  });

  test('names the operator, escaped', () => {
    expect(renderPage(context({ site: { ...SITE_DEFAULTS, operator: 'A & B' } }), content).markup).toContain('A &#38; B</a>');
  });
});

describe.each(pages.map((page) => [page.path, page] as const))('the page %s', (path, page) => {
  test.each(['en', 'fr'] as const)('in %s allows exactly its own inline blocks and loads nothing from elsewhere', async (locale) => {
    const here = context({ path, language: deskLanguage(locale) });
    const content = await page.render(here);
    const markup = renderPage(here, content).markup;
    const policy = pageHeaders(content, here.language)['content-security-policy']!;
    const blocks = [...markup.matchAll(/<(style|script)>(.*?)<\/\1>/gs)].map((found) => found[2]!);
    expect(blocks.length).toBeGreaterThanOrEqual(2);
    for (const block of blocks) expect(policy).toContain(`'sha256-${createHash('sha256').update(block).digest('base64')}'`);
    expect(markup).not.toMatch(/<(img|iframe|object|embed|video|audio|source|link rel="stylesheet)|style="|\son\w+="|url\(h/i);
    expect(markup.match(/<h1>/g)).toHaveLength(1);
    expect(Object.keys(pageHeaders(content, here.language))).not.toContain('set-cookie');
  });
});

describe('the start page', () => {
  const doorsOf = async (site: Partial<PageContext['site']> = {}, locale: 'en' | 'fr' = 'en') => {
    const { body } = await pages[0]!.render(context({ path: '/', language: deskLanguage(locale), site: { ...SITE_DEFAULTS, ...site } }));
    return [...body.markup.matchAll(/<a href="([^"]+)"><h2>/g)].map(([, address]) => address);
  };

  test('offers the training first, then each public page and the desk, in the language of the page', async () => {
    expect(await doorsOf()).toEqual(['/learn/en', '/verify', '/treaties', '/policy', '/returns', '/reviews', '/about#try', '/desk/']);
    expect(await doorsOf({}, 'fr')).toEqual([
      '/learn/fr',
      ...['/fr/verify', '/fr/treaties', '/fr/policy', '/fr/returns', '/fr/reviews', '/fr/about#try'],
      '/desk/',
    ]);
  });

  test('links to the walks only in an exercise, and to a desk only where its address is known', async () => {
    expect(await doorsOf({ exercise: true })).toContain('/exercise');
    expect((await doorsOf({ desk: null })).filter((one) => one?.includes('desk'))).toEqual([]);
  });

  test('shows a part of a matrix whose nations are invented and marked EXERCISE, with a word for each mark', async () => {
    const { markup } = (await pages[0]!.render(context({ path: '/' }))).body;
    const figure = markup.slice(markup.indexOf('<figure>'), markup.indexOf('</figure>'));
    expect(figure).toContain('<b>EXERCISE</b>Invented nations');
    expect(figure.match(/<td>/g)).toHaveLength(30);
    expect(figure.match(/<td><span class="t [^>]+>.*?<\/svg><\/span><span class="hidden">\w/g)).toHaveLength(30);
  });

  test('says that this site takes no reports while no channel is open, leads to the channels else, and says neither where it does not know', async () => {
    const NONE = 'This site cannot receive reports.';
    const LINK = '<a href="/help#tell">Tell us what you saw</a>';
    for (const [reports, expected] of [
      [false, [true, false]],
      [true, [false, true]],
      [null, [false, false]],
    ] as const) {
      const [page] = sitePages({ readTreaties: factsWith(32), takesReports: async () => reports });
      const { markup } = (await page!.render(context({ path: '/' }))).body;
      expect([markup.includes(NONE), markup.includes(LINK)]).toEqual(expected);
      expect(markup).toContain('you choose whom to tell');
    }
  });
});

describe('renderPage', () => {
  test('names a picture and its own address for shared links only where the settings say the address', () => {
    const known = renderPage(
      context({ language: deskLanguage('fr'), site: { ...SITE_DEFAULTS, address: 'https://thb.example.org' } }),
      content,
    ).markup;
    expect(known).toContain('<meta property="og:image" content="https://thb.example.org/preview.png">');
    expect(known).toContain('<link rel="canonical" href="https://thb.example.org/fr/treaties">');
    const unknown = renderPage(context(), content).markup;
    expect(unknown).toContain('<meta property="og:title" content="Title &#60;b&#62;">');
    expect(unknown).not.toMatch(/og:image|og:url|canonical/);
  });
});

test('the start page counts only Allies that are known to be bound', async () => {
  const startPage = async (bound: number) =>
    (await sitePages({ readTreaties: factsWith(bound), takesReports: async () => false })[0]!.render(context({ path: '/' }))).body.markup;
  expect(await startPage(32)).toContain('All 32 Allies are bound by both UN treaties, according to sources of 2014 and 2015.');
  expect(await startPage(30)).toContain('30 of 32 Allies are known to be bound');
  const none = await sitePages({ readTreaties: async () => null, takesReports: async () => false })[0]!.render(context({ path: '/' }));
  expect(none.body.markup).not.toContain('Allies are');
});

test.each([
  ['en', 'What is known of the 2023 edition is shown as an incomplete draft.'],
  ['fr', 'Ce qui est connu de l’édition de 2023 y figure comme projet incomplet.'],
] as const)('the start page says in %s that the policy page shows the 2023 edition as a draft', async (code, words) => {
  const [start] = sitePages({ readTreaties: async () => null, takesReports: async () => false });
  const { body } = await start!.render(context({ path: '/', language: deskLanguage(code) }));
  expect(body.markup).toContain(words);
});

test('pageRoutes mounts each page once per language, open to everybody', () => {
  const routes = pageRoutes(pages, { ...SITE_DEFAULTS, languages: DESK_LANGUAGES });
  expect(routes.map((route) => route.url)).toEqual([
    '/',
    '/fr',
    '/about',
    '/fr/about',
    '/privacy',
    '/fr/privacy',
    '/accessibility',
    '/fr/accessibility',
  ]);
  expect(new Set(routes.map((route) => route.permission))).toEqual(new Set(['public']));
  expect(addressIn({ code: 'fr' }, '/')).toBe('/fr');
});
