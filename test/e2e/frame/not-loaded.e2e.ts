import type { Page, Route } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';
import { partyOf } from '../screens.ts';

// What could not be loaded is never shown as none, and a lower source is not shown where a better one is missing.
const UNAVAILABLE = JSON.stringify({ status: 503, code: 'platform/unavailable', title: 'The database is away.' });

/** Visits the desk as the policy office while a path has no answer, and gives the nation whose page is read. `restore` brings the answer back. */
async function withoutAnswerTo(path: RegExp, story: (page: Page, corvania: string, restore: () => Promise<void>) => Promise<void>) {
  const refused: string[] = [];
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow'), refused }, async (page, context) => {
    const corvania = await partyOf(context.request, 'Corvania');
    await page.route(path, (route: Route) => {
      refused.push(`GET ${new URL(route.request().url()).pathname} 503`);
      return route.fulfill({ status: 503, contentType: 'application/problem+json', body: UNAVAILABLE });
    });
    await story(page, corvania, () => page.unroute(path));
  });
}

test('5g: without the policy, the register does not say that anyone has no obligations', async () => {
  await withoutAnswerTo(/\/desk\/api\/policy$/, async (page, corvania) => {
    await page.goto(`/desk/parties?kind=nation&party=${corvania}`);
    await page.getByRole('row').filter({ hasText: 'Corvania' }).getByText('could not be loaded').waitFor();
    await page.locator('.drawer').getByText('could not be loaded').waitFor();
    const allies = page.getByRole('row').filter({ hasText: /^Allies/ });
    expect(await allies.textContent()).not.toContain('obligations');
  });
});

test('5g: without the ratings of reviewers, an obligation shows no status of its evidence, until they load', async () => {
  await withoutAnswerTo(/\/rounds\/[^/]+\/ratings$/, async (page, corvania, restore) => {
    await page.goto(`/desk/compliance/${corvania}/P3.4`);
    const drawer = page.locator('.drawer');
    const again = drawer.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await settle(page);
    expect(await drawer.getByText('Evidence shows').count()).toBe(0);
    await restore();
    await again.click();
    await drawer.getByText('Evidence shows').waitFor();
  });
});
