import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { currentCourses } from '#rooms/courses/index.ts';
import { translatePlayer } from '#rooms/courses/languages/player/texts.ts';
import { translateCertificates } from '#rooms/learning/certificates/texts.ts';
import { translateCertificatesDesk } from '#rooms/learning/ui/certificates/texts.ts';
import { translateReadinessDesk } from '#rooms/readiness/ui/texts.ts';
import { download, settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';
import { answerAll, codeOf, enter, givenClass, givenPart, givenUnit, givenUnsigned } from './learners.ts';

// A recruit has a shared phone and no network. The lesson is stored on the phone, read and tested offline, and counted once there is a network.
const { address } = inject('exercise');
const PHONE = { address, viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
const INSTRUCTOR = accountOf('Jonas Reed');
const [G, S12] = [currentCourses().module('G'), currentCourses().module('S12')];

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const NATIONS = [
  { lang: 'en', unit: 'Recruits XC', officer: 'Jonas Reed', speaker: 'Mira Kolb', operation: 'AMBER-QUAY', commander: 'Vera Olsen' },
  { lang: 'fr', unit: 'Recrues XE', officer: 'Yann Perrot', speaker: 'Elsa Tran', operation: 'STONE-FERRY', commander: 'Marc Delon' },
] as const;

test.each(NATIONS)(
  'a recruit of $unit passes and signs on an offline phone, whose work then turns the board of $commander green and verifies',
  async (of) => {
    const { lang } = of;
    const t = (key: Parameters<typeof translatePlayer>[1], values?: Record<string, string | number>) => translatePlayer(lang, key, values);
    const numbers: [string, string] = of.lang === 'en' ? ['XC-7101', 'XC-7102'] : ['XE-7101', 'XE-7102'];
    await givenUnit(of, numbers);
    const made = await givenClass(of.officer, 'G', [numbers[0]]);
    await visit({ address, as: accountOf(of.commander) }, async (board) => {
      const row = await unitOnBoard(board, of.unit);
      expect(await row.textContent()).toContain(translateReadinessDesk(lang, 'colour.red'));
      await visit({ ...PHONE, withoutNetwork: true }, async (page, phone) => {
        // Firefox asks whether the site may store data. This learner overlooks the question, in every browser.
        await phone.addInitScript(() => {
          if (navigator.storage) navigator.storage.persist = () => new Promise(() => {});
        });
        await enter(page, made, made.accessSlips[0]!, lang);
        await page.getByRole('link', { name: G.module.title[lang] }).click();
        await page.getByRole('button', { name: t('learn.keep-now') }).click();
        await page.getByText(t('learn.kept')).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await phone.setOffline(true);
        await page.getByRole('link', { name: G.lessons[0]!.title[lang] }).click();
        for (const [at, lesson] of G.lessons.entries()) {
          await page.getByRole('heading', { level: 1, name: lesson.title[lang] }).waitFor();
          await page.getByText(t('learn.offline')).waitFor();
          expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
          const next = G.lessons[at + 1];
          await page
            .getByRole('button', { name: next ? t('learn.next-lesson', { title: next.title[lang] }) : t('learn.to-check') })
            .click();
          await page.getByText(`${t('learn.waiting')} ${at + 1}`).waitFor();
        }
        await page.getByRole('link', { name: t('learn.check-on') }).click();
        await page.getByRole('heading', { name: t('learn.check') }).waitFor();
        await answerAll(page, 'G');
        await page.getByRole('button', { name: t('learn.submit') }).click();
        await page.getByText(t('learn.kept-title')).waitFor();
        await page.getByRole('button', { name: t('learn.sign-later') }).click();
        await page.getByText(t('learn.signed-later')).waitFor();
        // Opened again, the page shows the same: nothing is lost when the phone is put away.
        await page.reload();
        await page.getByText(t('learn.signed-later')).waitFor();
        await page.getByText(`${t('learn.waiting')} ${G.lessons.length + 2}`).waitFor();
        expect(await faultsOf(page)).toEqual([]);
        await phone.setOffline(false);
        await page.getByText(t('learn.signed'), { exact: true }).waitFor();
        expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
      });
      const after = await unitOnBoard(board, of.unit);
      expect(await after.textContent()).toContain(translateReadinessDesk(lang, 'colour.green'));
      expect(await faultsOf(board)).toEqual([]);
    });
    await visit({ address, as: accountOf(of.officer) }, async (desk, { request }) => {
      await desk.goto(`/desk/training/classes/${made.classId}`);
      await settle(desk);
      await desk.getByRole('row', { name: new RegExp(`${numbers[0]}.*100`) }).waitFor();
      await desk.goto('/desk/certificates');
      await settle(desk);
      const who = `${numbers[0]} ${G.module.title[lang]}`;
      // At the same time another story makes all missing certificates of this nation, perhaps this one too.
      const make = desk.getByRole('button', { name: `${translateCertificatesDesk(lang, 'action.issue')} ${who}` });
      if (await make.isVisible()) await make.click();
      const link = desk.getByRole('link', { name: `${translateCertificatesDesk(lang, 'print')} ${who}` });
      await link.waitFor();
      expect(await faultsOf(desk)).toEqual([]);
      const file = (await link.getAttribute('href'))!;
      const code = await codeOf(await (await request.get(file)).body());
      await checkCertificateAtGate(lang, code, numbers[0], /\/certificates\/(\w+)\//.exec(file)![1]!);
    });
  },
);

/** The row of a unit on the board, read again. */
async function unitOnBoard(board: Page, unit: string) {
  await board.goto('/desk/readiness');
  await settle(board);
  const row = board.getByRole('row').filter({ has: board.getByRole('rowheader', { name: unit }) });
  await row.waitFor();
  return row;
}

/** A learner at a gate, on a phone without account, reads the code and then types the number. */
async function checkCertificateAtGate(lang: 'en' | 'fr', code: string, holder: string, number: string): Promise<void> {
  const t = (key: Parameters<typeof translateCertificates>[1]) => translateCertificates(lang, key);
  await visit(PHONE, async (gate) => {
    await gate.goto(`${lang === 'fr' ? '/fr' : ''}/verify#${code}`);
    await gate.getByText(t('verify.valid'), { exact: true }).waitFor();
    await gate.getByText(G.module.title[lang]).waitFor();
    await gate.getByLabel(t('verify.holder')).fill(holder);
    await gate.getByRole('button', { name: t('verify.holder-check') }).click();
    await gate.getByText(t('verify.holder-fits')).waitFor();
    expect([await wide(gate), await faultsOf(gate)]).toEqual([false, []]);
    await gate.getByLabel(t('verify.number')).fill(number);
    await gate.getByRole('button', { name: t('verify.check'), exact: true }).click();
    await gate.getByText(/UTC/).waitFor();
    await gate.getByText(t('verify.valid'), { exact: true }).waitFor();
  });
}

test('a learner who lacks two lessons learns only these on an offline phone, and the board then shows the record', async () => {
  const of = { ...NATIONS[1], unit: 'Recrues XF' };
  const t = (key: Parameters<typeof translatePlayer>[1], values?: Record<string, string | number>) => translatePlayer('fr', key, values);
  const numbers: [string, string] = ['XE-7201', 'XE-7202'];
  await givenUnit(of, numbers);
  const missing = await givenPart(of.officer, numbers[0]);
  expect(missing).toEqual(['G4', 'G7']);
  const lacks = G.lessons.filter(({ id }) => missing.includes(id)).map(({ title }) => title.fr);
  const made = await givenClass(of.officer, 'G', [numbers[0]]);
  await visit({ address, as: accountOf(of.commander) }, async (board) => {
    expect(await (await unitOnBoard(board, of.unit)).textContent()).toContain(translateReadinessDesk('fr', 'colour.red'));
    await board.getByRole('row', { name: new RegExp(`${numbers[0]}.*${lacks[1]}`) }).waitFor();
    await visit({ ...PHONE, withoutNetwork: true }, async (page, phone) => {
      await enter(page, made, made.accessSlips[0]!, 'fr');
      await page.getByRole('link', { name: G.module.title.fr }).click();
      await page.getByText(t('learn.only')).waitFor();
      expect(await page.locator('main a[href*="/l/"] b').allTextContents()).toEqual(lacks);
      await page.getByRole('button', { name: t('learn.keep-now') }).click();
      await page.getByText(t('learn.kept')).waitFor();
      await phone.setOffline(true);
      await page.getByRole('link', { name: lacks[0]! }).click();
      await page.getByText(t('learn.lesson-of', { at: 1, of: 2 })).waitFor();
      await page.getByRole('button', { name: t('learn.next-lesson', { title: lacks[1]! }) }).click();
      await page.getByRole('button', { name: t('learn.to-check') }).click();
      // Lessons that were stored before they were read are also listed as read.
      for (const title of lacks) await page.getByRole('link', { name: new RegExp(`${title}.*${t('learn.read')}`) }).waitFor();
      await page.getByRole('link', { name: t('learn.check-on') }).click();
      await page.getByText(t('learn.question-of', { at: 5, of: 5 })).waitFor();
      await answerAll(page, 'G');
      await page.getByRole('button', { name: t('learn.submit') }).click();
      await page.getByText(t('learn.kept-title')).waitFor();
      expect(await page.getByText(t('learn.check-how')).isVisible(), 'what was submitted is asked for').toBe(false);
      await page.getByRole('button', { name: t('learn.sign-later') }).click();
      await page.getByText(t('learn.signed-later')).waitFor();
      expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
      await phone.setOffline(false);
      await page.getByText(t('learn.signed'), { exact: true }).waitFor();
    });
    expect(await (await unitOnBoard(board, of.unit)).textContent()).toContain(translateReadinessDesk('fr', 'colour.green'));
    expect(await board.getByText(numbers[0]).count(), 'no person is held back any more').toBe(0);
  });
  await visit({ address, as: accountOf(of.officer) }, async (desk) => {
    await desk.goto(`/desk/rosters?number=${numbers[0]}`);
    await settle(desk);
    const row = desk.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: numbers[0] }) });
    expect(await row.textContent()).toContain(translateReadinessDesk('fr', 'state.current'));
    await row.getByRole('button', { name: new RegExp(translateReadinessDesk('fr', 'records.open')) }).click();
    await desk.getByText(translateReadinessDesk('fr', 'records.lessons', { lessons: missing.join(', ') })).waitFor();
    expect(await faultsOf(desk)).toEqual([]);
  });
});

test.each([
  { ...NATIONS[0], unit: 'Recruits XG', numbers: ['XC-7301', 'XC-7302'] as [string, string] },
  { ...NATIONS[1], unit: 'Recrues XG', numbers: ['XE-7301', 'XE-7302'] as [string, string] },
])('a person of $unit who passed elsewhere signs on an offline phone, and the board then shows it', async (of) => {
  const { lang, numbers } = of;
  const t = (key: Parameters<typeof translatePlayer>[1]) => translatePlayer(lang, key);
  await givenUnit(of, numbers);
  await givenUnsigned(of.officer, numbers[0]);
  const made = await givenClass(of.officer, 'G', [numbers[0]]);
  await visit({ address, as: accountOf(of.commander) }, async (board) => {
    expect(await (await unitOnBoard(board, of.unit)).textContent()).toContain(translateReadinessDesk(lang, 'colour.red'));
    await visit({ ...PHONE, withoutNetwork: true }, async (page, phone) => {
      await enter(page, made, made.accessSlips[0]!, lang);
      await page.getByText(t('learn.only-signature')).waitFor();
      expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
      await page.getByRole('link', { name: G.module.title[lang] }).click();
      for (const sentence of G.module.acknowledgement!.sentences) await page.getByText(sentence[lang]).waitFor();
      expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
      expect(await page.getByRole('button', { name: t('learn.check-begin') }).count(), 'a check is asked for').toBe(0);
      await page.getByRole('button', { name: t('learn.keep-now') }).click();
      await page.getByText(t('learn.kept')).waitFor();
      await phone.setOffline(true);
      await page.getByRole('button', { name: t('learn.sign') }).click();
      await page.getByText(t('learn.signed-kept')).waitFor();
      await page.reload();
      await page.getByText(t('learn.signed-kept')).waitFor();
      expect(await page.getByRole('button', { name: t('learn.sign') }).isVisible(), 'it is signed twice').toBe(false);
      expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
      await phone.setOffline(false);
      await page.getByText(t('learn.signed'), { exact: true }).waitFor();
      expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
    });
    expect(await (await unitOnBoard(board, of.unit)).textContent()).toContain(translateReadinessDesk(lang, 'colour.green'));
  });
});

test('a learner passes and signs in French on a phone without script', async () => {
  const made = await givenClass('Jonas Reed', 'S12', ['XC-7002']);
  await visit({ ...PHONE, javaScriptEnabled: false, colorScheme: 'dark' }, async (page) => {
    await enter(page, made, made.accessSlips[0]!);
    await page.goto('/learn/en/l/S12.1');
    const story = page.locator('.sc').first();
    await story.locator('label').first().click();
    await story.locator('.fb:visible').first().waitFor();
    await page.goto('/learn/en/m/S12');
    await page.getByRole('button', { name: 'Start the final test' }).click();
    await page.getByRole('heading', { name: 'Final test' }).waitFor();
    await answerAll(page, 'S12');
    await page.getByRole('button', { name: 'Submit my answers' }).click();
    await page.getByRole('heading', { name: 'Passed' }).waitFor();
    await page.getByRole('button', { name: 'I have read this and sign' }).click();
    await page.getByText('You have signed.').waitFor();
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByText('Vous avez signé.').waitFor();
  });
});

test('work under an ended secret is sent once its learner signs in again, and does not block the next learner', async () => {
  const made = await givenClass('Jonas Reed', 'S12', ['XC-7004']);
  await visit({ ...PHONE, refused: ['POST /learn/submit 401'] }, async (page) => {
    await enter(page, made, made.accessSlips[0]!);
    await page.evaluate(
      (own) =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('learn', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('waiting', { keyPath: 'id' });
          opening.onsuccess = () => {
            const change = opening.result.transaction('waiting', 'readwrite');
            const action = { do: 'read', lesson: 'S12.1', version: 1, at: new Date().toISOString() };
            const works = change.objectStore('waiting');
            works.put({ id: 'other', learner: crypto.randomUUID(), secret: 'x'.repeat(43), order: 0, action });
            works.put({ id: 'own', learner: own, secret: 'y'.repeat(43), order: 0, action });
            change.oncomplete = () => done(opening.result.close());
          };
        }),
      await page.locator('body').getAttribute('data-learner'),
    );
    await page.goto('/learn/en/m/S12');
    await page.getByRole('link', { name: new RegExp(`${S12.lessons[0]!.title.en}.*Read`) }).waitFor();
    await page.getByText('Waiting to be sent: 1').waitFor();
    await page.getByRole('button', { name: 'Start the final test' }).click();
    await page.getByRole('heading', { name: 'Final test' }).waitFor();
    await answerAll(page, 'S12');
    await page.getByRole('button', { name: 'Submit my answers' }).click();
    await page.getByRole('heading', { name: 'Passed' }).waitFor();
    await page.getByText('Waiting to be sent: 1').waitFor();
  });
});

test('a learner offline for longer than a session loses no answer: each page says that it is saved, and it is sent later', async () => {
  const made = await givenClass('Jonas Reed', 'S12', ['XC-7005']);
  await visit({ ...PHONE, withoutNetwork: true }, async (page, phone) => {
    await enter(page, made, made.accessSlips[0]!);
    await page.getByRole('link', { name: S12.module.title.en }).click();
    await page.getByRole('button', { name: 'Save on this phone' }).click();
    await page.getByText('You can now learn offline').waitFor();
    await phone.setOffline(true);
    // The cookies of a session last a day.
    await phone.clearCookies();
    await page.reload();
    await page.getByRole('link', { name: 'Continue the test' }).click();
    await page.getByText('Your work is saved on this phone').waitFor();
    await answerAll(page, 'S12');
    await page.getByRole('button', { name: 'Submit my answers' }).click();
    await page.getByText('Your answers are saved on this phone.').waitFor();
    await page.getByRole('button', { name: 'I have read this and sign' }).click();
    await page.getByText('Waiting to be sent: 2').waitFor();
    await phone.setOffline(false);
    await page.getByRole('heading', { name: 'Start with your slip' }).waitFor();
    await enter(page, made, made.accessSlips[0]!);
    await page.getByRole('link', { name: new RegExp(`${S12.module.title.en}.*Done`) }).waitFor();
  });
});

test('a slip used on a second phone ends its use on the first, which says so and submits its stored work', async () => {
  await visit({ address, as: INSTRUCTOR }, async (desk) => {
    const made = await givenClass('Jonas Reed', 'S12', ['XC-7003']);
    await visit({ ...PHONE, withoutNetwork: true }, async (first, phone) => {
      await enter(first, made, made.accessSlips[0]!);
      await first.goto('/learn/en/m/S12');
      await first.getByRole('button', { name: 'Save on this phone' }).click();
      await first.getByText('You can now learn offline').waitFor();
      await phone.setOffline(true);
      await first.getByRole('link', { name: S12.lessons[0]!.title.en }).click();
      await first.getByRole('button', { name: /back to the module/ }).click();
      await first.getByText('Waiting to be sent: 1').waitFor();
      await visit(PHONE, async (second) => enter(second, made, made.accessSlips[0]!));
      await phone.setOffline(false);
      await first.getByText('Everything has been sent.').waitFor();
      await first.goto('/learn/en');
      await first.getByText('Your slip was used on another phone').waitFor();
    });
    await desk.goto(`/desk/training/classes/${made.classId}`);
    await settle(desk);
    await desk.getByRole('row', { name: /XC-7003/ }).waitFor();
  });
});

test('an instructor opens a class, makes slips and prints them', async () => {
  const refused: string[] = [];
  await visit({ address, as: INSTRUCTOR, refused }, async (page) => {
    await page.goto('/desk/training/classes');
    await settle(page);
    // The party of the class arrives late. No form is shown before that, because its button would do nothing.
    await page.route('**/desk/api/parties?*', async (route) => {
      await wait(1_500);
      await route.fallback();
    });
    await page.getByRole('button', { name: 'Open a class' }).first().click();
    await page.getByLabel('Class name').fill('By hand');
    await page.locator('form').getByRole('button', { name: 'Open a class' }).click();
    await page.getByRole('heading', { level: 1, name: 'By hand' }).waitFor();
    await page.getByRole('button', { name: 'Create slips' }).first().click();
    // Two people of the roster, as in the class of the exercise.
    await page.getByRole('button', { name: 'Change end date' }).click();
    await page.getByLabel('End date of the class').waitFor();
    expect(await page.getByLabel('Service numbers').count(), 'two forms are open').toBe(0);
    await page.getByRole('button', { name: 'Create slips' }).first().click();
    await page.getByLabel('Service numbers').fill('XC-3001\nxc-3002');
    await page.locator('form').getByRole('button', { name: 'Create slips' }).click();
    await page.getByText('These PINs are shown only once').waitFor();
    await page.getByRole('row', { name: /XC-3002/ }).waitFor();
    await settle(page);
    expect(await faultsOf(page)).toEqual([]);
    const sheet = await download(page, () => page.getByRole('button', { name: 'Print slips (PDF)' }).click());
    expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
    // More slips than one request prints: each sheet has its button.
    refused.push(`POST /desk/api/training/classes/${page.url().split('/').pop()}/access-slips 422`);
    await page.getByRole('button', { name: 'Create slips' }).first().click();
    await page.getByLabel('Service numbers').fill(Array.from({ length: 40 }, (_, at) => `XC-71${String(at).padStart(2, '0')}`).join(' '));
    await page.locator('form').getByRole('button', { name: 'Create slips' }).click();
    await page.getByLabel('Add unknown numbers to the roster as').selectOption({ label: 'Contingent' });
    await page.locator('form').getByRole('button', { name: 'Create slips' }).click();
    await page.getByRole('heading', { name: '42 slips created' }).waitFor();
    for (const part of ['XC-3001 to XC-7137', 'XC-7138 to XC-7139']) {
      const printed = await download(page, () => page.getByRole('button', { name: `Print ${part} (PDF)` }).click());
      expect(printed.subarray(0, 5).toString()).toBe('%PDF-');
    }
    // More numbers than one command accepts are sent in parts. If a part fails, the others keep their slips and leave the field.
    const slips = `/desk/api/training/classes/${page.url().split('/').pop()}/access-slips`;
    const create = page.locator('form').getByRole('button', { name: 'Create slips' });
    await page.getByRole('button', { name: 'Create slips' }).first().click();
    await page.getByLabel('Service numbers').fill(Array.from({ length: 45 }, (_, at) => `XC-72${String(at).padStart(2, '0')}`).join(' '));
    await create.click();
    // The unknown numbers of all parts are listed at once, before any is added.
    await page.getByText(/^45 numbers are not on the roster: XC-7200, .* XC-7244\. Correct them/).waitFor();
    await page.getByLabel('Add unknown numbers to the roster as').selectOption({ label: 'Contingent' });
    let parts = 0;
    refused.push(`POST ${slips} 503`);
    await page.route('**/access-slips', async (route) => {
      if (++parts !== 2) return route.continue();
      // The server makes the slips of the second part, and its answer is lost.
      await route.fetch();
      return route.fulfill({ status: 503 });
    });
    await create.click();
    await page.getByText('40 of 45 numbers are done').waitFor();
    await page.getByText('It is not known whether the 5 slips were created.').waitFor();
    await page.getByRole('heading', { name: '82 slips created' }).waitFor();
    const left = (await page.getByLabel('Service numbers').inputValue()).split('\n');
    expect([left.length, left[0], left.at(-1)]).toEqual([5, 'XC-7240', 'XC-7244']);
    expect(await faultsOf(page)).toEqual([]);
    await create.click();
    await page.getByText('5 slips were created, but their PINs did not arrive here: XC-7240, ').waitFor();
    await page.getByLabel('Service numbers').waitFor({ state: 'detached' });
    expect(await page.getByRole('row', { name: /XC-72/ }).count(), 'each number has one slip').toBe(45);
    expect(parts).toBe(3);
    await page.unroute('**/access-slips');

    // Leaving while a part is under way asks first. An instructor who stays gets the PINs; one who leaves stops the other parts.
    let held = Promise.withResolvers<void>();
    parts = 0;
    await page.route('**/access-slips', async (route) => {
      parts += 1;
      await held.promise;
      await route.continue();
    });
    let answer = false;
    const questions: string[] = [];
    page.on('dialog', async (dialog) => {
      questions.push(dialog.message());
      await (answer ? dialog.accept() : dialog.dismiss());
    });
    const begin = async (numbers: string[]) => {
      await page.getByRole('button', { name: 'Create slips' }).first().click();
      await page.getByLabel('Service numbers').fill(numbers.join(' '));
      await create.click();
      await expect.poll(() => parts).toBe(1);
    };
    await begin(['XC-3003']);
    const navigation = page.getByRole('navigation').getByRole('link', { name: 'Courses', exact: true });
    await navigation.click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => questions.length).toBe(2);
    held.resolve();
    await page.getByRole('heading', { name: '83 slips created' }).waitFor();
    held = Promise.withResolvers();
    [parts, answer] = [0, true];
    await begin(Array.from({ length: 45 }, (_, at) => `XC-72${String(at).padStart(2, '0')}`));
    await navigation.click();
    await page.getByRole('heading', { level: 1, name: 'Courses' }).waitFor();
    const answered = page.waitForResponse('**/access-slips');
    held.resolve();
    await answered;
    await settle(page);
    expect(questions).toEqual(Array(3).fill(expect.stringMatching(/^Slips are being created\. .* Leave the page\?$/)));
    expect(parts, 'the second part was sent all the same').toBe(1);
  });
});

test('an instructor whose answer is lost reads that slips may exist, then which have no PIN and which existed before', async () => {
  await visit({ address, as: INSTRUCTOR, withoutNetwork: true }, async (page) => {
    await page.goto('/desk/training/classes');
    await settle(page);
    await page.getByRole('button', { name: 'Open a class' }).first().click();
    await page.getByLabel('Class name').fill('Answer lost');
    await page.locator('form').getByRole('button', { name: 'Open a class' }).click();
    await page.getByRole('heading', { level: 1, name: 'Answer lost' }).waitFor();
    const create = async (numbers: string) => {
      await page.getByRole('button', { name: 'Create slips' }).first().click();
      await page.getByLabel('Service numbers').fill(numbers);
      await page.locator('form').getByRole('button', { name: 'Create slips' }).click();
    };
    await page.route(
      '**/access-slips',
      async (route) => {
        await route.fetch();
        await route.abort('internetdisconnected');
      },
      { times: 1 },
    );
    await create('XC-3001\nxc-3002');
    await page.getByText('It is not known whether the 2 slips were created.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('form').getByRole('button', { name: 'Create slips' }).click();
    await page.getByText('2 slips were created, but their PINs did not arrive here: XC-3001, XC-3002.').waitFor();
    expect(await page.getByText('These PINs are shown only once').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'New PIN XC-3002' }).click();
    await page.getByText('1 slip was created, but its PIN did not arrive here: XC-3001.').waitFor();
    expect(
      await page
        .getByRole('listitem')
        .filter({ hasText: /^XC-3002 \d{6}$/ })
        .count(),
    ).toBe(1);
    await create('XC-3001');
    await page.getByText('1 person already had a slip in this class: XC-3001.').waitFor();
    expect(await page.getByText('did not arrive here').count()).toBe(0);
  });
});
