import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { amendedReturn } from './returns.ts';

test('5a: a version shows its differences, remarks included, on a page no wider than the window', async () => {
  const id = await amendedReturn('2056');
  await visit({ address: inject('exercise').address, as: accountOf('Mira Kolb'), viewport: { width: 768, height: 900 } }, async (page) => {
    await page.goto(`/desk/returns/${id}?view=version-2`);
    await settle(page);
    const row = page.getByRole('table').locator('tbody tr').first();
    const [before, now] = await row.locator('td').allTextContents();
    // Only the remark was changed.
    expect(before).toBe('Not known');
    expect(now).toBe('Not knownThe ministry is looking for it.');
    expect(await layoutFaults(page)).toEqual([]);
  });
});

test('5a: a version lists its sections and pages, and each leads to its place on the page', async () => {
  const id = await amendedReturn('2056');
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    await page.goto(`/desk/returns/${id}?view=version-2`);
    await settle(page);
    const contents = page.locator('.version-contents');
    await contents.getByRole('link', { name: 'Witnesses and law enforcement' }).click();
    const heading = page.getByRole('heading', { name: 'Witnesses and law enforcement' });
    await page.waitForFunction((top) => scrollY > top, 900);
    expect((await heading.boundingBox())!.y).toBeLessThan(200);
    // The same address opened again leads to the same place.
    await page.reload();
    await settle(page);
    await page.waitForFunction((top) => scrollY > top, 900);
    expect((await heading.boundingBox())!.y).toBeLessThan(200);
    expect(await contents.getByRole('link').count()).toBe(await page.locator('[id^=signed-]').count());
  });
});
