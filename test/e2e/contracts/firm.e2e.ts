import { expect, inject, test } from 'vitest';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { firmLink } from './contract-screens.ts';

const { address } = inject('exercise');
const WORDS = {
  en: { name: 'Your name', capacity: 'Your function in the firm', send: 'Sign and send', receipt: 'Receipt' },
  fr: {
    ...{ name: 'Votre nom', capacity: 'Votre fonction dans l’entreprise', send: 'Signer et envoyer' },
    receipt: 'Reçu',
  },
};

test('5f: a firm certifies on a phone from its link in seven interactions, in English and French, and has a receipt', async () => {
  const link = await firmLink();
  for (const locale of ['en', 'fr'] as const) {
    const words = WORDS[locale];
    await visit({ address, viewport: { width: 390, height: 844 } }, async (page) => {
      let interactions = 0;
      const act = async (step: Promise<unknown>) => {
        interactions++;
        await step;
      };
      await page.goto(`${link}?lang=${locale}`);
      expect(await faultsOf(page)).toEqual([]);
      for (const box of await page.getByRole('checkbox').all()) await act(box.check());
      await act(page.getByRole('radio').first().check());
      await act(page.getByLabel(words.name).fill('Rosa Keller'));
      await act(page.getByLabel(words.capacity).fill('Compliance manager'));
      await act(page.getByRole('button', { name: words.send }).click());
      await page.getByRole('heading', { name: words.receipt, exact: true }).waitFor();
      expect(interactions).toBe(7);
      expect(await page.getByText(/^[0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}$/).count()).toBe(1);
      expect(await faultsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      for (const path of [page.url(), `${link}?lang=${locale}`, `${link}/notice?lang=${locale}`]) {
        await page.goto(path);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      }
      expect(await faultsOf(page)).toEqual([]);
    });
  }
});
