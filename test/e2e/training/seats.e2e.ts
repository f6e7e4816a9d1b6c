import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';

const TITLE = 'Four places in the hall';

test('5d: a training officer opens a class with seats, books some from Home, and a full class refuses in words', async () => {
  const refused: string[] = [];
  await visit({ address: inject('exercise').address, as: accountOf('Jonas Reed'), refused }, async (page) => {
    await page.goto('/desk/training/classes');
    await settle(page);
    await page.getByRole('button', { name: 'Open a class' }).first().click();
    const form = page.locator('form').filter({ has: page.getByLabel('Class name') });
    await form.getByLabel('Number of seats').fill('0');
    await form.getByRole('button', { name: 'Open a class' }).click();
    const summary = page.getByRole('alert');
    await summary.getByRole('link', { name: 'Class name: This field is required.' }).waitFor();
    await summary.getByRole('link', { name: 'Number of seats: This value is not valid here. Check it.' }).click();
    expect(await form.getByLabel('Number of seats').evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await form.getByLabel('Number of seats').fill('4');
    await form.getByLabel('Class name').fill(TITLE);
    await form.getByLabel('Refresher').check();
    await form.getByRole('button', { name: 'Open a class' }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.getByText('0 of 4 taken').waitFor();
    refused.push(`PUT /desk/api${new URL(page.url()).pathname.slice('/desk'.length)}/bookings 409`);

    await page.goto('/desk/');
    // Which module lacks more than four slips depends on the stories before.
    const book = page.getByRole('button', { name: /^Book ([5-9]|\d{2,}) seats / }).first();
    const [, seats, module] = (await book.textContent())!.match(/^Book (\d+) seats (.+)$/)!;
    const missing = Number(seats);
    await book.click();
    const drawer = page.getByRole('complementary', { name: `Book seats for ${module}` });
    const classes = drawer.getByLabel('Class');
    if (await classes.count()) await classes.selectOption((await classes.getByRole('option', { name: TITLE }).getAttribute('value'))!);
    await drawer.getByText('0 of 4 taken').waitFor();
    expect(await drawer.getByLabel('Seats booked').inputValue()).toBe(String(missing));
    await drawer.getByRole('button', { name: 'Book seats' }).click();
    await drawer.getByText(`This class has 4 seats. 4 are free, and ${missing} are needed. Nothing was stored.`).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await drawer.getByLabel('Seats booked').fill('3');
    await drawer.getByRole('button', { name: 'Book seats' }).click();
    await drawer.getByText('The seats are booked.').waitFor();
    await drawer.getByRole('link', { name: 'Open the class' }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.getByText('3 of 4 taken').waitFor();
    await page.getByRole('table', { name: 'Booked seats' }).getByRole('rowheader', { name: 'Corvania, all units' }).waitFor();
  });
});
