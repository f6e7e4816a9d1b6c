import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { quiet, settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

// Rolf Anders leaves and hands his position over to Karl Munk. Wanda Frost accepts it and reviews the roles in Corvania. Ines Harrow checks who can see an item.
const at = (name: string, story: (page: Page) => Promise<void>, more: object = {}) =>
  visit({ address: inject('exercise').address, as: accountOf(name), ...more }, story);

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a position is handed over in one step, accepted in one step, and reviewed with every other role of the party', async () => {
  await at('Rolf Anders', async (page) => {
    await page.goto('/desk/people/hand-over');
    await settle(page);
    await page.getByRole('button', { name: 'Hand over', exact: true }).click();
    // An incomplete form is not sent: the date and the successor are missing.
    await page.locator('.summary').getByText('Enter your last day.').waitFor();
    await page.locator('.summary').getByText('Find your successor by name').waitFor();
    await page.getByLabel('Your last day').fill(inDays(20));
    await page.getByLabel('Find your successor by name').fill('karl');
    await page.getByRole('radio', { name: 'Karl Munk' }).check();
    await written(page, () => page.getByRole('button', { name: 'Hand over', exact: true }).click());
    await page.getByText('Handed over to Karl Munk.').waitFor();
    await page.getByText('waiting for a decision').waitFor();
    await page.getByText('up to unclassified').waitFor();
    // The role ends within thirty days and is already handed over, so he has no task.
    await page.goto('/desk/tasks');
    await settle(page);
    expect(await page.getByText('Your role ends soon').count()).toBe(0);
  });
  await at('Wanda Frost', async (page) => {
    await page.goto('/desk/tasks');
    await settle(page);
    await page.getByRole('link', { name: 'Accept or refuse a hand-over' }).click();
    await written(page, () => page.getByRole('button', { name: 'Accept all: Rolf Anders to Karl Munk' }).click());
    await page.getByText('accepted by Wanda Frost').waitFor();

    await page.goto('/desk/people/review');
    await settle(page);
    await page.getByRole('link', { name: 'Corvania' }).click();
    await page.getByText('your own: someone else reviews it').waitFor();
    const sign = page.getByRole('button', { name: 'Sign review' });
    expect(await sign.getAttribute('aria-disabled')).toBe('true');
    const rows = page.getByRole('row').filter({ has: page.getByRole('radio') });
    expect(await rows.count()).toBeGreaterThan(5);
    for (const row of await rows.all()) {
      const leaves = (await row.getByRole('rowheader').textContent()) === 'Rolf Anders';
      await row.getByRole('radio', { name: leaves ? 'End' : 'Keep' }).check();
    }
    await page.getByText('All roles are decided.').waitFor();
    await written(page, () => sign.click());
    await page.getByText(/^Review signed: \d+ kept, 1 ended\.$/).waitFor();
    await page.getByText(/Wanda Frost: \d+ kept, 1 ended/).waitFor();
    expect(await page.getByRole('rowheader', { name: 'Rolf Anders' }).count()).toBe(0);
  });
});

test('an item shows its readers, their reasons, past reads and refusals', async () => {
  let item = '';
  await at('Ines Harrow', async (page) => {
    await page.goto('/desk/parties');
    const parties = await (await page.request.get('/desk/api/parties?kind=nation')).json();
    const corvania = parties.items.find((one: { name: { en: string } }) => one.name.en === 'Corvania').id;
    const { items } = await (await page.request.get(`/desk/api/parties/${corvania}/evidence?limit=100`)).json();
    item = items.find((one: { released: boolean }) => !one.released).id;
  });
  await at(
    'Bruno Keel',
    async (page) => {
      await page.goto(`/desk/evidence/${item}`);
      await page.getByText('This does not exist or is not open to you.').waitFor();
    },
    { refused: [`GET /desk/api/evidence/${item} 404`] },
  );
  await at('Ines Harrow', async (page) => {
    await page.goto(`/desk/evidence/${item}`);
    await settle(page);
    // A read is recorded within a second.
    await wait(1500);
    await page.getByRole('link', { name: 'Who can see this' }).click();
    const drawer = page.getByRole('complementary', { name: /^Evidence item / });
    const mira = drawer.getByRole('listitem').filter({ hasText: 'Focal point, Corvania' }).filter({ hasText: 'Mira Kolb' });
    await mira.getByText('given by Paul Denner').waitFor();
    await mira.getByText('A party’s submissions can be read by its own people and its reviewers.').waitFor();
    expect(await drawer.getByText('Bruno Keel').count()).toBe(1);
    await drawer.getByRole('listitem').filter({ hasText: 'Bruno Keel' }).getByText('refused').waitFor();
    await drawer.getByRole('listitem').filter({ hasText: 'Ines Harrow' }).getByText('viewed', { exact: true }).first().waitFor();
  });
  // An auditor sees the same readers but never the content of the item, on a phone too.
  await at(
    'Peter Quill',
    async (page) => {
      await page.goto(`/desk/access?kind=evidence-item&object=${item}`);
      await settle(page);
      await page.getByRole('main').getByText('Mira Kolb').first().waitFor();
      expect(await page.getByRole('link', { name: 'Compliance' }).count()).toBe(0);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    },
    { viewport: { width: 320, height: 700 } },
  );
});

/** Runs an action and waits until it is stored and the page shows it. */
async function written(page: Page, act: () => Promise<void>): Promise<void> {
  const stored = page.waitForResponse((response) => response.request().method() !== 'GET');
  await act();
  expect((await stored).ok(), (await stored).url()).toBe(true);
  await quiet(page);
}

test.each([
  { name: 'Zoe Hart', mayGive: ['Party administrator'], never: ['Focal point', 'Auditor'] },
  { name: 'Wanda Frost', mayGive: ['Focal point', 'Party administrator'], never: ['Policy office', 'Auditor', 'Platform administrator'] },
  { name: 'Ines Harrow', mayGive: ['Focal point', 'Auditor', 'Platform administrator'], never: [] },
])('$name is offered the roles that they may give, and no others', async ({ name, mayGive, never }) => {
  await at(name, async (page) => {
    await page.goto('/desk/people');
    await settle(page);
    await page.getByRole('row').filter({ hasText: 'Karl Munk' }).getByRole('link').first().click();
    const give = page.getByRole('button', { name: 'Give a role' });
    await give.waitFor();
    // Nor may a role be ended by someone who could not have given it.
    expect((await page.getByRole('button', { name: /^End role/ }).count()) > 0).toBe(mayGive.length > 1);
    await give.click();
    const role = page.getByLabel('Role', { exact: true });
    await role.waitFor();
    const offered = await role.locator('option').allTextContents();
    expect(offered).toEqual(expect.arrayContaining(mayGive));
    expect(offered.filter((one) => never.includes(one))).toEqual([]);
    if (mayGive.length === 1) expect(offered).toEqual(mayGive);
    // The role that is chosen first is one of them, and there is a party to give it at.
    expect(offered).toContain(await role.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]!.text));
    expect(await page.getByLabel('Party', { exact: true }).locator('option').count()).toBeGreaterThan(1);
  });
});

test('a round of which the reader may see nothing shows no progress', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Zoe Hart') }, async (page, context) => {
    const { items } = (await (await context.request.get('/desk/api/rounds')).json()) as { items: { id: string; state: string }[] };
    await page.goto(`/desk/rounds/${items.filter(({ state }) => state === 'open').at(-1)!.id}`);
    await settle(page);
    await page.getByText('No part of this round is open to you yet.').waitFor();
    expect(await page.getByText('No required self-assessment is late.').count()).toBe(0);
    expect(await page.getByText('No evidence supports this round yet.').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'JSON' }).count()).toBe(0);
  });
});
