import { type Browser, chromium, type Page } from 'playwright-core';
import { PAGE_TIMEOUT_MS } from '../../timeouts.ts';
import { findBrowser } from '../browser/browsers.ts';

const LANES = 3;

/** What a person writes: each in its own field of the form. */
export type Written = { readonly text: string; readonly where: string; readonly name: string; readonly message: string };

/**
 * Reports in a real Chromium, on the pages of a channel, a few at a time: from the poster to the answer of the server, then a message by the code. Returns the codes
 * that the pages showed.
 */
export async function reportInBrowser(
  poster: string,
  count: number,
  write: (at: number) => Written & { readonly isDanger: boolean },
  onReport: (done: number) => void = () => {},
): Promise<string[]> {
  const found = findBrowser('chromium');
  if ('missing' in found) throw new Error(found.missing);
  const flags = ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', ...flags] });
  const codes: string[] = [];
  let started = 0;
  const lane = async () => {
    const page = await newPage(browser);
    while (started < count) {
      const written = write(started++);
      const code = await reportOn(page, poster, written);
      await sendMessage(page, poster, code, written.message);
      onReport(codes.push(code));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(LANES, count) }, lane));
    return codes;
  } finally {
    await browser.close();
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(PAGE_TIMEOUT_MS);
  return context.newPage();
}

async function reportOn(page: Page, poster: string, { text, where, name, isDanger }: Written & { isDanger: boolean }): Promise<string> {
  const advance = () => page.getByRole('button', { name: 'Go on' }).click();
  // The same address with another fragment would not load the page again.
  await page.goto('about:blank');
  await page.goto(poster);
  await page.getByRole('button', { name: /I saw something/ }).click();
  await page.getByRole('heading', { name: 'Before you write' }).waitFor();
  await advance();
  await advance();
  if (isDanger) await page.getByLabel('Yes, someone is in danger now').check();
  await advance();
  await page.getByLabel('What did you see or hear?').fill(text);
  await page.getByLabel('Where?').fill(where);
  await advance();
  await advance();
  await advance();
  await page.getByLabel('Give my name').check();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await advance();
  await page.locator('.cd li').nth(8).waitFor();
  const groups = await page.locator('.cd li b').allTextContents();
  const asked = Number(/\d+/.exec((await page.locator('label.lb:visible').textContent())!)![0]);
  await page.locator('input.in:visible').fill(groups[asked - 1]!);
  await advance();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(/The site received your report on/).waitFor();
  return groups.join(' ');
}

async function sendMessage(page: Page, poster: string, code: string, message: string): Promise<void> {
  await page.goto(`${poster.replace(/#.*/, '')}/follow`);
  await page.getByLabel('Your code, nine groups').fill(code);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByLabel('Write back').fill(message);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText(/You wrote on/).waitFor();
}
