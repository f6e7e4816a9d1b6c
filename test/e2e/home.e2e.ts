import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';

// Each role lands on Home after sign-in and reads the answer to its own question first; the number beside its tasks is that of My tasks.
const ROLES: [name: string, question: RegExp][] = [
  ['Ines Harrow', /^Who keeps each clause/],
  ['Vera Olsen', /^Who may not deploy on Thursday/],
  ['Jonas Reed', /^Who may not deploy on Thursday/],
  ['Lise Arnaud', /Amber Quay/],
  ['Dag Orlen', /^Return .*Drelland/],
  ['Sanne Ruiz', /^What to rate next/],
  ['Ada Brandt', /contracts$/],
  ['Peter Quill', /^Was anything altered/],
];

test.each(ROLES)('5g: %s lands on Home, which answers their question first', async (name, question) => {
  const as = accountOf(name);
  await visit({ address: inject('exercise').address, as }, async (page) => {
    await page.goto('/desk/');
    await page.locator('.home-parts h2').first().waitFor();
    await settle(page);
    const titles = await page.locator('.home-parts h2').allTextContents();
    expect(titles[0], titles.join(', ')).toMatch(question);
    expect(await page.locator('nav a[aria-current=page]').first().getAttribute('href')).toBe('/desk/');
    // Both counts come from the same answers. The lines are loaded after them.
    const shown = page.locator('.home-asked ul.task-list > li');
    await expect
      .poll(
        async () =>
          (await shown.count()) === Math.min(5, Number((await page.locator('nav a[href="/desk/tasks"] .count').allTextContents())[0] ?? 0)),
      )
      .toBe(true);
  });
});
