import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';

// Each commander of the exercise has a roster, so the answers of the server are changed here. readiness-home.flow tests what the server does.
test('5d: a commander without a roster asks the training officers for one on Home, and sees since when', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Vera Olsen') }, async (page) => {
    let asked: string | undefined;
    await page.route('**/desk/api/home', async (route) => {
      const answer = await route.fetch();
      const home = await answer.json();
      const { scopes } = home.parts.readiness;
      for (const scope of scopes)
        Object.assign(scope, { hasRoster: false, requested: asked ? { on: '2026-11-29', by: 'Vera Olsen' } : null });
      await route.fulfill({ response: answer, json: home });
    });
    await page.route('**/desk/api/parties/*/roster-request', async (route) => {
      asked = new URL(route.request().url()).pathname.split('/')[4];
      await route.fulfill({ json: { requestedOn: '2026-11-29' } });
    });
    await page.goto('/desk/');
    await settle(page);
    await page.getByRole('button', { name: /^Ask the training officers of .+ for a roster$/ }).click();
    await page.getByText(/^Vera Olsen asked the training officers of .+ for a roster on 29 Nov 2026$/).waitFor();
    expect(asked).toMatch(/^[0-9a-f-]{36}$/);
    expect(await faultsOf(page)).toEqual([]);
  });
});
