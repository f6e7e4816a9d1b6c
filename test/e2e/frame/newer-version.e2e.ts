import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

// A page stays open while the program is updated: chunks that it has not loaded yet do not exist under their old names any more.
async function takeAway(page: Page, chunk: string, refused: string[], type = 'js'): Promise<void> {
  await page.route(`**/desk/assets/${chunk}-*.${type}`, async (route) => {
    const failure = `GET ${new URL(route.request().url()).pathname} 404`;
    if (!refused.includes(failure)) refused.push(failure);
    await route.fulfill({ status: 404, contentType: 'text/javascript', body: '' });
  });
}

test('5g: a form that a newer version has removed is replaced by a message, and other input on the page stays', async () => {
  const refused: string[] = [];
  await visit({ address: inject('exercise').address, as: accountOf('Henrik Aas'), refused }, async (page) => {
    await page.goto('/desk/account');
    await settle(page);
    await page.getByRole('button', { name: 'Change password' }).click();
    const typed = page.locator('#password');
    await typed.fill('half of a new password');
    await takeAway(page, 'TotpSetUp', refused);
    await page.getByRole('button', { name: 'Set up an app' }).click();
    const note = page.getByRole('alert').filter({ hasText: 'A newer version may be available' });
    await note.waitFor();
    expect(await typed.inputValue(), 'what was typed is still there').toBe('half of a new password');
    await page.unroute('**/desk/assets/TotpSetUp-*.js');
    await note.getByRole('button', { name: 'Reload page' }).click();
    await page.getByRole('button', { name: 'Change password' }).waitFor();
    expect(await note.count()).toBe(0);
  });
});

test('5g: a page that a newer version has removed shows a message instead of staying empty', async () => {
  const refused: string[] = [];
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow'), refused }, async (page) => {
    await page.goto('/desk/tasks');
    await settle(page);
    await takeAway(page, 'TreatiesPage', refused);
    // The router reloads the page once before it leaves that to the reader.
    const reloaded = page.waitForEvent('load');
    await page.getByRole('link', { name: 'Treaties' }).click();
    await reloaded;
    await page.getByRole('heading', { name: 'A part of the desk could not be loaded' }).waitFor();
    await page.unroute('**/desk/assets/TreatiesPage-*.js');
    await page.getByRole('button', { name: 'Reload page' }).click();
    await page.getByRole('heading', { name: 'Treaties', level: 1 }).waitFor();
  });
});

test('5g: a style sheet that a newer version has removed leaves the page as it is, and one message', async () => {
  const refused: string[] = [];
  await visit({ address: inject('exercise').address, as: accountOf('Henrik Aas'), refused }, async (page) => {
    await takeAway(page, 'shell-rest', refused, 'css');
    await page.goto('/desk/account');
    const note = page.getByRole('alert').filter({ hasText: 'A newer version may be available' });
    await note.waitFor();
    await settle(page);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await note.count()).toBe(1);
    expect(await page.locator('a button').count()).toBe(0);
  });
});
