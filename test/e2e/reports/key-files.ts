import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** A file that a holder keeps, and the passphrase that another one keeps. */
type HeldFile = { path: string; passphrase: string };

/** Types back the word that is asked of a passphrase, and answers the passphrase. */
export async function keepPhrase(part: Locator): Promise<string> {
  await part.locator('.channel-phrase ol li').nth(5).waitFor();
  const words = await part.locator('.channel-phrase ol li').allTextContents();
  const label = (await part.locator('.channel-phrase label').textContent())!;
  await part.getByLabel(label).fill(words[Number(/\d+/.exec(label)![0]) - 1]!);
  await part.getByRole('button', { name: 'Confirm word' }).click();
  return words.join(' ');
}

/** Saves a file for a holder into a folder and keeps its passphrase. */
export async function keepFile(page: Page, part: Locator, folder: string): Promise<HeldFile> {
  const saved = page.waitForEvent('download');
  await part.getByRole('button', { name: /^Save / }).click();
  const download = await saved;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return { path, passphrase: await keepPhrase(part) };
}

/** Opens a file of a holder. A file that was chosen before stays chosen. */
export async function openFile(page: Page, file: HeldFile, action: string): Promise<void> {
  const input = page.locator('input[type=file]');
  if ((await input.count()) > 0) await input.setInputFiles(file.path);
  await page.getByLabel('Passphrase of this file').fill(file.passphrase);
  await page.locator('form').getByRole('button', { name: action }).click();
}
