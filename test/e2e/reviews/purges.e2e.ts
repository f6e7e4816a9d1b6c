import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

const TITLE = `Order of a ministry ${randomUUID().slice(0, 8)}`;
const at = (name: string, story: (page: Page) => Promise<void>) =>
  visit({ address: inject('exercise').address, as: accountOf(name) }, story);
const buttons = async (page: Page) =>
  (await page.locator('.item-actions').getByRole('button').allTextContents()).filter((text) => /purge/i.test(text));

test('a second person refuses a purge from My tasks, the person who asked reads why, and withdraws the next request', async () => {
  let path = '';
  const request = async (page: Page) => {
    await page.getByRole('button', { name: 'Request purge' }).click();
    await page.getByLabel('Reason for the purge').fill('The wrong file.');
    await page.getByRole('button', { name: 'Request purge' }).last().click();
    await page.getByText('a second person must confirm or refuse the purge.').waitFor();
    await settle(page);
  };
  await at('Joris Lem', async (page) => {
    await page.goto('/desk/evidence/new');
    await settle(page);
    await page.locator('.obligation-groups summary').first().click();
    await page.locator('.obligation-groups').getByRole('checkbox').first().check();
    await page.getByLabel('Kind of evidence').selectOption({ index: 1 });
    await page.getByLabel('Status shown').selectOption('informs');
    await page.getByLabel('Title', { exact: true }).fill(TITLE);
    await page.getByLabel('Date of the fact').fill('2026-11');
    await page.getByLabel('Source').fill('Own record');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    path = new URL(page.url()).pathname;
    await request(page);
    expect(await buttons(page)).toEqual(['Withdraw purge request']);
  });
  await at('Mira Kolb', async (page) => {
    const task = page.getByRole('link', { name: `Confirm or refuse a purge: ${TITLE}` });
    await page.goto('/desk/tasks');
    await task.click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await settle(page);
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await buttons(page)).toEqual(['Purge permanently', 'Refuse purge']);
    await page.getByRole('button', { name: 'Refuse purge' }).click();
    await page.getByLabel('Reason for refusing the purge').fill('It is the right file.');
    await page.getByRole('button', { name: 'Refuse purge' }).last().click();
    await page.getByText('Purge refused. The item has the state it had before the request.').waitFor();
    await page.getByRole('button', { name: /^Submit, signed/ }).waitFor();
    await page.goto('/desk/tasks');
    await settle(page);
    expect(await task.count()).toBe(0);
  });
  await at('Joris Lem', async (page) => {
    await page.goto('/desk');
    await settle(page);
    await page.getByRole('link', { name: TITLE }).filter({ hasText: 'Permanent deletion of evidence refused' }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.getByText(/, Mira Kolb · It is the right file\./).waitFor();
    await request(page);
    await page.getByRole('button', { name: 'Withdraw purge request' }).click();
    await page.getByText('Purge request withdrawn. The item has the state it had before the request.').waitFor();
    await page.getByRole('button', { name: /^Submit, signed/ }).waitFor();
  });
});
