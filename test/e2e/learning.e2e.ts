import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { currentCourses } from '#rooms/training/index.ts';
import { accessibilityFaults as faultsOf } from './checks/accessibility.ts';
import { accountOf } from './exercise-accounts.ts';
import { download, settle, visit } from './visit.ts';

// A recruit with a phone that is not theirs and no network: the lesson is kept on it, read and checked on the way, and counted once there is a network.
const { address } = inject('exercise');
const PHONE = { address, viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };
const INSTRUCTOR = accountOf('Jonas Reed');
const S12 = currentCourses().module('S12');

type Made = { classId: string; code: string; slips: { number: string; pin: string }[] };

/** A class of Corvania with these numbers, opened as its training officer would. */
async function givenClass(request: APIRequestContext, numbers: string[]): Promise<Made> {
  const post = async (path: string, data: object) => {
    const answer = await request.post(`/desk/api${path}`, { data, headers: { 'idempotency-key': randomUUID() } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const { grants } = await (await request.get('/desk/api/session')).json();
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const { classId, code } = await post(`/parties/${grants[0].party.id}/classes`, {
    title: `Story ${numbers[0]}`,
    modules: ['S12'],
    startsOn: day(-1),
    endsOn: day(7),
  });
  const { slips } = await post(`/training/classes/${classId}/slips`, { numbers, newcomers: 'headquarters' });
  return { classId, code, slips };
}

async function enter(page: Page, { code, slips }: Made, which = 0): Promise<void> {
  await page.goto('/learn/en');
  await page.getByLabel('Class code').fill(code);
  await page.getByLabel('Service number').fill(slips[which]!.number);
  await page.getByLabel('PIN').fill(slips[which]!.pin);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { name: 'Your modules' }).waitFor();
}

/** Answers a check as somebody who learnt: the texts on the page are looked up in the courses. */
async function answerAll(page: Page): Promise<void> {
  for (const item of S12.lessons.flatMap(({ items }) => items)) {
    const asked = page.locator('#answers fieldset').filter({ hasText: item.stem.en });
    if ((await asked.count()) === 0) continue;
    if (item.kind === 'true-false') await asked.getByLabel(item.answer ? 'True' : 'False', { exact: true }).check();
    else if (item.kind === 'order') {
      for (const [at, { en }] of item.steps.entries())
        await asked
          .locator('label')
          .filter({ hasText: en })
          .locator('select')
          .selectOption(String(at + 1));
    } else for (const { en } of item.options.filter(({ right }) => right)) await asked.getByLabel(en, { exact: true }).check();
  }
}

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('a recruit learns, passes and signs on a phone without a network; with one it stands on the class page', async () => {
  await visit({ address, as: INSTRUCTOR }, async (desk, { request }) => {
    const made = await givenClass(request, ['XC-7001']);
    await visit({ ...PHONE, withoutNetwork: true }, async (page, phone) => {
      // Firefox asks whether the site may store data. This learner overlooks the question, in every browser.
      await phone.addInitScript(() => {
        if (navigator.storage) navigator.storage.persist = () => new Promise(() => {});
      });
      await enter(page, made);
      await page
        .getByRole('link', { name: /Headquarters|staff/i })
        .first()
        .click();
      await page.getByRole('button', { name: 'Keep on this phone' }).click();
      await page.getByText('You can learn without a network now').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await phone.setOffline(true);
      await page.getByRole('link', { name: S12.lessons[0]!.title.en }).click();
      await page.getByRole('heading', { level: 1, name: S12.lessons[0]!.title.en }).waitFor();
      await page.getByText('No network. You can go on.').waitFor();
      expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
      await page.getByRole('button', { name: /back to the module/ }).click();
      await page.getByText('Waiting to be sent: 1').waitFor();
      await page.getByRole('link', { name: 'Go on with the check' }).click();
      await page.getByRole('heading', { name: 'Final check' }).waitFor();
      await answerAll(page);
      await page.getByRole('button', { name: 'Hand in my answers' }).click();
      await page.getByText('Your answers are kept on this phone.').waitFor();
      await page.getByRole('button', { name: 'I have read this and sign' }).click();
      await page.getByText('Signed on this phone.').waitFor();
      // Opened again, it says the same: nothing is lost when the phone is put away.
      await page.reload();
      await page.getByText('Signed on this phone.').waitFor();
      await page.getByText('Waiting to be sent: 3').waitFor();
      await phone.setOffline(false);
      await page.getByText('You have signed.').waitFor();
      expect([await wide(page), await faultsOf(page)]).toEqual([false, []]);
    });
    await desk.goto(`/desk/training/classes/${made.classId}`);
    await settle(desk);
    await desk.getByRole('row', { name: /XC-7001.*Passed and signed \(100 %\)/ }).waitFor();
  });
});

test('a phone without script learns, passes, signs and reads French', async () => {
  await visit({ address, as: INSTRUCTOR }, async (_desk, { request }) => {
    const made = await givenClass(request, ['XC-7002']);
    await visit({ ...PHONE, javaScriptEnabled: false, colorScheme: 'dark' }, async (page) => {
      await enter(page, made);
      await page.goto('/learn/en/l/S12.1');
      const story = page.locator('.sc').first();
      await story.locator('label').first().click();
      await story.locator('.fb:visible').first().waitFor();
      await page.goto('/learn/en/m/S12');
      await page.getByRole('button', { name: 'Begin the final check' }).click();
      await page.getByRole('heading', { name: 'Final check' }).waitFor();
      await answerAll(page);
      await page.getByRole('button', { name: 'Hand in my answers' }).click();
      await page.getByRole('heading', { name: 'Passed' }).waitFor();
      await page.getByRole('button', { name: 'I have read this and sign' }).click();
      await page.getByText('You have signed.').waitFor();
      await page.getByRole('link', { name: 'Français' }).click();
      await page.getByText('Vous avez signé.').waitFor();
    });
  });
});

test('a slip used on a second phone ends the first, which says so and hands in what it kept', async () => {
  await visit({ address, as: INSTRUCTOR }, async (desk, { request }) => {
    const made = await givenClass(request, ['XC-7003']);
    await visit({ ...PHONE, withoutNetwork: true }, async (first, phone) => {
      await enter(first, made);
      await first.goto('/learn/en/m/S12');
      await first.getByRole('button', { name: 'Keep on this phone' }).click();
      await first.getByText('You can learn without a network now').waitFor();
      await phone.setOffline(true);
      await first.getByRole('link', { name: S12.lessons[0]!.title.en }).click();
      await first.getByRole('button', { name: /back to the module/ }).click();
      await first.getByText('Waiting to be sent: 1').waitFor();
      await visit(PHONE, async (second) => enter(second, made));
      await phone.setOffline(false);
      await first.getByText('Everything has arrived.').waitFor();
      await first.goto('/learn/en');
      await first.getByText('Your slip was used on another phone').waitFor();
    });
    await desk.goto(`/desk/training/classes/${made.classId}`);
    await settle(desk);
    await desk.getByRole('row', { name: /XC-7003/ }).waitFor();
  });
});

test('an instructor opens a class, makes slips and prints them', async () => {
  await visit({ address, as: INSTRUCTOR }, async (page) => {
    await page.goto('/desk/training/classes');
    await settle(page);
    await page.getByRole('button', { name: 'Open a class' }).first().click();
    await page.getByLabel('Name of the class').fill('By hand');
    await page.locator('form').getByRole('button', { name: 'Open a class' }).click();
    await page.getByRole('heading', { level: 1, name: 'By hand' }).waitFor();
    await page.getByRole('button', { name: 'Make slips' }).first().click();
    // Two of the roster, as the exercise's own class has them.
    await page.getByLabel('Service numbers').fill('XC-3001\nxc-3002');
    await page.locator('form').getByRole('button', { name: 'Make slips' }).click();
    await page.getByText('These PINs are shown once').waitFor();
    await page.getByRole('row', { name: /XC-3002/ }).waitFor();
    await settle(page);
    expect(await faultsOf(page)).toEqual([]);
    const sheet = await download(page, () => page.getByRole('button', { name: 'Print the slips (PDF)' }).click());
    expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
