import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { signInFaults } from '../checks/sign-in.ts';
import { accountOf } from '../exercise-accounts.ts';

const ANONYMOUS = ['GET /desk/api/session 401'];

// The pages before sign-in, as a newcomer meets them: on the screen, by keyboard, on a phone, in print, in French. Other tests cover what the steps
// of signing in do. The set-up page of a new installation is checked where its one-time link is used.
describe('pages before sign-in', () => {
  test.each(['en-GB', 'fr-FR'])('5g: sign-in, %s', async (locale) => {
    await visit({ address: inject('exercise').address, refused: ANONYMOUS, locale }, async (page) => {
      await page.goto('/desk/sign-in');
      await settle(page);
      expect(await signInFaults(page)).toEqual([]);
      await sendEmpty(page);
      expect(await signInFaults(page), 'with its errors').toEqual([]);
    });
  });

  test.each(['en-GB', 'fr-FR'])('5g: an invitation and an expired invitation, %s', async (locale) => {
    const { address } = inject('exercise');
    let link = '';
    await visit({ address, as: accountOf('Ines Harrow') }, async (_, context) => {
      const answer = await context.request.post('/desk/api/people', {
        data: { name: 'Person New', email: `${randomUUID()}@exercise.example`, language: locale.slice(0, 2) },
        headers: { 'idempotency-key': randomUUID() },
      });
      link = `/desk/invitation/${((await answer.json()) as { token: string }).token}`;
    });
    const spent = 'x'.repeat(43);
    const refused = [...ANONYMOUS, 'POST /desk/api/invitation 422', `GET /desk/api/links/${spent} 404`];
    await visit({ address, locale, refused }, async (page) => {
      await page.goto(link);
      await settle(page);
      await page.getByRole('textbox').first().waitFor();
      expect(await signInFaults(page)).toEqual([]);
      await sendEmpty(page);
      expect(await signInFaults(page), 'with its errors').toEqual([]);
      // A refusal by the server is shown at the field to correct, because on a phone the button is below the visible part.
      for (const field of ['#password', '#again']) await page.locator(field).fill('azertyuiop123');
      await page.locator('form').getByRole('button').first().click();
      await page.locator('#password[aria-invalid=true]:focus').waitFor();
      expect(await signInFaults(page), 'a password that is guessed first').toEqual([]);
      await page.goto(`/desk/invitation/${spent}`);
      await page.getByRole('alert').waitFor();
      expect(await signInFaults(page), 'run out').toEqual([]);
      // For a person who has used it already, a link leads to sign-in.
      await page.locator('main a[href="/desk/sign-in"]').click();
      await page.waitForURL('**/desk/sign-in');
    });
  });
});

/** Sends the form as it is and waits for the list of missing fields, which gets the focus. */
async function sendEmpty(page: Page): Promise<void> {
  await page.locator('form').getByRole('button').first().click();
  await page.getByRole('alert').first().waitFor();
}
