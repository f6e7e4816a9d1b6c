import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { encode } from '#rooms/reports/crypto/bytes.ts';
import { lockKeys } from '#rooms/reports/crypto/reader-keys.ts';
import { givenReader } from '#rooms/reports/fixtures.ts';
import { keyFileText } from '#rooms/reports/ui/channels/keys/key-file.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';
import { keepFile, keepPhrase, openFile } from './key-files.ts';
import { openReaderChannel, PASSPHRASE, type ReaderChannel } from './reader-channel.ts';

let channel: ReaderChannel;
beforeAll(async () => {
  channel = await openReaderChannel('wharf-help');
});

const press = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name }).click();
const as = (name: string, story: (page: Page) => Promise<void>, refused: readonly string[] = []) =>
  visit({ address: inject('exercise').address, as: accountOf(name), refused }, story);
async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase of six words').fill(passphrase);
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

test('5e: an interpreter joins with keys of their own, reads one report that a reader gives them, and loses it at once', async () => {
  const { encrypted } = await channel.send({ content: { answers: { wishes: ['no-employer'] }, text: 'Ata flenë pas depos, kestrel.' } });
  const other = await channel.send({ content: { answers: {}, text: 'Another matter, heron.' } });
  const report = encrypted.address.report;
  await as('Aron Vester', async (page) => {
    await page.goto(`/desk/channels/${channel.id}`);
    await press(page, 'Join as reader');
    await page.getByLabel('Function').selectOption({ label: 'Interpreter' });
    await page.getByLabel('Nation').fill('xe');
    await page.getByLabel('Unit, from the top down').fill('Linguists');
    await press(page, 'Make my keys');
    const part = page.getByRole('region', { name: 'Your keys' });
    const passphrase = await keepPhrase(part);
    await keepFile(page, part.locator('.channel-file'));
    await press(page, 'Join channel');
    await page.getByText('You are interpreter 3.').waitFor();
    await page.goto(`/desk/reports?channel=${channel.id}`);
    await page.getByText('No report is given to you now.').waitFor();
    await unlock(page, passphrase);
    const check = (await page.locator('.note b').textContent())!;
    expect(check).toMatch(/^(\d{4} ){5}\d{4}$/);

    await as('Ida Roth', async (desk) => {
      await desk.goto(`/desk/reports/${report}`);
      await desk.getByText('Nobody interprets it now.').waitFor();
      await unlock(desk, PASSPHRASE);
      await press(desk, 'Give to an interpreter');
      await desk.locator('#interpreter').selectOption({ index: 1 });
      await desk.getByLabel('Check number that the interpreter said').fill('0000 1111 2222 3333 4444 5555');
      await press(desk, 'Give report');
      await desk
        .getByText(/This is not the check number of these keys/)
        .first()
        .waitFor();
      expect(await faultsOf(desk)).toEqual([]);
      await desk.getByLabel('Check number that the interpreter said').fill(check);
      await press(desk, 'Give report');
      await desk.getByText(/Aron Vester, .+: until/).waitFor();
      await desk
        .getByText(/· given to an interpreter · Ida Roth/)
        .first()
        .waitFor();
      expect(await faultsOf(desk)).toEqual([]);

      await page.reload();
      await unlock(page, passphrase);
      await press(page, 'Open report');
      await page.getByText('Ata flenë pas depos, kestrel.').waitFor();
      // The form asks its reporter for "your wishes": at the desk they are another person's.
      expect(await page.getByText('Your wishes').count()).toBe(0);
      // No note of a reader, no way to answer or to close, no other report.
      await page.getByLabel('What it says').waitFor();
      expect(await page.getByText('heron').count()).toBe(0);
      expect(await page.getByRole('button', { name: /Encrypt and send|Close report|I have it/ }).count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Open report' }).count()).toBe(1);
      await page.getByLabel('What it says').fill('They sleep behind the depot, plover.');
      await press(page, 'Add interpretation');
      await page.locator('.thread').getByText('They sleep behind the depot, plover.').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect((await page.request.get(`/desk/api/reports/${other.encrypted.address.report}`)).status()).toBe(404);

      await desk.reload();
      await unlock(desk, PASSPHRASE);
      const note = desk.locator('.thread li', { hasText: 'They sleep behind the depot, plover.' });
      await note.getByText('Interpreter 3').waitFor();
      await press(desk, 'Take it from Aron Vester now');
      await desk.getByText('Nobody interprets it now.').waitFor();
      await desk.getByText(/· taken from an interpreter · Ida Roth/).waitFor();
    });
    await page.reload();
    await page.getByText('No report is given to you now.').waitFor();
    expect((await page.request.get(`/desk/api/interpreted-reports/${report}`)).status()).toBe(404);
  });
});

test('5e: a reader marks a report as the same matter as another, closes it as such, and the other is not named to its reporter', async () => {
  const [first, second] = await Promise.all(
    ['Six men sleep behind the depot, ibis.', 'Men sleep behind the depot at night, egret.'].map((text) =>
      channel.send({ content: { answers: { where: 'Amber Quay depot' }, text } }),
    ),
  );
  await as('Ida Roth', async (page) => {
    await page.goto(`/desk/reports/${second!.encrypted.address.report}`);
    await unlock(page, PASSPHRASE);
    await press(page, 'Close report');
    expect(await page.getByLabel('Outcome').locator('option', { hasText: 'the same as another report' }).count()).toBe(0);
    await press(page, 'Cancel');
    await press(page, 'Mark as the same matter');
    const alike = page.locator('li', { hasText: 'ibis' });
    await alike.getByText('may be the same').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await alike.getByRole('button', { name: 'This is the same matter' }).click();
    await page.getByText('The same matter as the report').waitFor();
    await press(page, 'Close report');
    await page.getByLabel('Outcome').selectOption({ label: 'the same as another report' });
    await page.getByLabel('Reason').fill('One night, one place.');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('form', { name: 'Close report' }).getByRole('button', { name: 'Close report' }).click();
    await page.getByText('Reopen report').waitFor();
    await page.locator('.thread').getByText('We look at it together with what we know already.').waitFor();
    await page.getByRole('link', { name: /that arrived on/ }).click();
    await page.getByText('Six men sleep behind the depot, ibis.').waitFor();
    await page.getByText('The same matter, marked there:').waitFor();
  });
  expect(first).toBeDefined();
});

test('5e: a reader hands over their post in the browser, and the newcomer reads what may reach them and nothing else', async () => {
  const open = await channel.send({ content: { answers: {}, text: 'They may not leave, heron.' } });
  const about = { units: [['XA', 'Port']], readers: [] };
  const kept = await channel.send({ content: { answers: { about }, text: 'It is the port unit, osprey.' } });
  // The newcomer of the port unit has joined, and the next list names them.
  const newcomer = await givenReader(4, 'XA', ['XA', 'Port', 'Watch'], PASSPHRASE);
  await (await deskOf('Pia Strand')).call('POST', `channels/${channel.id}/readers`, newcomer.joining);
  await channel.publishWith([newcomer]);
  await as('Pia Strand', async (page) => {
    await page.goto(`/desk/reports?channel=${channel.id}`);
    await page.getByText('There is no open report that you can see.').waitFor();
  });

  await as('Ida Roth', async (page) => {
    await page.goto(`/desk/channels/${channel.id}`);
    await press(page, 'Hand over reports');
    await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
    await press(page, 'Unlock');
    await page.getByLabel('To reader').selectOption({ label: '4: XA / Port / Watch, Reader' });
    expect(await faultsOf(page)).toEqual([]);
    const form = page.getByRole('form', { name: 'Hand over reports' });
    await press(form, 'Hand over');
    await page.getByText(/reports? (was|were) handed over\. 1 concerns the unit of the newcomer and was kept\./).waitFor();
    // Done again, nothing is done twice.
    await press(form, 'Hand over');
    await page.getByText('No report was handed over.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  await as('Pia Strand', async (page) => {
    await page.goto(`/desk/reports?channel=${channel.id}`);
    await unlock(page, PASSPHRASE);
    await page.getByText('They may not leave, heron.').waitFor();
    expect(await page.getByText('osprey').count()).toBe(0);
    await page.goto(`/desk/reports/${open.encrypted.address.report}`);
    await unlock(page, PASSPHRASE);
    await page.getByRole('heading', { name: 'What the reporter says' }).waitFor();
    expect((await page.request.get(`/desk/api/reports/${kept.encrypted.address.report}`)).status()).toBe(404);
  });
});

test('5e: a reader names a successor, who takes over with the recovery file once the reader is gone and another person confirmed it', async () => {
  await channel.send({ content: { answers: {}, text: 'The lorry comes on Friday, bittern.' } });
  const nora = await deskOf('Nora Aldin');
  const passphrase = 'about absent abandon ability able above';
  const locked = encode(await lockKeys(channel.made[0]!.keys, passphrase));
  const recovery = { bytes: Buffer.from(keyFileText('reader-recovery', 'wharf-help', locked)), passphrase };
  const { readers } = await nora.call<{ readers: { number: number; name: string; removedAt: string | null }[] }>(
    'GET',
    `channels/${channel.id}`,
  );
  const before = readers.find(({ name, removedAt }) => name === 'Aron Vester' && removedAt === null);
  if (before) await nora.call('DELETE', `channels/${channel.id}/readers/${before.number}`, {});
  const number = readers.length + 1;
  const successor = await givenReader(number, 'XA', ['XA', 'Staff'], PASSPHRASE);
  await (await deskOf('Aron Vester')).call('POST', `channels/${channel.id}/readers`, successor.joining);
  await channel.publishWith([successor]);
  await as(
    'Ida Roth',
    async (page) => {
      await page.goto(`/desk/channels/${channel.id}`);
      await press(page, 'Name successor');
      await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
      await press(page, 'Unlock');
      await page.getByText('You have not named a successor.').waitFor();
      await page.locator('#successor').selectOption({ label: `${number}: XA / Staff, Reader` });
      expect(await faultsOf(page)).toEqual([]);
      const form = page.getByRole('form', { name: 'Name successor' });
      await press(form, 'Name successor');
      await form.waitFor({ state: 'hidden' });
      await press(page, 'Name successor');
      await page.getByText(`Your successor is reader ${number}, named on`).waitFor();
      expect(await faultsOf(page)).toEqual([]);

      // Removed while the inbox is open: it says so, locks, and shows no word any more. What the reader held waits for the successor.
      await page.goto(`/desk/reports?channel=${channel.id}`);
      await unlock(page, PASSPHRASE);
      await page.getByText('The lorry comes on Friday, bittern.').first().waitFor();
      expect(page.workers()).toHaveLength(1);
      await nora.call('DELETE', `channels/${channel.id}/readers/1`, {});
      await press(page, 'Closed');
      await page.getByText('You no longer read for this channel, so its reports are closed to you. Your keys were locked.').waitFor();
      await expect.poll(() => page.workers().length).toBe(0);
      expect(await page.content()).not.toContain('bittern');
    },
    [`GET /desk/api/channels/${channel.id}/inbox 404`],
  );
  await channel.publishWith([], [1]);
  await as(
    'Aron Vester',
    async (page) => {
      await page.goto(`/desk/channels/${channel.id}`);
      await page.getByText('Reader 1 named you as successor.').waitFor();
      await as('Nora Aldin', async (desk) => {
        await desk.goto(`/desk/channels/${channel.id}`);
        await desk.getByText(`Successor: reader ${number}, named on`).waitFor();
        expect(await faultsOf(desk)).toEqual([]);
        await press(desk, `Confirm successor ${number} of reader 1`);
        await desk.getByText(`Successor: reader ${number}, confirmed on`).waitFor();
      });
      await page.reload();
      await press(page, 'Take over reports of reader 1');
      await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
      await press(page, 'Unlock');
      await page.locator('input[type=file]').waitFor();
      await openFile(page, { ...recovery, passphrase: PASSPHRASE }, 'Take over reports');
      await page.getByText('This passphrase does not open this file').waitFor();
      await page.route(`**/desk/api/channels/${channel.id}/successions/1`, (route) =>
        route.request().method() === 'POST' ? route.fulfill({ status: 503 }) : route.fallback(),
      );
      await openFile(page, recovery, 'Take over reports');
      await page.getByText('Taking over was interrupted. What arrived is stored.').waitFor();
      await page.unroute(`**/desk/api/channels/${channel.id}/successions/1`);
      await press(page, 'Take over reports of reader 1');
      await openFile(page, recovery, 'Take over reports');
      await page.getByText(/reports? (was|were) taken over\./).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.goto(`/desk/reports?channel=${channel.id}`);
      await unlock(page, PASSPHRASE);
      await page.getByText('The lorry comes on Friday, bittern.').first().waitFor();
    },
    [`POST /desk/api/channels/${channel.id}/successions/1 503`],
  );
});
