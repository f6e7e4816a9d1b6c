import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';

const OFFICE = 'Ines Harrow';

/** Opens the search by its keys on a page, and types. */
async function find(page: Page, path: string, text: string): Promise<void> {
  await page.goto(path);
  await page.locator('.search-button').waitFor();
  await settle(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(text);
}

test('5d: Ctrl-K, a party and a clause open the cell of the matrix, by keys alone', async () => {
  await visit({ address: inject('exercise').address, as: accountOf(OFFICE) }, async (page) => {
    await find(page, '/desk/policy', 'corv 5d');
    const first = page.getByRole('option').first();
    await expect.poll(() => first.textContent()).toContain('Corvania, 5d.1');
    expect(await page.getByRole('combobox').getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/desk\/compliance\/[\w-]+\/P5d\.1/);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

test('5g: a finding that was made in two rounds is found with each round, so that no two lines of the search read alike', async () => {
  await visit({ address: inject('exercise').address, as: accountOf(OFFICE) }, async (page) => {
    await find(page, '/desk/policy', 'keep a list');
    const lines = page.getByRole('option').filter({ hasText: 'Keep a list of who was trained' });
    await expect.poll(() => lines.count()).toBeGreaterThan(1);
    const texts = await page.getByRole('option').allTextContents();
    expect(texts.filter((text, place) => texts.indexOf(text) !== place)).toEqual([]);
    expect(texts.join()).toMatch(/Corvania, Round 20\d\d/);
  });
});

test('a name with a typing error and without accents is found in either language, and Escape returns the focus', async () => {
  await visit({ address: inject('exercise').address, as: accountOf(OFFICE) }, async (page) => {
    await page.goto('/desk/policy');
    const button = page.locator('.search-button');
    await button.click();
    const field = page.getByRole('combobox');
    await field.fill('fernne');
    await expect.poll(() => page.getByRole('option').allTextContents()).toContainEqual(expect.stringContaining('Feronne'));
    await field.fill('feronne');
    await expect.poll(() => page.getByRole('option').allTextContents()).toContainEqual(expect.stringContaining('Feronne'));
    await field.fill('xyzxyz');
    await expect.poll(() => page.getByRole('dialog').textContent()).toContain('Nothing that you may see matches.');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
  });
});

test('on a phone the search fits the page', async () => {
  await visit({ address: inject('exercise').address, as: accountOf(OFFICE), viewport: { width: 320, height: 700 } }, async (page) => {
    await page.goto('/desk/policy');
    await page.locator('.search-button').waitFor({ state: 'attached' });
    await settle(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('training');
    await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(2);
    // The search covers the page behind it: that is its purpose.
    expect((await layoutFaults(page)).filter((fault) => !fault.startsWith('covered:'))).toEqual([]);
  });
});
