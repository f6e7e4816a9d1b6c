import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { browserName } from './browser/browsers.ts';
import { settle, visit } from './browser/visit.ts';
import { accessibilityFaults } from './checks/accessibility.ts';
import { changeToFrench, collectGiven, englishLeft, inFrench } from './checks/english.ts';
import { focusOrderFaults } from './checks/focus-order.ts';
import { cutColumns, gluedButtons, layoutFaults } from './checks/layout.ts';
import { printFaults } from './checks/print.ts';
import { unmarked } from './checks/reconstructed.ts';
import { accountOf } from './exercise-accounts.ts';
import { SCREENS } from './screens.ts';

// Not run in Firefox because it takes long: every screen at three widths, in dark mode, in print and in both languages.
describe.skipIf(browserName() === 'firefox').concurrent('screens of the desk', () => {
  test.each(SCREENS)('5g: $screen', async ({ as, path, press }) => {
    await visit({ address: inject('exercise').address, as: accountOf(as), readsOnly: true }, async (page, context) => {
      const given = collectGiven(page);
      const faults: string[] = [];
      const see = (where: string, found: string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`));
      await page.goto(typeof path === 'string' ? path : await path(context.request));
      await settle(page);
      await open(page, press?.('en'));
      expect(await page.title()).toMatch(/\S · Manumit$/);
      await page.locator('.band.exercise').first().waitFor();
      see('light', await accessibilityFaults(page));
      await page.emulateMedia({ colorScheme: 'dark' });
      see('dark', await accessibilityFaults(page, ['color-contrast']));
      await page.emulateMedia({ colorScheme: 'light' });
      see('1440 px', [...(await layoutFaults(page)), ...(await cutColumns(page)), ...(await gluedButtons(page))]);
      see('order of the keys', await focusOrderFaults(page));
      see('reconstructed', await unmarked(page));
      see('print', await printFaults(page));
      see('768 px', await atWidth(page, 768));
      see('320 px', [
        ...(await atWidth(page, 320)),
        ...(await cutColumns(page)),
        ...(await gluedButtons(page)),
        ...(await focusOrderFaults(page)),
      ]);

      // A screen that a button opens is loaded again, so that its French button opens it too.
      await (press ? inFrench(page) : changeToFrench(page));
      await open(page, press?.('fr'));
      see('French, 320 px', await atWidth(page, 320));
      await page.setViewportSize({ width: 1440, height: 900 });
      see('French', [...(await englishLeft(page, given)), ...(await cutColumns(page))]);
      expect(faults.join('\n')).toBe('');
    });
  });
});

async function open(page: Page, button: string | undefined): Promise<void> {
  if (button === undefined) return;
  await page.getByRole('button', { name: button, exact: true }).click();
  await settle(page);
}

async function atWidth(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return layoutFaults(page);
}
