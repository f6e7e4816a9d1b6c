import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { openOperationChannel } from './operation-channel.ts';

const SLUG = 'caller-help';
const PASSPHRASE = 'abandon ability able about above absent';
const TOLD = 'He says six men sleep in the depot, kestrel';
const NOTE = 'The interpreter comes at six, plover';

const press = (page: Page, button: string | RegExp) => page.getByRole('button', { name: button }).click();
// The button that was pressed is gone: the focus is on the heading of the step that it led to.
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const unlock = async (page: Page) => {
  await page.getByLabel('Passphrase of six words').fill(PASSPHRASE);
  await press(page, 'Unlock');
};

test('5e: an operator enters what a caller reported, hands out the code on a slip, and leaves a note for the next shift', async () => {
  const { address } = inject('exercise');
  const name = { en: 'Quay help', fr: 'Aide du quai' };
  const { channel, proof } = await openOperationChannel({ slug: SLUG, name, passphrase: PASSPHRASE });
  const sent: { address: string; body: string; cookie: string; referer: string }[] = [];

  await visit({ address, as: accountOf('Ida Roth') }, async (page) => {
    page.on('request', async (request) => {
      const { cookie = '', referer = '' } = await request.allHeaders();
      sent.push({ address: request.url(), body: request.postData() ?? '', cookie, referer });
    });
    await page.route(`${address}/r/${SLUG}/proof`, (route) => route.fulfill({ json: proof }));
    await page.goto(`/desk/reports?channel=${channel}`);
    await page.getByRole('link', { name: 'Enter a report' }).click();
    await page.getByText('Say this before the person begins').waitFor();
    await press(page, 'Go on');
    await page.getByText('Choose how it came.').first().waitFor();
    await page.getByLabel('How it came').selectOption('telephone');
    await page.getByLabel('Code for answers').selectOption('slip');
    await page.getByLabel('What the person told').fill(TOLD);
    await page.getByLabel('Do not tell my employer').check();
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await layoutFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await press(page, 'Go on');

    await page.locator('.code-groups li').nth(8).waitFor();
    expect(await focused(page)).toBe('Slip with the code');
    const groups = (await page.locator('.code-groups li').allTextContents()).map((text) => text.trim().slice(-4));
    expect(groups).toHaveLength(9);
    const asked = Number(/\d+/.exec((await page.locator('label[for=group]').textContent())!)![0]);
    await page.getByLabel(`Type group ${asked} from the slip`).fill('0');
    await press(page, 'The person has the slip');
    await page.getByText(`That is not group ${asked}.`).waitFor();
    // On paper there is the slip alone: nothing says what it is for.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'Enter a report' }).isVisible()).toBe(false);
    expect(await page.locator('.code-slip').isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel(`Type group ${asked} from the slip`).fill(groups[asked - 1]!);
    await press(page, 'The person has the slip');
    expect(await focused(page)).toBe('Send');
    await press(page, 'Encrypt and send');
    await page.getByText(/The report was received on/).waitFor();
    expect(await page.content()).not.toContain('kestrel');
    expect(page.workers()).toHaveLength(0);

    // As a reporter's page sends it: no cookie, nothing of where it came from, and no word of it.
    const report = sent.filter(({ address: to }) => to.endsWith('/r/reports'));
    expect(report.map(({ cookie, referer }) => [cookie, referer])).toEqual([['', '']]);
    // The library does not receive the bodies of Firefox's requests.
    if (browserName() !== 'firefox')
      expect(Object.keys(JSON.parse(report[0]!.body)).sort()).toEqual([
        'body',
        'channel',
        'danger',
        'filler',
        'mailbox',
        'manifest',
        'report',
        'wraps',
      ]);
    for (const word of ['kestrel', 'telephone', groups.join('')]) expect(JSON.stringify(sent), word).not.toContain(word);

    await page.getByRole('main').getByRole('link', { name: 'Reports' }).click();
    await unlock(page);
    await page.getByText(TOLD).first().waitFor();
    await page.getByText('There is no note for the next shift that you can see.').waitFor();
    await press(page, 'Leave a note');
    await page.getByRole('textbox', { name: 'For the next shift' }).fill(NOTE);
    await press(page, 'Encrypt and leave note');
    await page.getByText(NOTE).waitFor();
    await page.getByText('Left by reader 1').waitFor();
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: /^Open/ }).first().click();
    await page.getByText('The person telephoned, and an operator wrote this down.').waitFor();
    await page.getByText('The person has a slip with the code.').waitFor();
    await settle(page);
    expect(JSON.stringify(sent)).not.toContain('plover');
  });

  await visit({ address, as: accountOf('Lise Arnaud') }, async (page) => {
    await page.goto(`/desk/reports?channel=${channel}`);
    await page.getByText('Déverrouillez vos clés pour la lire.').waitFor();
    expect(await page.content()).not.toContain('plover');
    await page.getByLabel('Phrase secrète de six mots').fill(PASSPHRASE);
    await press(page, 'Déverrouiller');
    await page.getByText(NOTE).waitFor();
    await page.getByText('Laissée par le lecteur 1').waitFor();
  });
});
