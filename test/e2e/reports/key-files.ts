import type { Locator, Page } from 'playwright-core';
import { download } from '../browser/visit.ts';

/** A file that a holder keeps, and the passphrase that another one keeps. */
export type HeldFile = { bytes: Buffer; passphrase: string };

/** Types back the word that is asked of a passphrase, and answers the passphrase. */
export async function keepPhrase(part: Locator): Promise<string> {
  await part.locator('.channel-phrase ol li').nth(5).waitFor();
  const words = await part.locator('.channel-phrase ol li').allTextContents();
  const label = (await part.locator('.channel-phrase label').textContent())!;
  await part.getByLabel(label).fill(words[Number(/\d+/.exec(label)![0]) - 1]!);
  await part.getByRole('button', { name: 'Confirm word' }).click();
  return words.join(' ');
}

/** Saves a file for a holder and keeps its passphrase. */
export async function keepFile(page: Page, part: Locator): Promise<HeldFile> {
  const bytes = await download(page, () => part.getByRole('button', { name: /^Save / }).click());
  return { bytes, passphrase: await keepPhrase(part) };
}

/** Opens a file of a holder. A file that was chosen before stays chosen. */
export async function openFile(page: Page, file: HeldFile, action: string): Promise<void> {
  const input = page.locator('input[type=file]');
  if ((await input.count()) > 0) await input.setInputFiles({ name: 'key.age', mimeType: 'application/octet-stream', buffer: file.bytes });
  await page.getByLabel('Passphrase of this file').fill(file.passphrase);
  await page.locator('form').getByRole('button', { name: action }).click();
}
