import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { changeToFrench } from '../checks/english.ts';
import { accountOf } from '../exercise-accounts.ts';

const drawer = (page: Page) => page.locator('.drawer');
/** What the Tab key reaches in sixty steps: whether it is in the page behind the drawer, and in the drawer. */
async function reached(page: Page): Promise<{ behind: boolean; inside: boolean }> {
  const found = { behind: false, inside: false };
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() =>
      document.activeElement?.closest('#main') ? 'behind' : document.activeElement?.closest('.drawer') ? 'inside' : null,
    );
    if (place !== null) found[place] = true;
  }
  return found;
}

test.each([320, 767])('5g: at %i px an obligation and a form open as pages: named, alone, and closed by Back', async (width) => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow'), viewport: { width, height: 800 } }, async (page) => {
    await page.goto('/desk/policy');
    await settle(page);
    await page.goto('/desk/compliance?clause=5d');
    await settle(page);
    await page.locator('main details:has(a[href*="/P5d"]) > summary').first().click();
    const opener = page.locator('main details[open] a[href*="/P5d"]').first();
    await opener.click();
    await drawer(page).getByRole('heading', { level: 2 }).waitFor();
    await settle(page);
    const title = (await drawer(page).getByRole('heading', { level: 2 }).textContent())!;
    expect(await page.title()).toContain(title);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Compliance');
    expect(await page.getByRole('main').count(), 'one main area, the drawer').toBe(1);
    expect(await drawer(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await reached(page)).toEqual({ behind: false, inside: true });
    await page.goBack();
    await drawer(page).waitFor({ state: 'detached' });
    expect(await page.title()).toContain('Compliance');
    expect(await opener.evaluate((link) => link === document.activeElement), 'the focus returns').toBe(true);

    // Nothing is left in the history that would open it again. The page loads its parts before the next one is opened: Firefox counts what it gives up as a fault.
    await page.goBack();
    await settle(page);
    expect(new URL(page.url()).pathname).not.toContain('compliance');

    // A form without an address of its own.
    await page.goto('/desk/treaties');
    await settle(page);
    await page.getByRole('button', { name: 'Import a newer table' }).click();
    await drawer(page).getByRole('heading', { level: 2 }).waitFor();
    await page.goBack();
    await drawer(page).waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/desk/treaties');
    await page.getByRole('button', { name: 'Import a newer table' }).click();
    await page.getByRole('button', { name: 'Back to Treaties' }).click();
    await drawer(page).waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/desk/treaties');
    await page.goBack();
    await page.waitForURL('**/desk/policy');

    // The way back takes the language of the page behind it.
    await page.goto('/desk/treaties');
    await settle(page);
    await page.getByRole('button', { name: 'Import a newer table' }).click();
    await page.getByRole('button', { name: 'Back to Treaties' }).waitFor();
    await changeToFrench(page);
    await page.getByRole('button', { name: /^Retour.*Traités$/ }).waitFor();
  });
});

test('5g: from 768 px a drawer stays next to its page, which can be reached', async () => {
  await visit(
    { address: inject('exercise').address, as: accountOf('Ines Harrow'), viewport: { width: 768, height: 800 } },
    async (page) => {
      await page.goto('/desk/treaties');
      await settle(page);
      await page.getByRole('button', { name: 'Import a newer table' }).click();
      await drawer(page).getByRole('button', { name: 'Close' }).waitFor();
      expect(await page.getByRole('heading', { name: 'Treaties', level: 1 }).isVisible()).toBe(true);
      expect(await page.getByRole('main').getAttribute('id')).toBe('main');
    },
  );
});
