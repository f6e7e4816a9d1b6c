import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';
import { openReaderChannel, PASSPHRASE, type ReaderChannel } from './reader-channel.ts';

// Junk that many send at once, and one true report among it.
const TEXTS = ['buy pills', 'buy more pills', 'The cook cannot leave', 'win a phone'] as const;
// One of them names a key of its reporter that nobody can encrypt to: it could be neither answered nor closed with a signed state.
const STUCK = { answers: {}, text: 'stuck', reporter: { recipient: 'x', verifyKey: '' } };
let channel: ReaderChannel;
const ids: string[] = [];

beforeAll(async () => {
  channel = await openReaderChannel('clear-help');
  for (const content of [...TEXTS.map((text) => ({ answers: {}, text })), STUCK])
    ids.push((await channel.send({ content })).encrypted.address.report);
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const faultsOf = async (page: Page) => {
  await settle(page);
  const wide = await accessibilityFaults(page);
  await page.setViewportSize({ width: 320, height: 900 });
  const narrow = await layoutFaults(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return [...wide, ...narrow];
};
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

type Stored = { state: string; closedAs: string | null; messages: unknown[]; notes: unknown[] };
/** What the server stores of each report: its state, how it was closed, and how many signed messages and notes there are. */
const stored = async () => {
  const reader = await deskOf('Ida Roth');
  const found = await Promise.all(ids.map((id) => reader.call<Stored>('GET', `reports/${id}`)));
  return found.map(({ state, closedAs, messages, notes }) => [state, closedAs, messages.length, notes.length]);
};
const UNTOUCHED = ['received', null, 0, 0];
const UNREADABLE = ['closed', 'unreadable', 0, 0];
const JUNK = ['closed', 'junk', 1, 1];
const REOPENED = ['reopened', null, 2, 2];

describe('junk in the inbox (5e)', () => {
  test('is closed in one act, each with its own signed state and note, by keyboard, and reopened in one act', async () => {
    await visit({ address: inject('exercise').address, as: accountOf('Ida Roth') }, async (page) => {
      await page.goto(`/desk/reports?channel=${channel.id}`);
      await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
      await press(page, 'Unlock');
      await page.getByText('The cook cannot leave').waitFor();
      await press(page, 'Close several as junk');
      for (const text of ['buy pills', 'buy more pills', 'win a phone']) {
        await rowOf(page, text).getByRole('checkbox').focus();
        await page.keyboard.press('Space');
      }
      await rowOf(page, 'cannot be opened').getByRole('checkbox').check();
      await page.getByText('4 reports are ticked.').waitFor();
      await press(page, 'Close 4 reports as junk');
      await page.getByText('Write the reason.').waitFor();
      expect(await stored()).toEqual([UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED]);
      expect(await faultsOf(page)).toEqual([]);
      await page.getByLabel('Reason for all of them').fill('Advertising');
      await page.keyboard.press('Tab');
      await press(page, 'Close 4 reports as junk');
      await page.getByText('3 reports were closed as junk.').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      // What cannot be opened takes a second act: the fault may be that of this reader's keys.
      await page.getByText('1 report was left: your keys do not open it.').waitFor();
      await press(page, 'Close it as not readable');
      await page.getByText('1 report was closed as not readable.').waitFor();
      expect(await stored()).toEqual([JUNK, JUNK, UNTOUCHED, JUNK, UNREADABLE]);
      await page.getByText('The cook cannot leave').waitFor();
      expect(await rowOf(page, 'buy pills').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      await press(page, 'Undo: reopen these 3');
      await page.getByText('3 reports were reopened.').waitFor();
      expect(await stored()).toEqual([REOPENED, REOPENED, UNTOUCHED, REOPENED, UNREADABLE]);
    });
  });

  test('is left where a colleague took it since it was ticked, and found later among closed reports and reopened', async () => {
    const reader = await deskOf('Ida Roth');
    const take = async (id: string) => {
      const { version } = await reader.call<{ version: number }>('GET', `reports/${id}`);
      await reader.call('POST', `reports/${id}/take`, {}, version);
    };
    const refused = [`POST /desk/api/reports/${ids[1]}/closing 412`];
    await visit({ address: inject('exercise').address, as: accountOf('Ida Roth'), refused }, async (page) => {
      await page.goto(`/desk/reports?channel=${channel.id}`);
      await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
      await press(page, 'Unlock');
      await press(page, 'Close several as junk');
      await press(page, 'Tick all of this list');
      await page.getByText('4 reports are ticked.').waitFor();
      await rowOf(page, 'The cook cannot leave').getByRole('checkbox').uncheck();
      await page.getByLabel('Reason for all of them').fill('Advertising');
      // One is taken before the act begins, one between its two requests.
      await take(ids[0]!);
      await page.route(`**/desk/api/reports/${ids[1]}`, async (route) => {
        const response = await route.fetch();
        await take(ids[1]!);
        return route.fulfill({ response });
      });
      await press(page, 'Close 3 reports as junk');
      await page.getByText('1 report was closed as junk.').waitFor();
      await page.getByText('2 reports were left: they changed since you ticked them.').waitFor();
      await press(page, 'Closed');
      await press(page, 'Reopen several');
      await press(page, 'Tick all that were closed as junk');
      await page.getByText('1 report is ticked.').waitFor();
      await page.getByLabel('Reason for all of them').fill('Read again');
      await press(page, 'Reopen 1 report');
      await page.getByText('1 report was reopened.').waitFor();
      expect((await stored()).map(([state]) => state)).toEqual(['reopened', 'reopened', 'received', 'reopened', 'closed']);
    });
  });
});
