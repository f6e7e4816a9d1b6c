import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { decryptWith, encryptTo, publicOf } from '#rooms/reports/crypto/keys.ts';
import { unwrapKey } from '#rooms/reports/crypto/report.ts';
import { download, settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { printFaults } from '../checks/print.ts';
import { accountOf } from '../exercise-accounts.ts';
import { openReaderChannel, PASSPHRASE, type ReaderChannel, sendFiles } from './reader-channel.ts';
import { goTo } from './write.ts';

// One channel for all stories, with a report for each.
let channel: ReaderChannel;
beforeAll(async () => {
  channel = await openReaderChannel('pier-help');
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const as = (name: string, story: (page: Page) => Promise<void>) =>
  visit({ address: inject('exercise').address, as: accountOf(name) }, story);
/** Opens a report at the desk and unlocks the keys, in English. */
async function openAtDesk(page: Page, report: string): Promise<void> {
  await page.goto(`/desk/reports/${report}`);
  await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
  await press(page, 'Unlock');
  await page.getByText('Unlocked in this browser only.').waitFor();
}
const faultsOf = async (page: Page) => {
  await settle(page);
  const wide = await accessibilityFaults(page);
  await page.setViewportSize({ width: 320, height: 900 });
  const narrow = await layoutFaults(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return [...wide, ...narrow];
};

/** What is printed of an unlocked page: its faults, and whether the words of reporters and the band about the keys are on it. */
async function onPaper(page: Page, words: Locator): Promise<{ faults: string[]; words: boolean; keys: boolean }> {
  const faults = await printFaults(page);
  await page.emulateMedia({ media: 'print' });
  const shown = { faults, words: await words.first().isVisible(), keys: await page.locator('.keys-band').isVisible() };
  await page.emulateMedia({ media: 'screen' });
  return shown;
}

/** A picture of one colour, as bytes of a PNG. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const FILES = [
  { name: 'gate\u202egnp.exe', type: 'image/png', bytes: new Uint8Array(PICTURE) },
  { name: 'names.txt', type: 'text/plain', bytes: new Uint8Array(Buffer.alloc(90_000, 'plover ')) },
];

describe('the files of a report at the desk (5e)', () => {
  test('are listed, saved and shown on demand alone, and no address of a picture exists', async () => {
    const { ticket, encrypted } = await channel.send({ files: FILES });
    await sendFiles({ ticket, container: encrypted.container! });
    await as('Ida Roth', async (page) => {
      await openAtDesk(page, encrypted.address.report);
      await press(page, 'Download and open files');
      await page.getByText('names.txt').waitFor();
      // Marks that turn the direction of writing are gone: the name ends as it ends.
      await page.getByText('gategnp.exe').waitFor();
      expect(await page.locator('canvas').count()).toBe(0);
      const saved = await download(page, () => press(page, 'Save names.txt'));
      expect(saved.equals(FILES[1]!.bytes)).toBe(true);
      await page.getByText('The text of the report announces 2 files.').waitFor();
      expect(await page.getByText(/These are not the very files/).count()).toBe(0);
      await press(page, 'Show picture gategnp.exe');
      await page.getByText(/This picture may show violence/).waitFor();
      expect(await page.locator('canvas').count()).toBe(0);
      await press(page, 'Show it now');
      await page.getByRole('img', { name: /^Picture gategnp.exe/ }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await press(page, 'Hide picture');
      await press(page, 'Lock now');
      await page.getByText('names.txt').waitFor({ state: 'detached' });
    });
  });

  test('that a server withholds altogether, or replaces, are named: the text announces them', async () => {
    const withheld = await channel.send({ files: FILES }, ({ container: _, ...sent }) => sent);
    const none = await channel.send({});
    const replaced = await channel.send({ files: FILES });
    const key = await unwrapKey(replaced.encrypted.address, replaced.encrypted.wraps[0]!.bytes, channel.made[0]!.keys.identity);
    const { recipient } = await publicOf({ ...channel.made[0]!.keys, identity: key });
    // The same files encrypted again: as another reader could do who works with the operator of the server.
    const padded = await decryptWith(key, replaced.encrypted.container!);
    await sendFiles({ ticket: replaced.ticket, container: await encryptTo([recipient], padded) });
    await as('Ida Roth', async (page) => {
      await openAtDesk(page, withheld.encrypted.address.report);
      await page.getByText('The text of the report announces 2 files. The server shows none.').waitFor();
      await page
        .getByText('The server could also be withholding what is missing, or show other files in its place. Ask the reporter.')
        .waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await openAtDesk(page, none.encrypted.address.report);
      await page.getByText('They sleep behind the depot.').waitFor();
      await page.getByRole('heading', { name: 'Messages' }).waitFor();
      expect(await page.getByRole('heading', { name: 'Files' }).count()).toBe(0);
      await openAtDesk(page, replaced.encrypted.address.report);
      await press(page, 'Download and open files');
      await page.getByText(/These are not the very files that the text announces/).waitFor();
    });
  });

  test('that are damaged or have not arrived are named, and whole ones before them are kept', async () => {
    const damaged = await channel.send({ files: [...FILES, { ...FILES[1]!, name: 'last.txt' }] });
    const container = damaged.encrypted.container!;
    container[80_000]! ^= 1;
    await sendFiles({ ticket: damaged.ticket, container });
    const cut = await channel.send({ files: FILES });
    await sendFiles({ ticket: cut.ticket, container: cut.encrypted.container! }, 2);
    await as('Ida Roth', async (page) => {
      await openAtDesk(page, damaged.encrypted.address.report);
      await press(page, 'Download and open files');
      await page.getByText('2 files are damaged or have not arrived.').waitFor();
      expect(await page.getByRole('button', { name: /^Save / }).count()).toBe(1);
      await openAtDesk(page, cut.encrypted.address.report);
      await page.getByText(/The files have not all arrived: 2 of \d+ parts are here/).waitFor();
      await press(page, 'Download and open files');
      await page.getByText('1 file is damaged or has not arrived.').waitFor();
      expect(await faultsOf(page)).toEqual([]);
    });
  });
});

test('5e: a report that cannot be opened says why, is given to a colleague or closed as such, and is due no more', async () => {
  const spoiled = await channel.send({}, (sent) => ({
    ...sent,
    body: Buffer.alloc(Buffer.from(sent.body, 'base64').length, 7).toString('base64'),
  }));
  const id = spoiled.encrypted.address.report;
  await as('Ida Roth', async (page) => {
    await openAtDesk(page, id);
    await page.getByText('This report cannot be opened: its text or your key of it is damaged.').waitFor();
    await press(page, 'Assign to a reader');
    await page.getByLabel('Reader', { exact: true }).selectOption({ label: 'Lise Arnaud' });
    await page.getByRole('form').getByRole('button', { name: 'Assign to a reader' }).click();
    await page.getByText('Reader 2 has it').waitFor();
    await press(page, 'Close report');
    await page.getByText(/Another reader may be able to open it/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Close as not readable');
    await page.getByText(/· Closed/).waitFor();
    await page.goto(`/desk/reports?channel=${channel.id}&show=closed`);
    await page.locator(`a[href$="${id}"]`).waitFor();
    await page.goto(`/desk/reports?channel=${channel.id}`);
    await settle(page);
    expect(await page.locator(`a[href$="${id}"]`).count()).toBe(0);
  });
});

test('5e: the wishes of the reporter stay in view wherever a reader writes, and are on paper once', async () => {
  const text = 'They sleep behind the depot. '.repeat(120);
  const wishes = ['ask-first', 'no-police', 'no-employer', 'no-unit', 'no-embassy'];
  const { encrypted } = await channel.send({ content: { answers: { wishes, age: 'child', 'safe-time': 'After dark.' }, text } });
  await as('Ida Roth', async (page) => {
    await openAtDesk(page, encrypted.address.report);
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 320, height: 640 },
    ]) {
      await page.setViewportSize(viewport);
      for (const place of [
        page.getByLabel('New note'),
        page.getByLabel('Your own words'),
        page.getByRole('button', { name: 'Assign to a reader' }),
      ]) {
        await place.focus();
        await place.scrollIntoViewIfNeeded();
        const seen = await page.locator('.wishes').evaluate((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return { inView: top >= 0 && bottom <= innerHeight * 0.4, hidden: element.contains(document.activeElement) };
        });
        expect(seen, `${viewport.width}`).toEqual({ inView: true, hidden: false });
        const focused = (await place.boundingBox())!;
        const box = (await page.locator('.wishes').boundingBox())!;
        expect(focused.y, `${viewport.width}: what has the focus is below the wishes`).toBeGreaterThanOrEqual(box.y + box.height);
      }
    }
    expect(await faultsOf(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.wishes').evaluate((element) => getComputedStyle(element).position)).toBe('static');
  });
});

test('5e: a draft outlives the lock, encrypted in memory alone, and is gone once it was sent', async () => {
  const { encrypted } = await channel.send({});
  await as('Ida Roth', async (page) => {
    await openAtDesk(page, encrypted.address.report);
    await page.getByLabel('Your own words').fill('Go to the north gate, heron.');
    await page.getByLabel('New note').fill('Ask the chaplain, plover.');
    await page.locator('#note-text').blur();
    await settle(page);
    await press(page, 'Lock now');
    await page.getByText('Unlock your keys to read this report.').waitFor();
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
    expect((await page.content()) + kept).not.toMatch(/heron|plover/);
    await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
    await press(page, 'Unlock');
    await page.getByText('Your draft is back.').first().waitFor();
    expect(await page.getByLabel('Your own words').inputValue()).toBe('Go to the north gate, heron.');
    expect(await page.getByLabel('New note').inputValue()).toBe('Ask the chaplain, plover.');
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Add note');
    await page.locator('.thread').getByText('Ask the chaplain, plover.').waitFor();
    await press(page, 'Encrypt and send');
    await page.locator('.thread').getByText('Go to the north gate, heron.').waitFor();
    await press(page, 'Lock now');
    await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
    await press(page, 'Unlock');
    await page.locator('.thread').getByText('Go to the north gate, heron.').waitFor();
    expect(await page.getByLabel('Your own words').inputValue()).toBe('');
  });
});

test('5e: a reader has a report of danger after two clicks from the home page, which counts it', async () => {
  const { encrypted } = await channel.send({ danger: true });
  await as('Ida Roth', async (page) => {
    await page.goto('/desk/');
    await page.getByText(/reports? of danger that nobody has/).waitFor();
    expect(await page.getByRole('link', { name: 'Open the watch page' }).getAttribute('href')).toBe('/desk/watch');
    await page.getByRole('link', { name: 'Open reports' }).click();
    await page.getByText('Nobody has it yet').waitFor();
    const row = page.locator('tr', { has: page.locator(`a[href$="${encrypted.address.report}"]`) });
    await row.getByText('Danger now').waitFor();
    // It is first in every view, also in one that does not list it.
    await press(page, 'Closed');
    await row.waitFor({ state: 'detached' });
    await page.getByText('Nobody has it yet').waitFor();
    await press(page, 'Open');
    await row.waitFor();
    await press(page, 'I have it');
    await page.getByText('Nobody has it yet').waitFor({ state: 'detached' });
    await row.getByText('You have it').waitFor();
    await row.getByText('Danger now').waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
  });
});

test('5e: a report is opened, answered and closed with the keyboard alone', async () => {
  const { encrypted } = await channel.send({});
  await as('Ida Roth', async (page) => {
    const go = (name: string) => goTo(page, page.getByRole('button', { name, exact: true }));
    await page.goto(`/desk/reports?channel=${channel.id}`);
    await page.locator(`a[href$="${encrypted.address.report}"]`).waitFor();
    await goTo(page, page.getByLabel('Passphrase of six words'));
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('Unlocked in this browser only.').waitFor();
    await settle(page);
    expect(await onPaper(page, page.locator('.inbox-words'))).toEqual({ faults: [], words: true, keys: false });
    await goTo(page, page.locator(`a[href$="${encrypted.address.report}"]`));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What the reporter says' }).waitFor();
    await settle(page);
    expect(await onPaper(page, page.getByRole('heading', { name: 'What the reporter says' }))).toEqual({
      faults: [],
      words: true,
      keys: false,
    });
    await goTo(page, page.getByLabel('Your own words'));
    await page.keyboard.type('A person has read your report.');
    await go('Encrypt and send');
    await page.keyboard.press('Enter');
    await page.locator('.thread').getByText('A person has read your report.').waitFor();
    await go('Close report');
    await page.keyboard.press('Enter');
    await goTo(page, page.getByLabel('Outcome'));
    await page.keyboard.type('dealt');
    await goTo(page, page.getByLabel('Reason'));
    await page.keyboard.type('They are safe.');
    await go('Close report');
    await page.keyboard.press('Enter');
    await page.getByText('Reopen report').waitFor();
  });
});
