import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { focusShown } from './checks/focus-shown.ts';
import { accountOf } from './exercise-accounts.ts';

const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement).dataset.cell ?? document.activeElement?.tagName);

test('5g: the matrix can be read with the keyboard: arrows move, Enter opens, Escape returns to the same mark', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    await page.goto('/desk/compliance?clause=3');
    await settle(page);
    await page.locator('table.matrix [data-stop][tabindex="0"]').focus();
    const start = await focused(page);
    const [party, obligation] = start!.split(' ');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page), 'right: another obligation of the same party').toMatch(new RegExp(`^${party} P3`));
    expect(await focused(page)).not.toBe(start);
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toBe(start);
    await page.keyboard.press('ArrowDown');
    const below = (await focused(page))!;
    expect(below, 'down: the same obligation of another party').toMatch(new RegExp(` ${obligation!.replace('.', '\\.')}$`));
    expect(below).not.toBe(start);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/desk/compliance/${below.replace(' ', '/')}?**`);
    const drawer = page.locator('aside.drawer');
    await drawer.getByRole('heading', { level: 2 }).waitFor();
    expect(await drawer.evaluate((element) => element.contains(document.activeElement)), 'the focus is in the drawer').toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForURL('**/desk/compliance?clause=3');
    await page.waitForFunction((cell) => (document.activeElement as HTMLElement).dataset.cell === cell, below);
    expect(await drawer.count()).toBe(0);
  });
});

test('5g: the first Tab stop of a page skips the navigation', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    await page.goto('/desk/policy');
    await settle(page);
    await page.keyboard.press('Tab');
    const skip = page.locator('a.skip');
    expect(await skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0)).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
  });
});

test.each([
  { path: '/desk/compliance', who: 'Ines Harrow' },
  { path: '/desk/tasks', who: 'Mira Kolb' },
  { path: '/desk/evidence/new', who: 'Mira Kolb' },
  { path: '/desk/people', who: 'Ines Harrow' },
])('5g: every element that the Tab key reaches on $path shows its focus', async ({ path, who }) => {
  await visit({ address: inject('exercise').address, as: accountOf(who) }, async (page) => {
    await page.goto(path);
    await settle(page);
    const seen = new Set<string>();
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press('Tab');
      const at = await focusShown(page);
      if (at.body) break;
      seen.add(at.name);
      expect(at.ring, `${at.name} shows no focus`).toBe(true);
      expect(at.uncovered, `${at.name} is not covered`).toBe(true);
    }
    expect(seen.size).toBeGreaterThan(8);
  });
});
