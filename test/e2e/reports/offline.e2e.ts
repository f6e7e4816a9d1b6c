import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startReports } from '#rooms/reports/reporter/fixtures.ts';
import { download, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { keepCode, press, SECRET, write } from './write.ts';

const DAY_MS = 86_400_000;
const OFFLINE = 'Without a network, or with a locked file';
let reports: Awaited<ReturnType<typeof startReports>>;
beforeEach(async () => {
  reports = await startReports();
});
afterEach(() => reports.close());

/** Everything that these pages keep in a browser: the addresses of kept pages, the content of the database as text, and the scopes of service workers. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const pages: string[] = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) pages.push(new URL(request.url).pathname);
    const bases = (await indexedDB.databases()).map(({ name }) => name!);
    const rows: string[] = [];
    for (const name of bases) {
      const base = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of base.objectStoreNames) {
        const asked = base.transaction(store).objectStore(store).getAll();
        await new Promise((done) => {
          asked.onsuccess = done;
        });
        rows.push(...(asked.result as unknown[]).map((row) => `${store} ${JSON.stringify(row)}`));
      }
      base.close();
    }
    const services = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname);
    return { pages, bases, rows, services };
  });
const NOTHING = { pages: [], bases: [], rows: [], services: [] };
const setOffline = (page: Page, offline: boolean) => page.context().setOffline(offline);
const waits = (page: Page) => page.getByRole('heading', { name: 'A locked report waits on this phone' });
const visitWithoutNetwork = (story: (page: Page) => Promise<void>, refused: readonly string[] = []) =>
  visit({ address: reports.address, withoutNetwork: true, refused }, story);

/** Writes a report, with a file where it is given, and sends it while there is no network. */
async function sendWithoutNetwork(page: Page, isDanger: boolean, file?: Buffer): Promise<void> {
  const add = async () => {
    if (file === undefined) return;
    const given = { name: 'names.txt', mimeType: 'text/plain', buffer: file };
    await page.getByLabel('Photographs or files you have already').setInputFiles(given);
    await press(page, 'Add it all the same');
    await page.getByText(/^Added as it is/).waitFor();
  };
  await write(page, { reports, isDanger, atWhat: add });
  await keepCode(page);
  await setOffline(page, true);
  await press(page, 'Send');
  await page.getByText(/It is not known whether the report arrived/).waitFor();
}

/** Keeps the pages of the channel, and waits until the browser serves this page too, without opening it again. */
async function keepPages(page: Page, language = ''): Promise<void> {
  await page.goto(`${reports.address}${language}/r/tideline`);
  await press(page, language === '' ? OFFLINE : 'Sans réseau, ou avec un fichier verrouillé');
  await press(page, language === '' ? 'Keep this page on this phone' : 'Garder cette page sur ce téléphone');
  await page.getByText(language === '' ? 'This page is kept on this phone.' : 'Cette page est gardée sur ce téléphone.').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

describe('a report without a network (5e)', () => {
  test('is kept with its files only if the reporter says so, encrypted, and is sent only when they say so again', async () => {
    await visitWithoutNetwork(async (page) => {
      const file = Buffer.alloc(200_000, 'names ');
      await sendWithoutNetwork(page, false, file);
      expect(await kept(page)).toEqual(NOTHING);
      expect(await accessibilityFaults(page)).toEqual([]);
      await press(page, 'Keep it on this phone');
      await page.getByRole('heading', { name: 'Kept on this phone' }).waitFor();
      // What was written is gone from the page and is nowhere on the phone.
      const { rows, pages, services } = await kept(page);
      expect([rows.length, rows[0]!.startsWith('reports {'), pages, services]).toEqual([1, true, [], []]);
      for (const marker of [SECRET, 'kestrel', 'ask-first', '2 Bde', 'names']) {
        expect(rows[0]).not.toContain(marker);
        expect(await page.content()).not.toContain(marker);
      }
      expect(await accessibilityFaults(page)).toEqual([]);
      await setOffline(page, false);
      await page.getByText('There is a network again. Nothing is sent until you say so.').waitFor();
      await page.goto(`${reports.address}/r/tideline`);
      await waits(page).waitFor();
      expect(reports.reports.size).toBe(0);
      // The connection breaks between two chunks, and the page is opened again: the files go on where they stopped.
      Object.assign(reports.files, { cut: 2, staysCut: true });
      await press(page, 'Send it now');
      await page.getByText('Your files are being sent.').waitFor();
      await expect.poll(() => reports.files.containerOf([...reports.reports.keys()][0]!).length).toBe(2 * 65_536);
      // The text has arrived, so of the report only its files are still here.
      expect((await kept(page)).rows.map((row) => [row.includes('container'), row.includes('wraps')])).toEqual([[true, false]]);
      Object.assign(reports.files, { cut: null, staysCut: false });
      await page.goto(`${reports.address}/r/tideline`);
      await page.getByText('All files have arrived.').waitFor();
      await page.getByText('The files were deleted from this phone.').waitFor();
      expect([reports.reports.size, reports.files.repeated, await kept(page)]).toEqual([1, 0, NOTHING]);
      expect((await reports.openAs(2)).opened.text).toBe(SECRET);
      const files = await reports.openFilesAs(2);
      expect(files.map(({ name, bytes }) => [name, Buffer.from(bytes).equals(file)])).toEqual([['names.txt', true]]);
    });
  });

  test('is sent automatically once there is a network, where someone is in danger', async () => {
    await visitWithoutNetwork(async (page) => {
      await sendWithoutNetwork(page, true);
      await setOffline(page, false);
      await page.getByText(/The site received your report on/).waitFor();
      expect(reports.reports.size).toBe(1);
    });
  });

  test('is sent automatically from the phone, where someone is in danger, and the page says that nobody has taken it', async () => {
    await visitWithoutNetwork(async (page) => {
      await page.clock.install();
      await sendWithoutNetwork(page, true);
      await press(page, 'Keep it on this phone');
      await page.getByText(/Nobody is told before it was sent/).waitFor();
      await setOffline(page, false);
      await page.getByText(/The site received it on/).waitFor();
      expect([reports.reports.size, await kept(page)]).toEqual([1, NOTHING]);
      reports.fail('untaken');
      await page.clock.fastForward('15:00');
      await page.getByText('Nobody has taken your report within 15 minutes. Call now').waitFor();
    });
  });

  test('is sent automatically when the page opens again, which has no code to ask for it and says to call', async () => {
    await visitWithoutNetwork(async (page) => {
      await sendWithoutNetwork(page, true);
      await press(page, 'Keep it on this phone');
      await page.getByText(/Nobody is told before it was sent/).waitFor();
      await page.goto('about:blank');
      await setOffline(page, false);
      await page.goto(`${reports.address}/r/tideline`);
      await page.getByText(/The site received it on/).waitFor();
      await page.getByText('Do not wait for an answer here. Call now if you can').waitFor();
      expect([reports.reports.size, await kept(page)]).toEqual([1, NOTHING]);
    });
  });

  test('counts once where it had arrived although the connection broke', async () => {
    await visitWithoutNetwork(
      async (page) => {
        await write(page, { reports, isDanger: false });
        await keepCode(page);
        reports.fail('break-after-storing');
        await press(page, 'Send');
        await press(page, 'Keep it on this phone');
        await page.getByRole('heading', { name: 'Kept on this phone' }).waitFor();
        reports.fail(null);
        await page.goto(`${reports.address}/r/tideline`);
        await press(page, 'Send it now');
        await page.getByText(/The site received it on/).waitFor();
        expect(reports.reports.size).toBe(1);
      },
      ['POST /r/reports 503'],
    );
  });

  test('is saved as a file, which is chosen on the same page and sent later', async () => {
    await visitWithoutNetwork(async (page) => {
      await sendWithoutNetwork(page, true);
      const file = await download(page, () => press(page, 'Save a locked file'));
      for (const marker of [SECRET, 'kestrel', 'ask-first']) expect(file.toString()).not.toContain(marker);
      expect(await kept(page)).toEqual(NOTHING);
      await page.goto('about:blank');
      await setOffline(page, false);
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, OFFLINE);
      const field = page.getByLabel('Choose a locked file that you saved here');
      const given = (buffer: Buffer) => field.setInputFiles({ name: 'locked.json', mimeType: 'application/json', buffer });
      await given(Buffer.from('{}'));
      await page.getByText('This is not a locked report for this page.').waitFor();
      await given(file);
      await page.getByRole('heading', { name: 'A locked report is in this file' }).waitFor();
      expect(reports.reports.size).toBe(0);
      await press(page, 'Send it now');
      await page.getByText(/The file is still on this phone/).waitFor();
      expect([reports.reports.size, await kept(page)]).toEqual([1, NOTHING]);
    });
  });

  test('is deleted from the phone where the reporter says so', async () => {
    await visitWithoutNetwork(async (page) => {
      await sendWithoutNetwork(page, false, Buffer.from('names'));
      // Where the phone has no room for the files, the text is kept without them.
      await page.evaluate(() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function textOnly(value, key) {
          if ('files' in value) throw new DOMException('full', 'QuotaExceededError');
          return put.call(this, value, key);
        };
      });
      await press(page, 'Keep it on this phone');
      await page.getByText('Your photographs and files are not kept.').waitFor();
      await press(page, 'Delete it from this phone');
      await page.getByText('Deleted from this phone.').waitFor();
      await expect.poll(() => kept(page)).toEqual(NOTHING);
    });
  });

  test('stays kept where another tab deletes its own at the same moment', async () => {
    await visitWithoutNetwork(async (page) => {
      const other = await page.context().newPage();
      for (const tab of [page, other]) {
        await write(tab, { reports, isDanger: false });
        await keepCode(tab);
      }
      await setOffline(page, true);
      for (const tab of [page, other]) {
        await press(tab, 'Send');
        await tab.getByText(/It is not known whether the report arrived/).waitFor();
      }
      await press(page, 'Keep it on this phone');
      await page.getByRole('heading', { name: 'Kept on this phone' }).waitFor();
      // The first tab has found the database empty and is slow to delete it.
      await other.evaluate(() => {
        const begun = new BroadcastChannel('begun');
        Object.assign(globalThis, { begun: new Promise((done) => begun.addEventListener('message', done, { once: true })) });
      });
      await page.evaluate(() => {
        const { deleteDatabase } = IDBFactory.prototype;
        IDBFactory.prototype.deleteDatabase = function slowly(name) {
          new BroadcastChannel('begun').postMessage(null);
          const until = performance.now() + 1_500;
          while (performance.now() < until);
          return deleteDatabase.call(this, name);
        };
      });
      const deleting = press(page, 'Delete it from this phone');
      await other.evaluate(async () => void (await (globalThis as unknown as { begun: Promise<unknown> }).begun));
      await press(other, 'Keep it on this phone');
      await other.getByRole('heading', { name: 'Kept on this phone' }).waitFor();
      await deleting;
      await page.getByText('Deleted from this phone.').waitFor();
      expect((await kept(other)).rows.length).toBe(1);
    });
  });

  test('is not sent where fewer than two of its readers still read, and the page says to write again', async () => {
    await visitWithoutNetwork(
      async (page) => {
        await sendWithoutNetwork(page, false);
        await press(page, 'Keep it on this phone');
        await page.getByRole('heading', { name: 'Kept on this phone' }).waitFor();
        reports.fail('reader-left');
        await setOffline(page, false);
        await page.goto(`${reports.address}/r/tideline`);
        await press(page, 'Send it now');
        await page.getByText(/Fewer than two of its readers still read/).waitFor();
        reports.fail('no-proof');
        await press(page, 'Send it now');
        await page.getByText(/The public log does not name the readers of this channel/).waitFor();
        expect([reports.reports.size, (await kept(page)).rows.length]).toEqual([0, 1]);
      },
      [`GET /r/tideline/proof 409`],
    );
  });
});

describe('the pages of a channel (5e)', () => {
  test('keep nothing unless the reporter says so', async () => {
    await visitWithoutNetwork(async (page) => {
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, OFFLINE);
      await page.getByRole('button', { name: 'Keep this page on this phone' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await kept(page)).toEqual(NOTHING);
    });
  });

  test('open without a network once they are kept, encrypt to the kept list, and leaving deletes all of it', async () => {
    await visitWithoutNetwork(async (page) => {
      await keepPages(page);
      expect((await kept(page)).services).toEqual(['/r/']);
      await setOffline(page, true);
      await write(page, { reports, isDanger: false });
      await keepCode(page);
      await press(page, 'Send');
      await page.getByText('There is no network, so nothing was sent.').waitFor();
      const file = JSON.parse((await download(page, () => press(page, 'Save a locked file'))).toString());
      await press(page, 'Keep it on this phone');
      await page.getByRole('heading', { name: 'Kept on this phone' }).waitFor();
      const { pages, rows } = await kept(page);
      expect(pages.every((path) => /^\/r\/(tideline(\/how-safe)?$|code\/)/.test(path))).toBe(true);
      expect(rows.map((row) => row.split(' ')[0]).toSorted()).toEqual(['lists', 'reports']);
      expect(rows.join('\n')).not.toContain('kestrel');
      await setOffline(page, false);
      await page.goto(`${reports.address}/r/tideline`);
      await waits(page).waitFor();
      await press(page, 'Send it now');
      await page.getByText(/The site received it on/).waitFor();
      // The file and what was kept are one report.
      expect([...reports.reports.keys()]).toEqual([file.report.report]);
      await page.getByRole('link', { name: 'Leave this site' }).click();
      await page.waitForURL('**/away');
      await expect.poll(() => kept(page)).toEqual(NOTHING);
    });
  });

  test('are deleted from the phone without those of another channel, and the code with the last of them', async () => {
    await visitWithoutNetwork(async (page) => {
      await keepPages(page);
      await page.evaluate(async () => (await caches.open('manumit-reports')).add('/r/above'));
      const drop = async () => {
        await press(page, 'Delete this page from this phone');
        await page.getByText('Deleted from this phone. The history of the browser stays.').waitFor();
      };
      await drop();
      const left = await kept(page);
      expect(left.pages.filter((path) => !path.startsWith('/r/code/'))).toEqual(['/r/above']);
      expect([left.pages.length, left.rows, left.services]).toEqual([4, [], ['/r/']]);
      await page.evaluate(async () => (await caches.open('manumit-reports')).delete('/r/above'));
      await press(page, 'Keep this page on this phone');
      await page.getByText('This page is kept on this phone.').waitFor();
      await drop();
      expect(await kept(page)).toEqual(NOTHING);
    });
  });

  test('are sent from by the same page once there is a network, to the present list', async () => {
    await visitWithoutNetwork(async (page) => {
      await keepPages(page);
      await setOffline(page, true);
      await write(page, { reports, isDanger: false });
      await keepCode(page);
      await press(page, 'Send');
      await page.getByText('There is no network, so nothing was sent.').waitFor();
      await setOffline(page, false);
      expect(reports.reports.size).toBe(0);
      await press(page, 'Send');
      await page.getByText(/The site received your report on/).waitFor();
      expect(reports.reports.size).toBe(1);
    });
  });

  test('open below a language and with the server away', async () => {
    await visitWithoutNetwork(async (page) => {
      await keepPages(page, '/fr');
      expect((await kept(page)).services.toSorted()).toEqual(['/fr/r/', '/r/']);
      await reports.close();
      await page.reload();
      // What the page promises was true when it was kept.
      await page.getByText(/Cette page peut être dépassée/).waitFor();
      await press(page, /J’ai vu quelque chose/);
      await page.getByText(/Rien ne part avant qu’il y ait du réseau/).waitFor();
    });
  });

  test('encrypt nothing to a kept list that has ended, and still show help', async () => {
    await visitWithoutNetwork(async (page) => {
      await keepPages(page);
      await setOffline(page, true);
      await page.clock.setFixedTime(Date.now() + 61 * DAY_MS);
      await page.goto(`${reports.address}/r/tideline`);
      await press(page, /I saw something/);
      await page.getByText(/The list of readers is out of date/).waitFor();
      await page.getByRole('heading', { name: 'Help at once' }).waitFor();
      expect(await page.getByRole('textbox').count()).toBe(0);
    });
  });
});
