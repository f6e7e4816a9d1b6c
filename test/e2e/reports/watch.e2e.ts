import { expect, inject, test } from 'vitest';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';

test.each([
  ['Pia Strand', 'Watch for danger', 1440],
  ['Tove Marin', 'Veille', 320],
])('5e: the watch page is named, and has no fault of axe or layout for %s, before and while it watches', async (name, title, width) => {
  for (const colorScheme of ['light', 'dark'] as const)
    await visit(
      { address: inject('exercise').address, as: accountOf(name), viewport: { width, height: 800 }, colorScheme },
      async (page) => {
        await page.goto('/desk/watch');
        await page.locator('main.watch h1').waitFor();
        expect(await page.title()).toMatch(new RegExp(`^${title}.* · Manumit$`));
        const faults = async () => [...(await accessibilityFaults(page)), ...(await layoutFaults(page))];
        expect(await faults()).toEqual([]);
        await page.locator('.watch-actions .button.main').click();
        await page.locator('main.watch:not([data-state=off])').waitFor();
        expect(await faults()).toEqual([]);
      },
    );
});
