import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cutMetadata } from '#rooms/reports/reporter/browser/files/cut-metadata.ts';
import { startReports } from '#rooms/reports/reporter/fixtures.ts';
import { resistsFingerprinting } from '../browser/browsers.ts';
import { visit } from '../browser/visit.ts';
import { keepCode, press, write } from './write.ts';

let reports: Awaited<ReturnType<typeof startReports>>;
beforeEach(async () => {
  reports = await startReports();
});
afterEach(() => reports.close());

const MARKER = 'GPS 42.6629 kestrel';
const NAME = 'depot at night.jpg';

/** A picture as a browser draws it, with EXIF, a comment and bytes after its end. */
async function givenPicture(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(300, 200);
    const context = canvas.getContext('2d')!;
    for (let at = 0; at < 300; at += 3) {
      context.fillStyle = `rgb(${at % 256} ${(at * 7) % 256} 90)`;
      context.fillRect(at, 0, 3, 200);
    }
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
    return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
  });
  const bytes = Buffer.from(drawn, 'base64');
  const exif = Buffer.from(`Exif\0\0MM\0*\0\0\0\x08\0\0${MARKER}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([bytes.subarray(0, 2), head, exif, bytes.subarray(2), Buffer.from(MARKER)]);
}

const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.getByLabel('Photographs or files you have already').setInputFiles(files);

/** Adds a text, which goes as it is after the warning. */
async function addText(page: Page, buffer: Buffer): Promise<void> {
  await choose(page, { name: 'a.txt', mimeType: 'text/plain', buffer });
  await press(page, 'Add it all the same');
  await page.getByText(/^Added as it is/).waitFor();
}

/** Whether the browser asks before this page is left. */
const asksBeforeLeaving = (page: Page) => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
const basesIn = (page: Page) => page.evaluate(async () => (await indexedDB.databases()).length);

/** Writes a report with files, which are chosen in its part. */
async function writeWith(page: Page, add: () => Promise<void>, atSend = async () => {}): Promise<void> {
  await page.goto(`${reports.address}/r/tideline`);
  await write(page, { reports, atWhat: add });
  await keepCode(page);
  await atSend();
  await press(page, 'Send');
  await page.getByText(/The site received your report on/).waitFor();
}

describe('the files of a report (5e)', () => {
  test('go after its text without place and device, in chunks that resume, and a reader opens them', async () => {
    await visit({ address: reports.address, withoutNetwork: true }, async (page) => {
      await page.goto(`${reports.address}/r/tideline`);
      const picture = await givenPicture(page);
      expect(picture.includes(MARKER)).toBe(true);
      // Text: it is no picture, and goes as it is after the warning.
      const list = Buffer.alloc(200_000, 'names ');
      reports.files.cut = 2;
      await writeWith(page, async () => {
        await choose(
          page,
          { name: NAME, mimeType: 'image/jpeg', buffer: picture },
          { name: 'names.txt', mimeType: 'text/plain', buffer: list },
        );
        await page
          .getByText(/Place, device and time were removed/)
          .last()
          .waitFor();
        await page.getByText(/This file cannot be cleaned here/).waitFor();
        await press(page, 'Add it all the same');
        await page.getByText('Added as it is, 196 KiB.').waitFor();
      });
      await page.getByText('All files have arrived.').waitFor();
      expect(await page.getByText('You can leave this site now').isVisible()).toBe(true);
      const files = await reports.openFilesAs(2);
      expect(files.map(({ name, type }) => [name, type])).toEqual([
        [NAME, 'image/jpeg'],
        ['names.txt', 'text/plain'],
      ]);
      expect(Buffer.from(files[0]!.bytes).includes(MARKER)).toBe(false);
      expect(Buffer.from(files[0]!.bytes).subarray(0, 3).toString('hex')).toBe('ffd8ff');
      // A browser that alters what a canvas gives back would spoil the picture: there it is not redrawn, and its bytes are cut.
      expect(Buffer.from(cutMetadata(picture)!).equals(files[0]!.bytes)).toBe(resistsFingerprinting());
      expect(Buffer.from(files[1]!.bytes).equals(list)).toBe(true);
      expect(reports.files.repeated).toBe(0);
      const everything = reports.bodies.join('\n');
      for (const marker of [MARKER, 'depot at night', 'names.txt', 'image/jpeg']) expect(everything).not.toContain(marker);
      expect(everything.indexOf('POST /r/reports')).toBeLessThan(everything.indexOf('PUT /r/files'));
    });
  });

  test('go on when the page is opened again where the reporter keeps them, and the browser asks before leaving where they do not', async () => {
    await visit({ address: reports.address, withoutNetwork: true, refused: ['PUT /r/files 409'] }, async (page) => {
      const file = Buffer.alloc(200_000, 'names ');
      Object.assign(reports.files, { cut: 2, staysCut: true });
      const chunks = () => Math.ceil(reports.files.containerOf([...reports.reports.keys()].at(-1)!).length / 65_536);
      const write = (answer: RegExp | null) =>
        writeWith(
          page,
          () => addText(page, file),
          async () => {
            await page.getByText(/^Your files: 196 KiB. They are sent after your report. Keep this page open/).waitFor();
            // Neither answer is preset, and without one nothing is kept.
            expect(await page.locator('input[type=radio]:visible:checked').count()).toBe(0);
            if (answer !== null) await page.getByLabel(answer).check();
          },
        );
      await write(/^Yes. They go on/);
      await page.getByText('40 % sent').waitFor();
      await page.getByText(/If this page closes, open it again: they go on by themselves/).waitFor();
      expect([await asksBeforeLeaving(page), await basesIn(page), chunks()]).toEqual([false, 1, 2]);
      Object.assign(reports.files, { cut: null, staysCut: false });
      await page.goto(`${reports.address}/r/tideline`);
      await page.getByText('All files have arrived.').waitFor();
      await page.getByText('The files were deleted from this phone.').waitFor();
      expect([await basesIn(page), reports.files.repeated, (await reports.openFilesAs(2))[0]!.bytes.length]).toEqual([0, 0, 200_000]);

      Object.assign(reports.files, { cut: 2, staysCut: true });
      await write(null);
      await page.getByText('40 % sent').waitFor();
      expect([await asksBeforeLeaving(page), await basesIn(page)]).toEqual([true, 0]);
      // Where there is no room for a while, they are not given up.
      Object.assign(reports.files, { cut: null, staysCut: false, isFull: true });
      await page.getByText(/There is no room for more files now. Your report was received./).waitFor();
      expect(await asksBeforeLeaving(page)).toBe(true);
      reports.files.isFull = false;
      await press(page, 'Continue sending files');
      await page.getByText('All files have arrived.').waitFor();
      expect([await asksBeforeLeaving(page), chunks()]).toEqual([false, 5]);
    });
  });

  test('go only after the warning was accepted, and a removed one does not go', async () => {
    await visit({ address: reports.address }, async (page) => {
      await writeWith(page, async () => {
        await choose(page, { name: 'names.txt', mimeType: 'text/plain', buffer: Buffer.from('names') });
        await page.getByText(/This file cannot be cleaned here/).waitFor();
        await choose(page, { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
        await page.getByRole('button', { name: 'Add it all the same' }).nth(1).click();
        await page.getByText('Added as it is, 1 KiB.').waitFor();
        await page.getByRole('button', { name: 'Remove file' }).nth(1).click();
      });
      expect([...reports.reports.values()][0]!.container).toBeUndefined();
    });
  });

  test('can be erased, and where there is no room the page says that the text was received', async () => {
    await visit({ address: reports.address }, async (page) => {
      const add = () => addText(page, Buffer.from('a'));
      await writeWith(page, add);
      await page.getByText('All files have arrived.').waitFor();
      await press(page, 'Erase the files');
      await page.getByText(/The files were erased from the site/).waitFor();
      expect(reports.files.containerOf([...reports.reports.keys()][0]!).length).toBe(0);
      await writeWith(page, add);
      await page.getByText(/There is no room for files now. Your report was received/).waitFor();
    });
  });
});
