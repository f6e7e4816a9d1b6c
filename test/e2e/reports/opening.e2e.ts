import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf, nationOf } from '../returns/returns.ts';
import { type HeldFile, keepFile, keepPhrase, openFile } from './key-files.ts';
import { givenCertificates } from './ready-channel.ts';

// A commander opens a channel with two readers, each in their own browser: from nothing to an open channel, on one guided page.
const COMMANDER = 'Nils Arden';
const READERS = ['Karl Munk', 'Greta Moll'] as const;
const UNITS = { 'Karl Munk': '1 Bde', 'Greta Moll': '2 Bde' } as const;

let certificates: string[] = [];
let channel = '';
const passphrases: Record<string, string> = {};
const press = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name }).click();

beforeAll(async () => {
  certificates = await givenCertificates(READERS.length);
  // A second legal adviser of the nation.
  const admin = await deskOf('Wanda Frost');
  const partyId = await nationOf(admin, 'Corvania');
  const { person } = await (await deskOf('Greta Moll')).call<{ person: { id: string } }>('GET', 'session');
  await admin.call('POST', 'grants', { personId: person.id, role: 'legal-adviser', partyId });
});

const faultsOf = async (page: Page) => {
  await settle(page);
  const wide = await accessibilityFaults(page);
  await page.setViewportSize({ width: 320, height: 900 });
  const narrow = await layoutFaults(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return [...wide, ...narrow];
};

const as = (name: string, story: (page: Page) => Promise<void>, withoutNetwork = false) =>
  visit({ address: inject('exercise').address, as: accountOf(name), withoutNetwork }, story);

test('A1.5: a channel is opened step by step, by a commander and two readers with keys of their own', async () => {
  const files: HeldFile[] = [];
  await as(COMMANDER, async (page) => {
    await page.goto('/desk/channels');
    await press(page, 'Create channel');
    await page.getByLabel('Party that keeps it').selectOption({ label: 'Corvania' });
    await page.getByLabel('Name in English').fill('Brigade help');
    await page.getByLabel('Name in French').fill('Aide de la brigade');
    await page.getByLabel('Name in the address').fill('brigade-help');
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Make channel key');
    const parts = page.locator('.channel-file');
    await parts.nth(1).waitFor();
    for (const at of [0, 1]) files.push(await keepFile(page, parts.nth(at)));
    await press(page, 'Create channel');
    await page.getByRole('heading', { level: 1, name: 'Brigade help' }).waitFor();
    channel = page.url().split('/').at(-1)!;
    await page.getByText('5 steps are missing').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    // A paper would lead nowhere before the channel is open.
    await page.getByText('Nobody outside sees this channel before it is open.').waitFor();
    expect(await page.locator('a[href*="poster.pdf"]').count()).toBe(0);
    expect((await page.request.get('/r/brigade-help')).status()).toBe(404);
  });
  expect(files[0]!.passphrase).not.toBe(files[1]!.passphrase);
  expect(files[0]!.bytes.toString()).not.toContain(files[0]!.passphrase.split(' ')[0]!);

  for (const [at, name] of READERS.entries())
    await as(name, async (page) => {
      await page.goto(`/desk/channels/${channel}`);
      await press(page, 'Join as reader');
      await page.getByLabel('Nation').fill('xc');
      await page.getByLabel('Unit, from the top down').fill(UNITS[name]);
      await press(page, 'Make my keys');
      const part = page.getByRole('region', { name: 'Your keys' });
      passphrases[name] = await keepPhrase(part);
      const recovery = await keepFile(page, part.locator('.channel-file'));
      await press(page, 'Join channel');
      await page.getByText(`You are reader ${at + 1}.`).waitFor();
      await page.getByLabel('Number of your certificate').fill(certificates[at]!);
      await press(page, 'Show certificate');
      await page.getByText('You have passed the course').waitFor();
      if (at > 0) return;
      await press(page, 'Try recovery file');
      await openFile(page, { ...recovery, passphrase: 'abandon ability able about above absent' }, 'Try file');
      await page.getByText('This passphrase does not open this file').waitFor();
      await openFile(page, recovery, 'Try file');
      await page.getByText('Recovery file last tried on').waitFor();
      await press(page, 'State limits of confidentiality');
      for (const [label, words] of [
        ['For a child', 'The child protection officer is told.'],
        ['For a life in danger', 'The military police is called.'],
        ['By the law of the place', 'The prosecutor is told of a crime.'],
      ])
        for (const language of ['in English', 'in French']) await page.getByLabel(`${label}, ${language}`).fill(words!);
      await page.locator('form').getByRole('button', { name: 'State limits of confidentiality' }).click();
      await page.getByText('Stated by a legal adviser on').first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
    });

  const sign = async (page: Page) => {
    await page.goto(`/desk/channels/${channel}`);
    await page.getByText('2 steps are missing').waitFor();
    await press(page, 'Sign list of readers');
    const requests: string[] = [];
    await page.getByLabel('File of the channel key').waitFor();
    await settle(page);
    page.on('request', (request) => requests.push(request.url()));
    // The page that is loaded signs, and needs no network for that.
    await page.context().setOffline(true);
    await openFile(page, files[0]!, 'Sign list of readers');
    await page.getByText('Nothing was sent yet').waitFor();
    expect(requests).toEqual([]);
    await page.context().setOffline(false);
    await press(page, 'Publish list');
    await press(page, 'Send test report');
    await page.getByText('0 of 2 readers have opened it.').waitFor();
  };
  await as(COMMANDER, sign, true);

  for (const name of READERS)
    await as(name, async (page) => {
      await page.goto('/desk/tasks');
      await page.getByRole('link', { name: 'Open the test report of Brigade help' }).click();
      await page.getByLabel('Passphrase of six words').fill('abandon ability able about above absent');
      await press(page, 'Unlock');
      await page.getByText('This passphrase does not open your keys').waitFor();
      // Capitals do not count.
      await page.getByLabel('Passphrase of six words').fill(passphrases[name]!.toUpperCase());
      await press(page, 'Unlock');
      await press(page, 'Open test report');
      await page.getByText('opened with your keys').waitFor();
      await press(page, 'I have read the test');
      await page.getByText('You opened the test report on').waitFor();
    });

  await as(COMMANDER, async (page) => {
    await page.goto(`/desk/channels/${channel}`);
    await press(page, 'Open channel');
    await page.getByText('/r/brigade-help · opens with the next entry of the log').waitFor();
    await page.getByText('Reporters can write here once the log names the readers').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const papers = page.getByRole('region', { name: 'Public page, posters and pocket cards' });
    await papers.getByText('Its address must end with this fingerprint').waitFor();
    expect(await papers.locator('li strong').allTextContents()).toEqual([
      ...['English', 'Français', 'العربية', 'Shqip', 'Српски', 'Srpski'],
    ]);
    const paper = papers.getByRole('link', { name: 'Pocket card, Shqip' });
    const printed = await page.request.get((await paper.getAttribute('href'))!);
    expect([printed.status(), (await printed.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    // The next channel key counts once it signs a list, so the form for that list comes next.
    await press(page, 'Make next channel key');
    await openFile(page, files[0]!, 'Make and sign next key');
    const parts = page.locator('.channel-file');
    const next = [await keepFile(page, parts.nth(0)), await keepFile(page, parts.nth(1))];
    await page.getByLabel('File of the channel key').waitFor();
    await openFile(page, next[1]!, 'Sign list of readers');
    await press(page, 'Publish list');
    await page.getByRole('button', { name: 'Publish list' }).waitFor({ state: 'hidden' });
    const { keys, manifest } = await (await page.request.get('/r/brigade-help/readers')).json();
    expect([keys.successors.length, manifest.number]).toEqual([1, 2]);
    // Nothing leads there before the log names its readers, and its page says when that is.
    const address = (await papers.getByRole('link', { name: /\/r\/brigade-help$/ }).getAttribute('href'))!;
    await page.goto(address);
    await page.getByText('This channel opens when the public log names its readers').waitFor();
    expect(await page.getByRole('button', { name: /I saw something/ }).count()).toBe(0);
    await page.goto('/help');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Brigade help' }).count()).toBe(0);
  });
});

test('A1.5: the link of a test notice leads to one click on the page of the channel', async () => {
  await as(READERS[0], async (page) => {
    const answer = 'A'.repeat(43);
    const sent: unknown[] = [];
    // This installation sends no mail: what the server does with the link is tested in notice-tests.flow.
    await page.route(`**/desk/api/channels/${channel}/notice`, (route) => {
      sent.push(route.request().postDataJSON());
      return route.fulfill({ json: { confirmedOn: '2026-12-01' } });
    });
    await page.goto(`/desk/channels/${channel}?notice=${answer}`);
    await page.getByText('A test notice led you here.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Confirm test notice');
    await page.getByText('A test notice led you here.').waitFor({ state: 'hidden' });
    // The library does not receive the bodies of Firefox's requests.
    expect([sent, new URL(page.url()).search]).toEqual([[browserName() === 'firefox' ? null : { answer }], '']);
  });
});
