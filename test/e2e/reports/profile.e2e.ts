import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startReports } from '#rooms/reports/reporter/fixtures.ts';
import { browserName, findBrowser } from '../browser/browsers.ts';
import { keepCode, press, SECRET, settleCode, write } from './write.ts';

const CONTROL = 'planted control osprey';
// Words that were typed, the unit that was left out, and answers as they are before they are encrypted.
const MARKERS = [SECRET, 'kestrel', '2 Bde', '"age":"adult"', '"way":"code"'];
let reports: Awaited<ReturnType<typeof startReports>>;
let folder: string;
let child: ChildProcess;
let browser: Browser;

/** A browser with a profile of its own on disk, as a person has it. */
async function open(): Promise<Page> {
  const found = findBrowser('chromium');
  if ('missing' in found) throw new Error(found.missing);
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'];
  const own = ['--disable-sync', '--no-first-run', '--headless=new', `--user-data-dir=${folder}`, '--remote-debugging-port=0'];
  child = spawn(found.path, [...flags, ...own, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const address = await new Promise<string>((resolve) => {
    let text = '';
    child.stderr!.on('data', (part) => {
      text += part;
      const ws = /DevTools listening on (ws:\S+)/.exec(text);
      if (ws) resolve(ws[1]!);
    });
  });
  browser = await chromium.connectOverCDP(address);
  const page = await browser.contexts()[0]!.newPage();
  // What a page does store is found: otherwise the search would prove nothing.
  await page.goto(`${reports.address}/away`);
  await page.evaluate((text) => localStorage.setItem('control', text), CONTROL);
  return page;
}

/** Ends all processes of the browser at once, as a phone whose battery is taken out. */
async function kill(): Promise<void> {
  const ended = once(child, 'exit');
  process.kill(-child.pid!, 'SIGKILL');
  await ended;
}

/** Kills the browser when the answer to its report has come, before the page is given it. */
async function killAtAnswer(page: Page, send: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/r/reports', requestStage: 'Response' }] });
  const answered = new Promise((resolve) => session.once('Fetch.requestPaused', resolve));
  await send();
  await answered;
  await kill();
}

/** Ends the browser as a person does: what it stores on ending is stored. */
async function close(): Promise<void> {
  const ended = once(child, 'exit');
  await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => {});
  await ended;
}

/** How many fields of the page there are, and what is filled in or chosen in them. */
const fieldsOf = (page: Page) =>
  page.locator('main').evaluate((main) => {
    const fields = [...main.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
    const values = fields.map((field) =>
      field.matches('[type=radio], [type=checkbox]') ? field.matches(':checked') && 'chosen' : field.value,
    );
    return { count: fields.length, filled: values.filter(Boolean) };
  });

/** The files of the profile that hold a text, in the encodings of a browser. */
function filesWith(text: string): string[] {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => {
      const content = readFileSync(path);
      return forms.some((form) => content.includes(form));
    });
}

beforeEach(async () => {
  reports = await startReports();
  folder = mkdtempSync(join(tmpdir(), 'reporter-profile-'));
});
afterEach(async () => {
  await browser.close().catch(() => {});
  if (child.exitCode === null && child.signalCode === null) await kill();
  await reports.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe.skipIf(browserName() !== 'chromium')('the profile of a browser (5e)', () => {
  test('holds nothing of what was typed after leaving, and the next person with this phone finds nothing', async () => {
    const page = await open();
    await write(page, { reports });
    const code = await settleCode(page);
    await page.getByRole('link', { name: 'Leave this site' }).click();
    await page.waitForURL('**/away');
    await page.goto(`${reports.address}/r/tideline`);
    await press(page, /I saw something/);
    await page.getByText('Part 1 of 9').waitFor();
    const { count, filled } = await fieldsOf(page);
    expect([count > 30, filled]).toEqual([true, []]);
    await page.goto(`${reports.address}/r/tideline/follow`);
    await page.getByLabel('Your code, nine groups').waitFor();
    expect(await fieldsOf(page)).toEqual({ count: 1, filled: [] });
    await close();
    expect(filesWith(CONTROL)).not.toEqual([]);
    for (const marker of [...MARKERS, code.join(' '), code.join('')]) expect(filesWith(marker), marker).toEqual([]);
  });

  test('holds nothing of what was typed after the browser was killed meanwhile', async () => {
    const page = await open();
    await write(page, { reports });
    await page.getByRole('button', { name: 'Back' }).click();
    await expect.poll(() => filesWith(CONTROL)).not.toEqual([]);
    await kill();
    for (const marker of MARKERS) expect(filesWith(marker), marker).toEqual([]);
  });

  test('holds a kept report encrypted, also once the browser was killed while it was sent, until leaving deletes its stores', async () => {
    const page = await open();
    await write(page, { reports, isDanger: false });
    const code = await keepCode(page);
    await page.context().setOffline(true);
    await press(page, 'Send');
    await press(page, 'Keep it on this phone');
    await page.getByRole('heading', { name: 'Kept on this phone' }).waitFor();
    await expect.poll(() => filesWith('manumit-reports')).not.toEqual([]);
    await kill();
    for (const marker of [...MARKERS, code, code.replaceAll(' ', '')]) expect(filesWith(marker), marker).toEqual([]);
    const sending = await open();
    await sending.goto(`${reports.address}/r/tideline`);
    // The server stored it, and the browser is gone before it reads so.
    await killAtAnswer(sending, () => press(sending, 'Send it now'));
    expect(reports.reports.size).toBe(1);
    const again = await open();
    await again.goto(`${reports.address}/r/tideline`);
    await again.getByRole('heading', { name: 'A locked report waits on this phone' }).waitFor();
    await press(again, 'Send it now');
    await again.getByText(/The site received it on/).waitFor();
    expect(reports.reports.size).toBe(1);
    expect(reports.bodies.filter((body) => body.startsWith('POST /r/reports'))).toHaveLength(2);
    await again.getByRole('link', { name: 'Leave this site' }).click();
    await again.waitForURL('**/away');
    const stores = () => again.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length]);
    await expect.poll(stores).toEqual([0, 0]);
  });
});
