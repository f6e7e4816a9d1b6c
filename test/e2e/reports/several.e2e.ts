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
let channel: ReaderChannel;
const ids: string[] = [];

beforeAll(async () => {
  channel = await openReaderChannel('clear-help');
  for (const text of TEXTS) ids.push((await channel.send({ content: { answers: {}, text } })).encrypted.address.report);
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
      await page.getByText('3 reports are ticked.').waitFor();
      await press(page, 'Close 3 reports as junk');
      await page.getByText('Write the reason.').waitFor();
      expect(await stored()).toEqual([UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED]);
      expect(await faultsOf(page)).toEqual([]);
      await page.getByLabel('Reason for all of them').fill('Advertising');
      await page.keyboard.press('Tab');
      await press(page, 'Close 3 reports as junk');
      await page.getByText('3 reports were closed as junk.').waitFor();
      expect(await stored()).toEqual([JUNK, JUNK, UNTOUCHED, JUNK]);
      await page.getByText('The cook cannot leave').waitFor();
      expect(await rowOf(page, 'buy pills').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      await press(page, 'Undo: reopen these 3');
      await page.getByText('3 reports were reopened.').waitFor();
      expect(await stored()).toEqual([REOPENED, REOPENED, UNTOUCHED, REOPENED]);
    });
  });

  test('is found later among closed reports and reopened, but for one that somebody changed meanwhile', async () => {
    const reader = await deskOf('Ida Roth');
    const refused = [`POST /desk/api/reports/${ids[0]}/reopening 412`];
    await visit({ address: inject('exercise').address, as: accountOf('Ida Roth'), refused }, async (page) => {
      await page.goto(`/desk/reports?channel=${channel.id}`);
      await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
      await press(page, 'Unlock');
      await press(page, 'Close several as junk');
      await press(page, 'Tick all of this list');
      await page.getByText('4 reports are ticked.').waitFor();
      await rowOf(page, 'The cook cannot leave').getByRole('checkbox').uncheck();
      await page.getByLabel('Reason for all of them').fill('Advertising');
      await press(page, 'Close 3 reports as junk');
      await page.getByText('3 reports were closed as junk.').waitFor();
      await press(page, 'Closed');
      await press(page, 'Reopen several');
      await press(page, 'Tick all that were closed as junk');
      await page.getByText('3 reports are ticked.').waitFor();
      await page.getByLabel('Reason for all of them').fill('Read again');
      // A colleague reopens one of them at the same time.
      const colleague = await reader.call<{ version: number }>('GET', `reports/${ids[0]}`);
      await page.route('**/desk/api/reports/*', async (route) => {
        const answer = await route.fetch();
        const body = (await answer.json()) as { id: string; version: number };
        return route.fulfill({ response: answer, json: body.id === ids[0] ? { ...body, version: colleague.version - 1 } : body });
      });
      await press(page, 'Reopen 3 reports');
      await page.getByText('2 reports were reopened.').waitFor();
      await page.getByText('1 report was left: someone changed it since.').waitFor();
      expect((await stored()).map(([state]) => state)).toEqual(['closed', 'reopened', 'received', 'reopened']);
    });
  });
});
