import type { Page, Route } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { begunReturn, deskOf } from './returns.ts';

// An answer is not lost while the server or the network is unavailable, and is not stored twice if only the confirmation was lost.
// The year is before those of other stories, so nothing is known from an earlier return.
const PERIOD = '2006';
const QUESTION = { tip10: 'law.tip-10', tip12: 'law.tip-12', tip13: 'law.tip-13', tip11: 'law.tip-11' };
const path = (id: string, question: string) => `/desk/api/returns/${id}/answers/${question}`;
const busy = { type: '/errors#platform/busy', title: 'The server is busy. Try again in a moment.', status: 503, code: 'platform/busy' };
const refuse = (route: Route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(busy) });
const card = (page: Page, text: RegExp) => page.locator('article.question').filter({ hasText: text }).first();
const rowOf = async (id: string, question: string) =>
  (await (await deskOf('Karl Munk')).view(id)).answers!.find((row) => row.questionId === question)!;

/** The return at the page on prevention and borders of its law review, with the requests that saved each question. */
async function atLaw(refused: string[], story: (page: Page, id: string, tries: { key: string; version: string }[]) => Promise<void>) {
  const id = await begunReturn(PERIOD);
  await visit({ address: inject('exercise').address, as: accountOf('Mira Kolb'), refused, withoutNetwork: true }, async (page) => {
    const tries: { key: string; version: string }[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'PUT') return;
      tries.push({ key: request.headers()['idempotency-key']!, version: request.headers()['if-match']! });
    });
    await page.goto(`/desk/returns/${id}?view=law&page=3`);
    await settle(page);
    await story(page, id, tries);
  });
}

test('5a: an answer that a busy server refused is retried automatically under the same key until it is saved', async () => {
  const refused: string[] = [];
  await atLaw(refused, async (page, id, tries) => {
    const own = card(page, /article 12/i);
    refused.push(`PUT ${path(id, QUESTION.tip12)} 503`);
    let times = 0;
    await page.route(`**${path(id, QUESTION.tip12)}`, (route) => (times++ < 2 ? refuse(route) : route.fallback()));
    await own.getByRole('radio', { name: 'In part', exact: true }).check();
    await own.getByText('Not saved yet').waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /^Not saved$/ })
      .waitFor();
    await own.locator('.question-saved').waitFor();
    expect(new Set(tries.map(({ key }) => key)).size).toBe(1);
    expect(tries).toHaveLength(3);
    expect(await rowOf(id, QUESTION.tip12)).toMatchObject({ choice: 'changed', value: 'in-part', version: 2 });
  });
});

test('5a: an answer whose confirmation was lost is stored once, and no conflict with another person is shown', async () => {
  await atLaw([], async (page, id, tries) => {
    const own = card(page, /article 13/i);
    let dropped = false;
    await page.route(`**${path(id, QUESTION.tip13)}`, async (route) => {
      if (dropped) return route.fallback();
      dropped = true;
      await route.fetch();
      await route.abort('internetdisconnected');
    });
    await own.getByRole('radio', { name: 'Yes', exact: true }).check();
    // The answer is changed before the first save is confirmed: the second save waits for that and continues from its version.
    await own.getByRole('radio', { name: 'No', exact: true }).check();
    await own.locator('.question-saved').waitFor();
    await expect.poll(async () => (await rowOf(id, QUESTION.tip13)).value, { interval: 500 }).toBe('no');
    expect((await rowOf(id, QUESTION.tip13)).version).toBe(3);
    expect(await own.getByRole('alert').count()).toBe(0);
    expect(new Set(tries.map(({ key }) => key)).size).toBe(2);
    expect(tries.map(({ version }) => version)).toEqual(['"1"', '"1"', '"2"']);
  });
});

test('5a: an answer that could not be saved stays in the tab while other sections are open, and does not overwrite a colleague’s answer', async () => {
  const refused: string[] = [];
  await atLaw(refused, async (page, id) => {
    const own = () => card(page, /article 11/i);
    const at = path(id, QUESTION.tip11);
    refused.push(`PUT ${at} 503`, `PUT ${at} 412`);
    await page.route(`**${at}`, refuse);
    await own().getByRole('radio', { name: 'Under way', exact: true }).check();
    await own().getByText('Not saved yet').waitFor();
    const lawyer = await deskOf('Karl Munk');
    const input = { choice: 'changed', value: 'yes', note: 'Checked by the ministry.', documentId: null, page: null };
    await lawyer.call('PUT', `returns/${id}/answers/${QUESTION.tip11}`, input, 1);
    await page
      .locator('.return-nav')
      .getByRole('link', { name: /Training/ })
      .click();
    await page
      .getByRole('heading', { name: /Training/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Send to the legal office' }).click();
    await page.getByRole('alert').filter({ hasText: 'An answer is not saved yet' }).waitFor();
    await page
      .locator('.return-nav')
      .getByRole('link', { name: /Prevention, borders/ })
      .click();
    expect(await own().getByRole('radio', { name: 'Under way', exact: true }).isChecked()).toBe(true);
    await page.unroute(`**${at}`);
    const both = own().getByRole('alert').filter({ hasText: 'Someone changed this before you saved' });
    await both.waitFor();
    // Visiting another section decides nothing: both answers stay on the screen, and the colleague’s stays in the return.
    await own().getByRole('radio', { name: 'Under way', exact: true }).focus();
    await page.getByRole('heading', { level: 1 }).click();
    await both.getByRole('row').filter({ hasText: 'Checked by the ministry.' }).waitFor();
    expect(await rowOf(id, QUESTION.tip11)).toMatchObject({ value: 'yes', version: 2 });
    await both.getByRole('button', { name: 'Replace with mine' }).click();
    await own().locator('.question-saved').waitFor();
    expect(await rowOf(id, QUESTION.tip11)).toMatchObject({ value: 'under-way', version: 3 });
  });
});

test('5a: an answer given after the session has ended is kept during sign-in, and is saved', async () => {
  const refused: string[] = [];
  const { email, password } = accountOf('Mira Kolb');
  await atLaw(refused, async (page, id) => {
    const own = () => card(page, /article 10/i);
    const at = path(id, QUESTION.tip10);
    refused.push(`PUT ${at} 401`, `GET /desk/api/returns/${id} 401`, 'GET /desk/api/session 401');
    await page.context().clearCookies();
    await own().getByRole('radio', { name: 'Yes', exact: true }).click();
    await page.waitForURL(/\/desk\/sign-in\?next=/);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`**/desk/returns/${id}?view=law&page=3`);
    await own().locator('.question-saved').waitFor();
    expect(await rowOf(id, QUESTION.tip10)).toMatchObject({ choice: 'changed', value: 'yes', version: 2 });
  });
});
