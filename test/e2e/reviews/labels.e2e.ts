import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { quiet, settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

// Joris Lem and Mira Kolb speak for Corvania and are cleared for NATO RESTRICTED; Ada Brandt of the same nation and Ines Harrow in the policy office are not.
const TITLE = `Search of a house ${randomUUID().slice(0, 8)}`;
const at = (name: string, story: (page: Page) => Promise<void>, refused: string[] = []) =>
  visit({ address: inject('exercise').address, as: accountOf(name), refused }, story);
const label = (page: Page) => page.getByRole('region', { name: 'Label' });
const HIDDEN = 'This does not exist or is not open to you.';

test('a label hides an item from everyone without clearance, and only two people together can lower it', async () => {
  let [id, path] = ['', ''];
  const refused: string[] = [];
  await at(
    'Joris Lem',
    async (page) => {
      await page.goto('/desk/evidence/new');
      await settle(page);
      await page.locator('.obligation-groups summary').first().click();
      await page.locator('.obligation-groups').getByRole('checkbox').first().check();
      await page.getByLabel('Kind of evidence').selectOption({ index: 1 });
      await page.getByLabel('Status shown').selectOption('met');
      await page.getByLabel('Title', { exact: true }).fill(TITLE);
      await page.getByLabel('Date of the fact').fill('2026-11');
      await page.getByLabel('Source').fill('Own record');
      const levels = page.getByLabel('Label', { exact: true });
      expect(await levels.locator('option').allTextContents(), 'what neither he nor this installation may hold is not offered').toEqual([
        'NATO UNCLASSIFIED',
        'NATO RESTRICTED',
      ]);
      await levels.selectOption('restricted');
      await page.getByLabel('Releasable to').selectOption('party');

      // As sent from a page of an installation with a higher label limit.
      await levels.evaluate((select) => select.append(new Option('NATO SECRET', 'secret')));
      await levels.selectOption('secret');
      const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/evidence'));
      await Promise.all([
        sent.then((request) => refused.push(`POST ${new URL(request.url()).pathname} 422`)),
        page.getByRole('button', { name: 'Save draft' }).click(),
      ]);
      await page.getByText('This installation may not hold anything of that level, so nothing was stored.').first().waitFor();
      await page.getByText('Keep it where your security officer says that level belongs').first().waitFor();

      await levels.selectOption('restricted');
      await page.getByRole('button', { name: 'Save draft' }).click();
      await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
      path = new URL(page.url()).pathname;
      id = path.split('/').at(-1)!;
      await label(page)
        .getByText(/NATO RESTRICTED.*releasable to Corvania/)
        .waitFor();
    },
    refused,
  );
  await at('Mira Kolb', async (page) => {
    await page.goto(path);
    await settle(page);
    await page.getByRole('button', { name: /^Submit, signed/ }).click();
    await page.getByRole('button', { name: 'Still true' }).first().waitFor();
  });
  for (const name of ['Ada Brandt', 'Ines Harrow', 'Paul Denner'])
    await at(name, (page) => page.goto(path).then(() => page.getByText(HIDDEN).waitFor()), [`GET /desk/api/evidence/${id} 404`]);
  await at('Peter Quill', async (page) => {
    await page.goto(`/desk/access?kind=evidence-item&object=${id}`);
    await settle(page);
    const drawer = page.getByRole('complementary');
    for (const name of ['Joris Lem', 'Mira Kolb']) await drawer.getByText(name).first().waitFor();
    expect(await drawer.getByText('Focal point, Corvania').count()).toBeGreaterThan(0);
    for (const name of ['Karl Munk', 'Tomas Veld', 'Ada Brandt'])
      expect(await drawer.getByRole('listitem').filter({ hasText: name }).filter({ hasText: 'given by' }).count(), name).toBe(0);
  });

  await at('Joris Lem', async (page) => {
    await page.goto(path);
    await settle(page);
    await label(page).getByRole('button', { name: 'Change label' }).click();
    await label(page).getByLabel('Label', { exact: true }).selectOption('unclassified');
    await label(page).getByLabel('Releasable to').selectOption('all');
    await label(page).getByLabel('Reason').fill('The search is over.');
    await label(page).getByRole('button', { name: 'Save label' }).click();
    await label(page).getByText('A release to NATO UNCLASSIFIED has been requested: The search is over.').waitFor();
    await label(page).getByText('Another person must decide.').waitFor();
    expect(await label(page).getByRole('button', { name: 'Release', exact: true }).count(), 'no person decides on their own release').toBe(
      0,
    );
    await label(page).getByText('NATO RESTRICTED').waitFor();
  });
  await at('Mira Kolb', async (page) => {
    await page.goto(path);
    await settle(page);
    await label(page).getByRole('button', { name: 'Release', exact: true }).click();
    await label(page).getByText('NATO UNCLASSIFIED').waitFor();
    await quiet(page);
    expect(await label(page).getByText('has been requested').count()).toBe(0);
  });
  await at('Ines Harrow', async (page) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await settle(page);
  });
});
