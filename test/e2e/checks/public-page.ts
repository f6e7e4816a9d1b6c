import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.ts';
import { englishLeft } from './english.ts';
import { cutColumns, layoutFaults } from './layout.ts';
import { printFaults } from './print.ts';

const WIDTHS = [1440, 768, 320];

/**
 * The faults of the current public page, with everything unfolded: accessibility in light and dark mode, each width, print, and English words on a French page except in texts that
 * people wrote (`written`).
 */
export async function publicPageFaults(page: Page, locale: string, written: readonly string[] = []): Promise<string[]> {
  const faults: string[] = [];
  // What is folded is not checked: the obligations of a clause on the page of the policy are.
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  const see = (where: string, found: string[]) => faults.push(...found.map((fault) => `${locale}, ${where}: ${fault}`));
  see('light', await accessibilityFaults(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  see('dark', await accessibilityFaults(page, ['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    see(`${width} px`, [...(await layoutFaults(page)), ...(await cutColumns(page))]);
  }
  see('print', await printFaults(page));
  if (locale === 'fr') see('French', await englishLeft(page, { both: new Map(), written: new Set(written) }));
  return faults;
}
