import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { deskLanguage } from '#platform/texts/public-languages.ts';
import type { ChannelProof } from '#rooms/reports/proof/proof.schema.ts';
import { findBundle } from '#rooms/reports/reporter/code/bundle.ts';
import { channelPage, followPage } from '#rooms/reports/reporter/pages.ts';
import { renderReporter, reporterHeaders } from '#rooms/reports/reporter/shell.ts';
import { SITE_DEFAULTS } from '#site/public-page.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { layoutFaults } from '../checks/layout.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';
import { openOperationChannel } from './operation-channel.ts';

const SLUG = 'harbour-help';
const PASSPHRASE = 'abandon ability able about above absent';
const SECRET = 'The women in the kitchen cannot leave, kestrel';
const name = { en: 'Harbour help', fr: 'Aide du port' };

/** Shows the pages of this channel, which the program does not announce yet, and the proof of its list. Everything else comes from the program. */
async function showPages(page: Page, address: string, proof: ChannelProof): Promise<void> {
  await page.route(`${address}/r/${SLUG}/proof`, (route) => route.fulfill({ json: proof }));
  const site = { ...SITE_DEFAULTS, operator: 'Tideline', leaveTo: '/' };
  const context = {
    language: deskLanguage('en'),
    site,
    channel: {
      slug: SLUG,
      name,
      state: 'open' as const,
      opensOn: '2026-12-02',
      clocks: { dangerMinutes: 15, mergeMinutes: 5, promises: true, attended: true, unattendedHours: 72, keptMonths: 12, junkDays: 30 },
      help: null,
    },
    code: findBundle()!.hash,
  };
  for (const [path, make] of [
    ['', channelPage],
    ['/follow', followPage],
  ] as const)
    await page.route(`${address}/r/${SLUG}${path}`, (route) =>
      route.fulfill({ body: renderReporter(context, make(context)).markup, headers: reporterHeaders(path) }),
    );
}

const press = (page: Page, button: string | RegExp) => page.getByRole('button', { name: button }).click();

async function report(page: Page, address: string, fingerprint: string): Promise<string> {
  await page.goto(`${address}/r/${SLUG}#${fingerprint}`);
  await press(page, /I saw something/);
  await page.getByText('This page leads to the readers of the poster').waitFor();
  await press(page, 'Go on');
  await press(page, 'Go on');
  await page.getByLabel('Yes, someone is in danger now').check();
  await press(page, 'Go on');
  await page.getByLabel('What did you see or hear?').fill(SECRET);
  await press(page, 'Go on');
  await press(page, 'Go on');
  await page.getByLabel('Do not tell my employer').check();
  await press(page, 'Go on');
  await press(page, 'Go on');
  await page.locator('.cd li').nth(8).waitFor();
  const groups = await page.locator('.cd li b').allTextContents();
  const asked = Number(/\d+/.exec((await page.locator('label.lb:visible').textContent())!)![0]);
  await page.locator('input.in:visible').fill(groups[asked - 1]!);
  await press(page, 'Go on');
  await press(page, 'Send');
  await page.getByText(/The site received your report on/).waitFor();
  return groups.join(' ');
}

async function follow(page: Page, address: string, code: string): Promise<void> {
  await page.goto(`${address}/r/${SLUG}/follow`);
  await page.getByLabel('Your code, nine groups').fill(code);
  await press(page, 'Open');
}

test('5e: a report is read, asked about in French, answered in English, and closed, and the server reads none of it', async () => {
  const { address } = inject('exercise');
  const { fingerprint, channel, proof } = await openOperationChannel({ slug: SLUG, name, passphrase: PASSPHRASE });
  let code = '';
  await visit({ address }, async (page) => {
    await showPages(page, address, proof);
    code = await report(page, address, fingerprint);
  });

  const sent: string[] = [];
  await visit({ address, as: accountOf('Lise Arnaud'), refused: ['GET /desk/api/session 401'] }, async (page, context) => {
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.goto(`/desk/reports?channel=${channel}`);
    await page.getByText('Personne ne l’a encore pris').waitFor();
    expect(await page.content()).not.toContain('kestrel');
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByLabel('Phrase secrète de six mots').fill('abandon ability able about above zoo');
    await press(page, 'Déverrouiller');
    await page.getByText(/Cette phrase secrète n’ouvre pas vos clés/).waitFor();
    await page.getByLabel('Phrase secrète de six mots').fill(PASSPHRASE);
    await press(page, 'Déverrouiller');
    await page.getByText(SECRET).first().waitFor();
    // Alarm to "I have it".
    await press(page, 'Je m’en charge');
    await page.getByText('Personne ne l’a encore pris').waitFor({ state: 'detached' });
    await page.getByText('Vous vous en chargez').waitFor();
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);

    await page
      .getByRole('link', { name: /^Ouvrir/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Les souhaits de l’auteur' }).waitFor();
    expect(await page.getByText('Ne rien dire à mon employeur').count()).toBeGreaterThan(0);
    await page.getByLabel('Phrase du recueil').selectOption('are-you-safe');
    await press(page, 'Chiffrer et envoyer');
    await page.getByText('Envoyé.').waitFor();
    await page.getByLabel('Nouvelle note').fill('Ask Safe Shore, plover.');
    await press(page, 'Ajouter la note');
    await page.locator('.thread').getByText('Ask Safe Shore, plover.').waitFor();
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await layoutFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });

    const reporter = await context.browser()!.newContext();
    const phone = await reporter.newPage();
    await showPages(phone, address, proof);
    await follow(phone, address, code);
    await phone.getByText('Are you safe now?').first().waitFor();
    await phone.getByLabel('Yes', { exact: true }).check();
    await phone.getByLabel('Write back').fill('Since Sunday.');
    await press(phone, 'Send');
    await phone.getByText(/You wrote on/).waitFor();

    await page.getByRole('main').getByRole('link', { name: 'Signalements' }).click();
    await page.getByText('Nouveau message', { exact: true }).waitFor();
    await page
      .getByRole('link', { name: /^Ouvrir/ })
      .first()
      .click();
    await page.getByText('Since Sunday.').waitFor();
    await press(page, 'Terminer le signalement');
    await page.getByLabel('Issue').selectOption('handled');
    await page.getByLabel('Motif').fill('They are with Safe Shore, heron.');
    await page.getByRole('form', { name: 'Terminer le signalement' }).getByRole('button', { name: 'Terminer le signalement' }).click();
    await page.getByRole('button', { name: 'Rouvrir le signalement' }).waitFor();
    await page.getByText(/Ce signalement et ses réponses sont supprimés après le/).waitFor();
    await page.getByText(/L’auteur peut lire une réponse d’aujourd’hui jusqu’au/).waitFor();

    await follow(phone, address, code);
    await phone
      .getByText(/Closed. A reader signed this/)
      .first()
      .waitFor();
    await reporter.close();

    // The keys are gone with the worker, and the words with them.
    expect(page.workers()).toHaveLength(1);
    await press(page, 'Verrouiller maintenant');
    await page.getByText('Déverrouillez vos clés pour lire ce signalement.').waitFor();
    expect(await page.content()).not.toMatch(/kestrel|plover|heron/);
    const stores = await page.evaluate(async () =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), history.state]),
    );
    expect(stores).not.toMatch(/kestrel|plover|heron|abandon/);
    expect(page.workers()).toHaveLength(0);

    // The next person on the same page finds no keys.
    await page.getByLabel('Phrase secrète de six mots').fill(PASSPHRASE);
    await press(page, 'Déverrouiller');
    await page.getByText('They are with Safe Shore, heron.').waitFor();
    expect(page.workers()).toHaveLength(1);
    await press(page, 'Se déconnecter');
    await page.waitForURL(/\/desk\/sign-in/);
    await expect.poll(() => page.workers().length).toBe(0);
  });
  for (const marker of ['kestrel', 'plover', 'heron', 'abandon', 'Since Sunday', 'are-you-safe', code.replaceAll(' ', '')])
    expect(sent.join('\n'), marker).not.toContain(marker);

  // A person who keeps the channel sees no report.
  const nora = await deskOf('Nora Aldin');
  await expect(nora.call('GET', `channels/${channel}/inbox`)).rejects.toThrow(/403/);
});
