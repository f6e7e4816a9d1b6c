import { expect, inject, test } from 'vitest';
import { download, settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { changeToFrench } from '../checks/english.ts';
import { accountOf } from '../exercise-accounts.ts';

const { address } = inject('exercise');
const WORDS = {
  en: {
    record: 'Record a violation',
    provision: 'Ban on facilitating trafficking',
    by: 'Strata',
    draw: 'Draw a sample',
    drawn: /^No operation named: 5 drawn of/,
    file: 'Evidence as one workbook',
    council: /running contracts of/,
  },
  fr: {
    ...{ record: 'Consigner un manquement', provision: 'Interdiction de faciliter la traite' },
    ...{ by: 'Strates', draw: 'Tirer un échantillon', drawn: /^Aucune opération indiquée.: 5 tirés sur/ },
    ...{ file: 'Éléments probants en un classeur', council: /contrats en cours de/ },
  },
};

test('5f: an investigator samples contracts, an officer names provisions, the policy office reads numbers of parties, in two languages', async () => {
  for (const locale of ['en', 'fr'] as const) {
    const words = WORDS[locale];
    await visit({ address, as: accountOf('Nadia Ferris') }, async (page) => {
      await page.goto('/desk/contracts/coverage');
      await settle(page);
      if (locale === 'fr') await changeToFrench(page);
      await page.getByLabel(words.by, { exact: true }).selectOption('operation');
      await page.locator('.sample-draw select').first().selectOption('5');
      await page.getByRole('button', { name: words.draw }).click();
      await page.getByText(words.drawn).waitFor();
      expect(await page.locator('.sample-list > li').count()).toBe(5);
      const file = await download(page, () => page.getByRole('link', { name: words.file }).click());
      // A workbook is an archive.
      expect(file.subarray(0, 2).toString()).toBe('PK');
      expect(await faultsOf(page)).toEqual([]);
    });
    await visit({ address, as: accountOf('Ruth Calder') }, async (page) => {
      const { items } = (await (await page.request.get('/desk/api/contracts?limit=1')).json()) as { items: { id: string }[] };
      await page.goto(`/desk/violations?contract=${items[0]!.id}`);
      await settle(page);
      if (locale === 'fr') await changeToFrench(page);
      await page.getByRole('button', { name: words.record }).click();
      await page.getByRole('checkbox', { name: words.provision }).check();
      expect(await faultsOf(page)).toEqual([]);
    });
    await visit({ address, as: accountOf('Ines Harrow') }, async (page) => {
      await page.goto('/desk/contracts/council');
      await settle(page);
      if (locale === 'fr') await changeToFrench(page);
      await page.getByText(words.council).waitFor();
      expect(await page.getByText(/XC-20\d\d|Brightwater|Talven/).count()).toBe(0);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await faultsOf(page)).toEqual([]);
    });
  }
});
