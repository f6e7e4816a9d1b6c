import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { focusShown } from '../checks/focus-shown.ts';
import { accountOf } from '../exercise-accounts.ts';

const MAX_STOPS = 60;

/** Presses Tab until the focus is on an element with this text. Each stop on the way shows its focus. */
async function tabTo(page: Page, text: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const { name, ring } = await focusShown(page);
    expect(ring, `${name} shows no focus`).toBe(true);
    // Firefox scrolls to what has the focus in a later frame.
    await expect.poll(async () => (await focusShown(page)).uncovered, { message: `${name} is covered` }).toBe(true);
    if (text.test((await focusedText(page)) ?? '')) return;
    passed.push(name);
  }
  throw new Error(`The Tab key does not reach ${text}, only ${passed.join(', ')}.`);
}

const atHome = ({ pathname }: URL) => /^\/desk\/?$/.test(pathname);
const elsewhere = (url: URL) => !atHome(url);
const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
const focusedTag = (page: Page) => page.evaluate(() => document.activeElement?.tagName);

// A person, the first button or link of their Home that acts, and whether it leads to another page.
const ROLES: [name: string, acts: RegExp, leads: 'opens a page' | 'opens a panel'][] = [
  ['Ines Harrow', /^Clause 1 /, 'opens a page'],
  ['Vera Olsen', /^Ask its training officers for/, 'opens a panel'],
  ['Jonas Reed', /^Send \d+ slips?/, 'opens a panel'],
  ['Dag Orlen', /^Answer it$/, 'opens a page'],
  // Rate, or Open once another story has rated.
  ['Sanne Ruiz', /^(Rate|Open)$/, 'opens a page'],
  ['Ada Brandt', /^Add evidence$/, 'opens a page'],
  ['Karl Munk', /^Add evidence$/, 'opens a page'],
  ['Peter Quill', /^Open the log/, 'opens a page'],
  ['Wanda Frost', /^Review$/, 'opens a page'],
  ['Zoe Hart', /^Open backups/, 'opens a page'],
];

test.each(ROLES)('5g: %s works at Home with the keyboard alone: search, act, come back', async (name, acts, leads) => {
  await visit({ address: inject('exercise').address, as: accountOf(name) }, async (page) => {
    await page.goto('/desk/');
    await page.locator('.home-parts h2').first().waitFor();
    await settle(page);

    // The first stop skips the navigation.
    await page.keyboard.press('Tab');
    expect(await page.locator('a.skip').evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await focusShown(page)).ring).toBe(true);
    await page.keyboard.press('Enter');
    expect(await focusedTag(page)).toBe('MAIN');

    // Escape leaves the search where it was opened.
    const field = page.getByRole('combobox', { name: 'Search' });
    const dialog = page.getByRole('dialog', { name: 'Search' });
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => focusedTag(page)).toBe('MAIN');

    await tabTo(page, acts);
    await page.keyboard.press('Enter');
    if (leads === 'opens a page') {
      await page.waitForURL(elsewhere);
      await settle(page);
      expect(await focusedTag(page), 'a new page begins at its title').toBe('H1');
      await page.goBack();
      await page.waitForURL(atHome);
      await settle(page);
      expect(await focusedText(page), 'Back returns to what was followed').toMatch(acts);
    } else {
      await page.locator('aside.drawer').getByRole('heading').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('aside.drawer').waitFor({ state: 'detached' });
      expect(await focusedText(page), 'Escape returns to what was pressed').toMatch(acts);
    }

    // The search opens a page, and Back returns to Home.
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type('policy');
    const options = page.getByRole('option');
    await page.getByText(/^(The first )?\d+ results?$/).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => field.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL(elsewhere);
    await settle(page);
    expect(['MAIN', 'H1']).toContain(await focusedTag(page));
    await page.goBack();
    await page.waitForURL(atHome);
    await settle(page);
    expect(await focusedTag(page)).not.toBe('BODY');
  });
});
