import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { measure } from './measure-navigation.ts';

const LAPTOP = { width: 1366, height: 768 };
const ENTRY_PX = 24;
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' });

test('5g: on a common laptop the policy office sees each entry that has room, each group, and the person at the foot', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow'), viewport: LAPTOP }, async (page) => {
    const at = async (height: number) => {
      await page.setViewportSize({ width: LAPTOP.width, height });
      await page.goto('/desk/treaties');
      await settle(page);
      // Measured again once the fonts have come.
      await page.waitForFunction(() => {
        const list = document.querySelector('.side nav')!;
        return document.fonts.status === 'loaded' && list.scrollHeight <= list.clientHeight;
      });
      const measured = await measure(page);
      expect(measured.scrolls).toBe(false);
      expect(measured.lastLine).toBeLessThanOrEqual(measured.footTop);
      expect(measured.footBottom).toBeLessThanOrEqual(height);
      const spare = measured.footTop - measured.lastLine;
      // No group is closed whose entries would fit.
      for (const heightPx of measured.closedGroupsPx) expect(heightPx).toBeGreaterThan(spare);
      return { ...measured, spare };
    };
    const laptop = await at(LAPTOP.height);
    expect(laptop.entries).toBeGreaterThanOrEqual(15);
    // A new room may add an entry that closes the last group.
    expect(laptop.closedGroupsPx.length).toBeLessThanOrEqual(1);
    const lower = await at(LAPTOP.height - laptop.spare - ENTRY_PX);
    expect(lower.closedGroupsPx.length).toBeGreaterThanOrEqual(1);

    // With less room the list scrolls, under a shade at its edge, and the foot stays.
    await page.setViewportSize({ width: LAPTOP.width, height: 500 });
    const short = await measure(page);
    expect(short.scrolls).toBe(true);
    expect(short.shade).toBe('local, local, scroll, scroll');
    expect(short.footBottom).toBeLessThanOrEqual(500);
    await page.getByRole('button', { name: 'Sign out' }).click({ trial: true });
  });
});

test('5g: a group of the navigation closes by keys, stays closed in this browser, and opens for a page in it', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow'), viewport: LAPTOP }, async (page) => {
    await page.goto('/desk/');
    await settle(page);
    const group = navigation(page).getByRole('button', { name: 'Training' });
    const readiness = navigation(page).getByRole('link', { name: 'Readiness' });
    expect(await group.getAttribute('aria-expanded')).toBe('true');
    await group.focus();
    await page.keyboard.press('Enter');
    expect(await group.getAttribute('aria-expanded')).toBe('false');
    expect(await readiness.isVisible()).toBe(false);
    await page.reload();
    await settle(page);
    expect(await group.getAttribute('aria-expanded'), 'remembered').toBe('false');
    await page.goto('/desk/readiness');
    await settle(page);
    expect(await readiness.getAttribute('aria-current')).toBe('page');
    expect(await readiness.isVisible()).toBe(true);
  });
});

test('5g: the navigation folds to a strip that is remembered, and the search stays', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow'), viewport: LAPTOP }, async (page) => {
    await page.goto('/desk/treaties');
    await settle(page);
    const before = await measure(page);
    await page.getByRole('button', { name: 'Hide navigation' }).click();
    const folded = await measure(page);
    expect(before.main - folded.main, 'the page gets the room').toBeGreaterThan(120);
    expect(await navigation(page).count()).toBe(0);
    await page.reload();
    await settle(page);
    expect((await measure(page)).main).toBe(folded.main);
    await page.getByRole('link', { name: 'Manumit' }).click({ trial: true });
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show navigation' }).click();
    expect((await measure(page)).main).toBe(before.main);
  });
});
