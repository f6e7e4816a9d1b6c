import { expect, inject, test } from 'vitest';
import { formatDay } from '#platform/texts/texts.ts';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { dayFromNow } from '../training/learners.ts';

test('5d: a day is typed as people write it, shown as 27 Nov 2026, and sent as an ISO date', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Vera Olsen') }, async (page) => {
    await page.goto('/desk/readiness');
    await settle(page);
    const field = page.getByLabel('Date');
    expect(await field.inputValue(), 'what is shown first').toMatch(/^\d{1,2} [A-Z][a-z]{2} \d{4}$/);
    const day = dayFromNow(60);
    const [year, month, date] = day.split('-');
    await field.fill(`${date}/${month}/${year}`);
    await page.waitForURL(`**day=${day}**`);
    await field.press('Tab');
    expect(await field.inputValue()).toBe(formatDay('en', day));
    // Where the text is no day, the field says what to write, and the address keeps none.
    await field.fill(`${month}/31/${year}`);
    await field.press('Tab');
    await page.getByText('Enter the day as 27 Jan 2014 or 27/1/2014.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill(formatDay('en', day, 'long'));
    await page.waitForURL(`**day=${day}**`);
    await expect.poll(() => page.getByText('Enter the day as 27 Jan 2014 or 27/1/2014.').count()).toBe(0);
    await page.getByRole('button', { name: 'Open calendar' }).first().click({ trial: true });
  });
});

test('5g: in French a date as exactly as it is known is shown in French, and a text that is none is not saved', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Felix Marne'), locale: 'fr' }, async (page) => {
    await page.goto('/desk/evidence/new');
    await settle(page);
    const field = page.locator('#date');
    await field.fill('2026-08-01');
    await field.press('Tab');
    expect(await field.inputValue()).toBe('1er août 2026');
    await field.fill('August 2026');
    await field.press('Tab');
    expect(await field.inputValue()).toBe('août 2026');
    await field.fill('31/02/2026');
    const sent: string[] = [];
    page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
    await field.press('Enter');
    await page.getByText('Écrivez la date ainsi').first().waitFor();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(sent).toEqual([]);
  });
});
