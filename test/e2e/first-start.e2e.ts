import { expect, inject, test } from 'vitest';
import { entranceFaults } from './checks/entrance.ts';
import { settle, visit } from './visit.ts';

const ALLIES = 32;

// The program started on nothing, as a newcomer meets it: the link of its first screen, then the real register.
test('P5.0b, P5a.1: the first person signs up by the one-time link and sees the real register', async () => {
  const { address, setUpLink } = inject('fresh');
  const person = { name: 'First Person', email: 'first@policy.example', password: 'a few words in a row' };
  await visit({ address }, async (page) => {
    await page.goto(setUpLink);
    await settle(page);
    expect(await entranceFaults(page)).toEqual([]);
    await page.getByLabel('Your name').fill(person.name);
    await page.getByLabel('Email address').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByLabel('The same password again').fill(person.password);
    await page.getByRole('button', { name: 'Set up and sign in' }).click();
    await page.getByText('One person alone does everything here.').waitFor();

    await page.goto('/desk/compliance?open=all');
    await settle(page);
    await page.getByText('Nearly everything here is not reported. That is normal on day one.').waitFor();
    for (const step of ['Name the policy office', 'Confirm who takes part in which operation', 'Open the first round'])
      expect(await page.getByText(step).isVisible(), step).toBe(true);
    expect(
      await page
        .getByRole('navigation', { name: 'Kinds of party' })
        .getByRole('link', { name: /^Nations/ })
        .textContent(),
    ).toContain(String(ALLIES));
    const marks = await page
      .locator('table.matrix [data-cell]')
      .evaluateAll((all) => all.map((mark) => ({ duty: mark.getAttribute('data-stop')!, name: mark.getAttribute('aria-label')! })));
    const deposits = marks.filter(({ duty }) => duty === 'P5.0b');
    expect(deposits).toHaveLength(ALLIES);
    expect(deposits.filter(({ name }) => !/: Met/.test(name))).toEqual([]);
    const rest = marks.filter(({ duty }) => duty !== 'P5.0b');
    expect(rest.length).toBeGreaterThan(ALLIES * 20);
    expect(rest.filter(({ name }) => !/: Not reported/.test(name)).length / rest.length).toBeLessThan(0.05);

    await page.locator('[data-stop="P5.0b"]').first().click();
    const drawer = page.getByRole('complementary').last();
    await drawer.getByText('27 Jan 2014').first().waitFor();
  });
  await visit({ address, refused: [`GET /desk/api/links/${setUpLink.split('/').at(-1)} 404`] }, async (page) => {
    await page.goto(setUpLink);
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Password').count(), 'a used link opens no form').toBe(0);
    expect(await entranceFaults(page)).toEqual([]);
  });
});
