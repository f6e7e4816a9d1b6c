import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';

// The guide of the reader's own role is two clicks from Home: Help, then the guide. The list of all guides begins with it.
const READERS: [name: string, guide: string, title: RegExp][] = [
  ['Vera Olsen', 'commander', /^Guide for operation commanders$/],
  ['Lise Arnaud', 'legal-adviser', /^Guide du conseiller ou de la conseillère juridique$/],
  ['Wanda Frost', 'party-admin', /^Guide for party administrators$/],
  ['Sofia Lamb', 'partner-contact', /^Guide for partner contacts$/],
];

test.each(READERS)('%s opens the guide of their role from the help of Home', async (name, guide, title) => {
  await visit({ address: inject('exercise').address, as: accountOf(name) }, async (page) => {
    await page.goto('/desk/');
    await page.locator('.me-links > button').first().click();
    const link = page.locator('.help-panel a').first();
    expect(await link.getAttribute('href')).toBe(`/desk/help/${guide}`);
    await link.click();
    await expect.poll(() => page.locator('h1').textContent()).toMatch(title);
    await page.locator('.page-head a').first().click();
    await settle(page);
    expect(await page.locator('.guide-list a').first().getAttribute('href')).toBe(`/desk/help/${guide}`);
    expect(await page.locator('.guide-list a').count()).toBe(13);
  });
});
