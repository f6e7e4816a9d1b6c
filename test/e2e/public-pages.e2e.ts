import { describe, expect, inject, test } from 'vitest';
import { visit } from './browser/visit.ts';
import { publicPageFaults } from './checks/public-page.ts';

const PAGES = [
  '/',
  '/treaties',
  '/policy',
  '/about',
  '/privacy',
  '/accessibility',
  '/sources',
  '/returns',
  '/reviews',
  '/log',
  '/verify',
  '/help',
  '/verify/page',
  '/policy?edition=nato-thb-2023',
];
const MISSING = 'GET /deskless 404';

// One after the other: the program makes one public page at a time and refuses a request that waits longer than a second (admission-limits.ts), as it should. On a
// busy machine, pages opened together at a cold start waited longer.
describe.each([
  { site: 'the real site', pages: [...PAGES, '/deskless'] },
  {
    site: 'the exercise',
    pages: ['/exercise', '/treaties', '/policy', '/reviews', '/returns', '/help', '/help/port-amber', '/help/nowhere'],
  },
])('public pages of $site', ({ site, pages }) => {
  const address = () => inject(site === 'the exercise' ? 'exercise' : 'fresh').address;

  test.each(pages)('5g: %s reads well without script, in both languages, at every width, in dark mode and in print', async (path) => {
    // One visit for both languages: opening a page costs more than loading the next one in it.
    await visit({ address: address(), refused: [MISSING, MISSING.replace('/', '/fr/')] }, async (page) => {
      for (const locale of ['en', 'fr']) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(locale === 'fr' ? `/fr${path === '/' ? '' : path}` : path);
        const faults = await publicPageFaults(page, locale);
        if (site === 'the exercise')
          expect(
            await page
              .getByText('EXERCISE', { exact: true })
              .or(page.getByText('EXERCICE', { exact: true }))
              .first()
              .isVisible(),
          ).toBe(true);
        expect(faults.join('\n')).toBe('');
      }
    });
  });
});

// Pages of one round, one party in it, and one return have ids in their addresses: they are opened from the pages that list them.
test.each([
  ['/reviews', 'a[href*="?round="]', 'a[href*="&party="]'],
  ['/returns', 'a[href*="?return="]'],
])('5g: the pages that %s leads to read well in both languages, at every width, in dark mode and in print', async (path, ...links) => {
  await visit({ address: inject('exercise').address }, async (page) => {
    for (const locale of ['en', 'fr']) {
      await page.goto(locale === 'fr' ? `/fr${path}` : path);
      for (const link of links) {
        await page.locator('main').locator(link).first().click();
        await page.waitForURL(/\?(round|return)=/);
        const written = await page.locator('.said, article :is(h3, p, blockquote)').allTextContents();
        expect((await publicPageFaults(page, locale, written)).join('\n')).toBe('');
        await page.setViewportSize({ width: 1440, height: 900 });
      }
    }
  });
});

test('5a, 5g: the treaty table can be filtered and downloaded without script', async () => {
  await visit({ address: inject('fresh').address, javaScriptEnabled: false }, async (page, context) => {
    await page.goto('/treaties');
    const all = await page.locator('tbody tr').count();
    expect(all).toBeGreaterThan(32);
    await page.locator('form').getByRole('button').first().click();
    await page.waitForURL(/\/treaties\?/);
    const file = await page.getByRole('link', { name: /CSV/ }).first().getAttribute('href');
    const lines = (await (await context.request.get(file!)).text()).trim().split('\n');
    expect(lines.length).toBeGreaterThan(32);
    expect(await page.locator('#leave').getAttribute('href')).toMatch(/^https:/);
    expect(await context.cookies()).toEqual([]);
  });
});

test('5g: every public page works without script, and the desk says that it needs script', async () => {
  await visit({ address: inject('exercise').address, javaScriptEnabled: false, refused: [MISSING] }, async (page) => {
    for (const path of [...PAGES, '/exercise', '/help/port-amber', '/deskless']) {
      await page.goto(path);
      expect(await page.locator('main h1').count(), path).toBe(1);
      expect((await page.locator('main').textContent())?.length, path).toBeGreaterThan(100);
    }
    await page.goto('/desk/');
    expect(await page.locator('noscript').textContent()).toContain('needs JavaScript');
  });
});
