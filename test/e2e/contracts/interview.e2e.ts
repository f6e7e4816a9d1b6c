import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { browserName } from '../browser/browsers.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults } from '../checks/accessibility.ts';
import { inFrench } from '../checks/english.ts';
import { layoutFaults } from '../checks/layout.ts';
import { publicPageFaults } from '../checks/public-page.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';

const TOLD = 'The foreman keeps the papers, heron';
const NUMBER = 'AQ-2026-77';

/** A contract of the operation that has an open channel. */
async function givenContract(number: string): Promise<string> {
  const eva = await deskOf('Eva Torrin');
  const { grants } = await eva.call<{ grants: { party: { id: string } }[] }>('GET', 'session');
  const unknown = { value: null, currency: null, country: null, place: null, abroad: null, offTheShelf: null, labour: null };
  const days = { clauseOn: null, awardedOn: null, startsOn: null, endsOn: null };
  const { contractId } = await eva.call<{ contractId: string }>('POST', 'contracts', {
    ...{ partyId: grants[0]!.party.id, number, state: 'awarded', title: 'Kitchens', contractor: 'Brightwater Catering' },
    ...{ contractorId: null, recruitsMigrants: null, housesWorkers: null, officerId: null, operationId: null, setId: 'least-5f' },
    ...{ ...unknown, ...days },
  });
  return contractId;
}

test('5f: an interview with a worker leaves a phone encrypted, and never led by the firm or with its interpreter', async () => {
  const { address } = inject('exercise');
  const contract = await givenContract(NUMBER);
  const sent: { to: string; body: string }[] = [];
  await visit({ address, as: accountOf('Eva Torrin') }, async (page) => {
    page.on('request', (request) => sent.push({ to: request.url(), body: request.postData() ?? '' }));
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(`/desk/contracts/${contract}/workers`);
    await page.getByRole('link', { name: 'Interview a worker' }).click();
    await page.getByLabel('Who interprets').selectOption('apart');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Go on only where nobody of the firm leads, sees or hears it.').waitFor();
    expect(await page.getByLabel('Code for answers').count()).toBe(0);
    await page.getByLabel('Nobody of the firm leads, sees or hears this interview.').check();
    await page.getByLabel('Who interprets').selectOption('firm');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Stop here. Nobody of the firm interprets.').waitFor();
    expect(await page.getByLabel('Code for answers').count()).toBe(0);
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await layoutFaults(page)).toEqual([]);
    await page.getByLabel('Who interprets').selectOption('apart');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Questions', exact: true }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Questions');
    await page.getByLabel('Code for answers').selectOption('none');
    await page.getByLabel('Do you keep your passport and papers yourself?').selectOption('no');
    await page.getByLabel('What the person told').fill(TOLD);
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await layoutFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Encrypt and send' }).click();
    await page.getByText(/The report was received on/).waitFor();
    expect(await page.content()).not.toContain('heron');
  });
  const report = sent.filter(({ to }) => to.endsWith('/r/reports'));
  expect(report).toHaveLength(1);
  for (const word of ['heron', 'interview', NUMBER, contract]) expect(report[0]!.body, word).not.toContain(word);
});

const OFFLINE = {
  en: {
    ...{
      alone: 'Nobody of the firm leads, sees or hears this interview.',
      interpreter: 'Who interprets',
      on: 'Go on',
      code: 'Code for answers',
    },
    ...{ told: 'What the person told', send: 'Encrypt and send', keep: 'Keep on this phone', kept: 'It is kept on this phone, encrypted.' },
    ...{
      none: 'There is no network, so nothing was sent.',
      again: 'Begin another interview',
      ready: 'This page is ready for a place without',
    },
    ...{ waiting: '2 reports are kept on this phone', sendKept: 'Send what is kept', broke: 'There is no network, or it broke.' },
    received: /^2 reports were received on/,
  },
  fr: {
    alone: 'Personne de l’entreprise ne mène, ne voit ni n’entend cet entretien.',
    ...{ interpreter: 'Qui interprète', on: 'Continuer', code: 'Code pour les réponses', told: 'Ce que la personne a dit' },
    ...{ send: 'Chiffrer et envoyer', keep: 'Garder sur ce téléphone', kept: 'C’est gardé sur ce téléphone, chiffré' },
    ...{ none: 'Il n’y a pas de réseau, donc rien n’a été envoyé.', again: 'Commencer un autre entretien' },
    ...{ ready: 'Cette page est prête pour un lieu sans réseau', waiting: '2 signalements sont gardés sur ce téléphone' },
    ...{
      sendKept: 'Envoyer ce qui est gardé',
      broke: 'Il n’y a pas de réseau, ou il s’est rompu.',
      received: /^2 signalements ont été reçus le/,
    },
  },
};

const OF_REPORTER = '7b0c3c52-6d0e-4b5a-9d0e-2f6f3f0a1c11';

/** Keeps a report in this browser as a reporter's page does: like the first interview that is kept, without its mark. */
const keepAsReporter = (page: Page) =>
  page.evaluate(
    (report) =>
      new Promise((done) => {
        const opened = indexedDB.open('manumit-reports');
        opened.onsuccess = () => {
          const kept = opened.result.transaction('reports', 'readwrite').objectStore('reports');
          const all = kept.getAll();
          all.onsuccess = () => {
            const { isEntered: _, ...first } = all.result[0];
            kept.put({ ...first, report: { ...first.report, report } }, report);
          };
          kept.transaction.oncomplete = () => {
            opened.result.close();
            done(null);
          };
        };
      }),
    OF_REPORTER,
  );

test('5f: a site has a public page once the agreement of force protection is recorded, which leads to the channel, until it is taken down', async () => {
  const { address } = inject('exercise');
  const contract = await givenContract('AQ-2026-80');
  const [today] = new Date().toISOString().split('T');
  await visit({ address, as: accountOf('Eva Torrin'), refused: [`POST /desk/api/contracts/${contract}/site-pages 422`] }, async (page) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(`/desk/contracts/${contract}/workers`);
    await page.getByText('No page of a site of this party is published.').waitFor();
    const publish = page.getByRole('button', { name: 'Publish the page of a site' });
    await publish.click();
    await page.getByLabel('Name of the site, as the page shows it').fill('North camp');
    await page.getByLabel('Last part of its address').fill('north-camp');
    await page.getByLabel('Who agreed for force protection').fill('A. Warden, force protection');
    await page.getByLabel('What was agreed, and where it is kept').fill('Minute 12');
    await page.getByLabel('Day of the agreement', { exact: true }).fill(today!);
    await publish.click();
    await page.getByLabel('Last day of the agreement').and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await layoutFaults(page)).toEqual([]);
    await page.getByLabel('Last day of the agreement').fill(today!);
    await publish.click();
    const open = page.getByRole('link', { name: /help.sites.north-camp$/ });
    await open.waitFor();
    await settle(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await layoutFaults(page)).toEqual([]);
    await visit({ address }, async (reader) => {
      for (const locale of ['en', 'fr', 'ar'] as const) {
        await reader.setViewportSize({ width: 1440, height: 900 });
        await reader.goto(`${locale === 'en' ? '' : `/${locale}`}/help/sites/north-camp`);
        await reader.locator('main a[href*="/r/"]').waitFor();
        expect((await publicPageFaults(reader, locale, ['North camp'])).join('\n')).toBe('');
      }
    });
    await page.getByRole('button', { name: 'Take down the page of North camp' }).click();
    await page.getByText('No page of a site of this party is published.').waitFor();
  });
});

test.each(['en', 'fr'] as const)(
  '5f: interviews in a place without a network are kept on the phone, encrypted, and received once when there is one again (%s)',
  async (locale) => {
    const { address } = inject('exercise');
    const words = OFFLINE[locale];
    const contract = await givenContract(`AQ-2026-78-${locale}`);
    const sent: (string | null)[] = [];
    const phone = { viewport: { width: 320, height: 800 } };
    await visit({ address, as: accountOf('Eva Torrin'), withoutNetwork: true, ...phone }, async (page, context) => {
      page.on('requestfinished', (request) => request.url().endsWith('/r/reports') && sent.push(request.postData()));
      await page.goto(`/desk/contracts/${contract}/interview`);
      if (locale === 'fr') await inFrench(page);
      await page.getByText(words.ready).waitFor();
      await settle(page);
      await context.setOffline(true);
      await page.getByText(VISIT[locale].band).waitFor();
      for (const told of ['The foreman keeps the papers, heron', 'A fee of three wages, heron']) {
        await page.getByLabel(words.alone).check();
        await page.getByLabel(words.interpreter).selectOption('none');
        await page.getByRole('button', { name: words.on }).click();
        await page.getByLabel(words.code).selectOption('none');
        await page.getByLabel(words.told).fill(told);
        await page.getByRole('button', { name: words.on }).click();
        await page.getByRole('button', { name: words.send }).click();
        await page.getByRole('button', { name: words.keep }).click();
        await page.getByText(words.kept).waitFor();
        if (told.startsWith('A fee')) await keepAsReporter(page);
        await page.getByRole('button', { name: words.again }).click();
      }
      await page.getByRole('heading', { name: words.waiting }).waitFor();
      expect(await page.content()).not.toContain('heron');
      await page.getByRole('button', { name: words.sendKept }).click();
      await page.getByText(words.broke).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await layoutFaults(page)).toEqual([]);
      expect(sent).toEqual([]);
      // The page is closed and opened again, with a network: what is kept is still there.
      await context.setOffline(false);
      await page.goto(`/desk/contracts/${contract}/interview`);
      await page.getByRole('heading', { name: words.waiting }).waitFor();
      // Signing out would delete them.
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.getByRole('button', { name: VISIT[locale].leave, exact: true }).click();
      await page.getByRole('button', { name: VISIT[locale].stay }).click();
      await page.getByRole('button', { name: words.sendKept }).click();
      await page.getByText(words.received).waitFor();
      expect(await page.getByRole('button', { name: words.sendKept }).count()).toBe(0);
      // What a reporter kept in this browser was neither sent nor deleted by the desk, and signing out does not ask about it.
      expect(JSON.parse(`[${await storedIn(page)}]`)).toMatchObject([{ report: { report: OF_REPORTER } }]);
    });
    expect(sent).toHaveLength(2);
    // A stock Firefox gives a test no body of a request.
    const bodies = sent.filter((body) => body !== null);
    expect(bodies.length).toBe(browserName() === 'firefox' ? 0 : 2);
    expect(new Set(bodies).size).toBe(bodies.length);
    for (const body of bodies) expect(body).not.toContain('heron');
  },
);

const VISIT = {
  en: {
    ...{ ready: 'This page is ready for a place without a network.', band: 'What you enter on this page can be kept on this phone' },
    ...{ seen: 'Seen, as it should be', wrong: 'Not as it should be', found: 'What was not as it should be', day: 'Day of the visit' },
    ...{ add: /^Add a photograph/, photo: 'Photograph 1 of the visit', save: 'Record visit', lost: 'The visit may have arrived.' },
    ...{ keep: 'Keep on this phone', kept: 'The visit is kept on this phone, encrypted.', waiting: '1 visit is kept on this phone' },
    ...{ send: 'Send what is kept', broke: 'There is no network, or it broke.', leave: 'Sign out', stay: 'Stay signed in' },
    ...{ refused: 'This day is to come.', open: 'Open in the form', visits: 'Site visits' },
  },
  fr: {
    ...{ ready: 'Cette page est prête pour un lieu sans réseau.', band: 'Ce que vous saisissez sur cette page peut être gardé' },
    ...{ seen: 'Vu, comme il se doit', wrong: 'Pas comme il se doit', found: 'Ce qui n’allait pas', day: 'Jour de la visite' },
    ...{ add: /^Ajouter une photographie/, photo: 'Photographie 1 de la visite', save: 'Enregistrer la visite' },
    ...{ lost: 'La visite est peut-être arrivée.', keep: 'Garder sur ce téléphone', waiting: '1 visite est gardée sur ce téléphone' },
    ...{ kept: 'La visite est gardée sur ce téléphone, chiffrée', send: 'Envoyer ce qui est gardé', leave: 'Se déconnecter' },
    ...{ broke: 'Il n’y a pas de réseau, ou il s’est rompu.', stay: 'Rester dans la session', refused: 'Ce jour n’est pas encore arrivé.' },
    ...{ open: 'Ouvrir dans le formulaire', visits: 'Visites sur place' },
  },
};
const PLACE = 'GPS 42.6629 kestrel';

/** A photograph as a camera writes it, with the place in its EXIF. */
async function givenPhoto(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48);
    canvas.getContext('2d')!.fillRect(8, 8, 20, 20);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const exif = Buffer.from(`Exif\0\0MM\0*\0\0\0\x08\0\0${PLACE}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return {
    name: 'room.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([Buffer.from(drawn.slice(0, 2)), head, exif, Buffer.from(drawn.slice(2))]),
  };
}

/** What this browser keeps, byte for byte. */
const storedIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((answer) => {
        const opened = indexedDB.open('manumit-reports');
        opened.onsuccess = () => {
          const all = opened.result.transaction('reports').objectStore('reports').getAll();
          all.onsuccess = () => {
            opened.result.close();
            answer(all.result.map((one) => JSON.stringify(one) + new TextDecoder('latin1').decode(one.encrypted)).join());
          };
        };
      }),
  );

test.each(['en', 'fr'] as const)(
  '5f: a site visit in a place without a network is kept on the phone with its photograph, encrypted, corrected and recorded once (%s)',
  async (locale) => {
    const { address } = inject('exercise');
    const words = VISIT[locale];
    const contract = await givenContract(`AQ-2026-79-${locale}`);
    const to = `/desk/api/contracts/${contract}/site-visits`;
    const phone = { viewport: { width: 320, height: 800 } };
    await visit(
      { address, as: accountOf('Eva Torrin'), withoutNetwork: true, refused: [`POST ${to} 422`], ...phone },
      async (page, context) => {
        const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
        await page.goto(`/desk/contracts/${contract}/visit`);
        if (locale === 'fr') await inFrench(page);
        await page.getByText(words.ready).waitFor();
        await settle(page);
        const photo = await givenPhoto(page);
        await context.setOffline(true);
        await page.getByText(words.band).waitFor();
        for (const one of await page.getByRole('radio', { name: words.seen, exact: true }).all()) await one.check();
        await page.getByRole('radio', { name: words.wrong, exact: true }).first().check();
        await page.getByLabel(words.found).fill('Twelve share a room, heron');
        await page.getByLabel(words.day).fill(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10));
        await page.getByLabel(words.add).setInputFiles(photo);
        await page.getByRole('img', { name: words.photo }).waitFor();
        await press(words.save);
        await page.getByText(words.lost).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await layoutFaults(page)).toEqual([]);
        await press(words.keep);
        await page.getByText(words.kept).waitFor();
        const stored = await storedIn(page);
        for (const word of ['heron', 'housing', PLACE]) expect(stored, word).not.toContain(word);
        await press(words.send);
        await page.getByText(words.broke).waitFor();

        // The page is closed and opened again, with a network: what is kept is still there, and signing out would delete it.
        await context.setOffline(false);
        await page.goto(`/desk/contracts/${contract}/visit`);
        await page.getByRole('heading', { name: words.waiting }).waitFor();
        await page.setViewportSize({ width: 1440, height: 900 });
        await press(words.leave);
        await press(words.stay);
        await press(words.send);
        await page.getByText(words.refused).waitFor();
        await press(words.open);
        expect(await page.getByLabel(words.found).inputValue()).toContain('heron');
        await page.getByLabel(words.day).fill(new Date().toISOString().slice(0, 10));
        // The answer is lost once after the server has recorded the visit.
        await page.route(
          `**${to}`,
          async (route) => {
            await route.fetch();
            await route.abort('internetdisconnected');
          },
          { times: 1 },
        );
        await press(words.save);
        await page.getByText(words.lost).waitFor();
        await press(words.save);
        await page.getByRole('heading', { name: words.visits }).waitFor();
        expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
      },
    );
    const eva = await deskOf('Eva Torrin');
    const { visits } = await eva.call<{ visits: { photos: string[] }[] }>('GET', `contracts/${contract}/site-visits`);
    expect(visits).toMatchObject([{ answers: { housing: { sight: 'wrong', note: 'Twelve share a room, heron' } } }]);
    expect(visits[0]!.photos).toHaveLength(1);
    const { picture } = await eva.call<{ picture: string }>('GET', `site-photos/${visits[0]!.photos[0]}`);
    expect(Buffer.from(picture, 'base64').toString('latin1')).not.toContain(PLACE);
  },
);
