import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accountOf } from '../exercise-accounts.ts';

test('the desk loads the texts of the language that is read, and those of another when it is chosen, with what was typed kept', async () => {
  await visit({ address: inject('exercise').address, as: accountOf('Nora Aldin') }, async (page) => {
    const loaded = { en: 0, fr: 0 };
    page.on('request', (request) => {
      const language = /\/desk\/assets\/(en|fr)-[\w-]+\.js$/.exec(request.url())?.[1] as 'en' | 'fr' | undefined;
      if (language !== undefined) loaded[language] += 1;
    });
    await page.goto('/desk/account');
    await settle(page);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.locator('#password').fill('half of a new password');
    expect(loaded.en).toBeGreaterThan(2);
    expect(loaded.fr, 'French is not loaded for a reader of English').toBe(0);

    await page.getByRole('button', { name: 'FR', exact: true }).click();
    await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
    expect(loaded.fr, 'every part of the page is translated').toBe(loaded.en);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.locator('#password').inputValue()).toBe('half of a new password');

    await page.goto('/desk/treaties');
    await page.getByRole('heading', { name: 'Traités', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await page.getByRole('heading', { name: 'Treaties', level: 1 }).waitFor();
    await settle(page);
  });
});
