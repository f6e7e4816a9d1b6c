import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.ts';
import { englishLeft } from './english.ts';
import { layoutFaults } from './layout.ts';
import { printFaults } from './print.ts';

/** All checks of a page before sign-in: accessibility in light and dark mode, three widths, print, one heading, and English words on a French page. */
export async function signInFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const see = (where: string, found: string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`));
  see('light', await accessibilityFaults(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  see('dark', await accessibilityFaults(page, ['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of [1440, 768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    see(`${width} px`, await layoutFaults(page));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  see('print', await printFaults(page));
  if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) faults.push('not one first heading');
  if ((await page.locator('html').getAttribute('lang')) === 'fr') see('French', await englishLeft(page));
  return faults;
}
