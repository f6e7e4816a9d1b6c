import type { Page } from 'playwright-core';
import { accessibilityFaults } from './accessibility.ts';
import { englishLeft } from './english.ts';
import { cutColumns, layoutFaults } from './layout.ts';
import { printFaults } from './print.ts';

const WIDTHS = [1440, 768, 320];

/** What is wrong with the public page on the screen: accessibility, in the dark too, each width, paper, and English left on a French one. */
export async function publicPageFaults(page: Page, locale: string): Promise<string[]> {
  const faults: string[] = [];
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
  if (locale === 'fr') see('French', await englishLeft(page));
  return faults;
}
