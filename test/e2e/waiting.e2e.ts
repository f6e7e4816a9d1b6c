import type { Page, Route } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { download, settle, visit } from './browser/visit.ts';
import { accessibilityFaults } from './checks/accessibility.ts';
import { signInFaults } from './checks/sign-in.ts';
import { accountOf } from './exercise-accounts.ts';

// A page says when something takes longer than a moment, and why something was refused, in the place where the person looks.
const { address } = inject('exercise');

/** Holds back the answers of an address until the test releases them. */
async function holding(page: Page, url: string, method: string): Promise<() => void> {
  let letGo = () => {};
  const release = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(url, async (route: Route) => {
    if (route.request().method() === method) await release;
    await route.continue();
  });
  return letGo;
}

test.each([
  ['en-GB', 'Sign in', 'This takes a moment.'],
  ['fr-FR', 'Se connecter', 'Cela prend un moment.'],
])('5g: a sign-in that waits for its turn says so and continues automatically, %s', async (locale, act, words) => {
  const { email, password } = accountOf('Sanne Ruiz');
  await visit({ address, locale, refused: ['GET /desk/api/session 401'] }, async (page) => {
    await page.goto('/desk/sign-in');
    await settle(page);
    const letGo = await holding(page, '**/desk/api/session', 'POST');
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(password);
    await page.getByRole('button', { name: act, exact: true }).click();
    await page.getByRole('status').getByText(words).waitFor();
    expect(await signInFaults(page)).toEqual([]);
    letGo();
    await page.waitForURL(/\/desk\/?$/);
    await settle(page);
  });
});

test('a file that could not be made shows the reason next to its link, and is made on the next request', async () => {
  const as = accountOf('Ines Harrow');
  let round = '';
  await visit({ address, as }, async (_page, { request }) => {
    round = ((await (await request.get('/desk/api/rounds')).json()) as { items: { id: string }[] }).items[0]!.id;
  });
  await visit({ address, as, refused: [`GET /desk/api/rounds/${round}/report.xlsx 503`] }, async (page) => {
    await page.goto(`/desk/rounds/${round}`);
    await settle(page);
    const title = 'Two of your documents are already being created or read.';
    const problem = { status: 503, code: 'documents/yours-under-way', title };
    const all = '**/report.xlsx**';
    await page.route(all, (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
    const link = page.locator('a[href*="/report.xlsx"]');
    await link.click();
    await page.getByRole('alert').getByText(title).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute(all);
    const file = await download(page, () => link.click());
    expect(file.subarray(0, 2).toString()).toBe('PK');
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

test('a file that is not a table is refused with a message, and nothing looks as if it had started', async () => {
  await visit({ address, as: accountOf('Ines Harrow'), refused: ['POST /desk/api/imports/preview 422'] }, async (page) => {
    await page.goto('/desk/imports?of=evidence');
    await settle(page);
    const letGo = await holding(page, '**/desk/api/imports/preview**', 'POST');
    await page
      .locator('#file')
      .setInputFiles({ name: 'minutes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n1 0 obj') });
    await page.getByRole('button', { name: 'Preview import' }).click();
    letGo();
    await page.getByRole('alert').getByText('This file is not a table').waitFor();
    expect(await page.getByRole('progressbar').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
