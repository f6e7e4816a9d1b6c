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
    ...{ breaks: 'The flow-down stops here', covered: 'The contract clause reaches it', house: 'A house rule of this program' },
    ...{ rate: 'Record a rate of USD', saveRate: 'Record rate', toCome: 'This day is to come.' },
    notBlocked: 'This does not block any purchasing system.',
  },
  fr: {
    ...{ record: 'Consigner un manquement', provision: 'Interdiction de faciliter la traite' },
    ...{ by: 'Strates', draw: 'Tirer un échantillon', drawn: /^Aucune opération indiquée.: 5 tirés sur/ },
    ...{ file: 'Éléments probants en un classeur', council: /contrats en cours de/, house: 'Règle propre à ce programme' },
    ...{ breaks: 'La répercussion s’arrête ici', covered: 'La clause contractuelle lui est répercutée' },
    ...{ rate: 'Consigner un taux pour USD', saveRate: 'Consigner le taux', toCome: 'Ce jour n’est pas encore arrivé.' },
    notBlocked: 'Rien n’est bloqué dans les systèmes d’achat.',
  },
};

test('5f: an investigator samples contracts, officers name provisions and see where the flow-down breaks, the policy office reads numbers of parties, in two languages', async () => {
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
    // From the list of contracts to the firm where the flow-down breaks. The page says what a house rule is, and what the register does not do.
    await visit({ address, as: accountOf('Ada Brandt'), refused: ['POST /desk/api/contract-rates 422'] }, async (page) => {
      await page.goto('/desk/contracts');
      await settle(page);
      if (locale === 'fr') await changeToFrench(page);
      // A rate needs a reason only where it replaces one: without it the form is sent. Nothing is stored of a day to come.
      await page.getByRole('button', { name: words.rate }).click();
      for (const [field, text] of Object.entries({ units: '2', day: '2999-01-01', source: 'A story' }))
        await page.locator(`#${field}`).fill(text);
      await page.getByRole('button', { name: words.saveRate }).click();
      await page.getByText(words.toCome).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('a[href$="#flow-down"]').first().click();
      const broken = page.locator('#flow-down');
      await broken.getByText(words.breaks).waitFor();
      await expect.poll(() => broken.evaluate((firm) => firm === document.activeElement)).toBe(true);
      expect(await broken.locator('strong').first().textContent()).toBe('Saltmarsh Waste Services');
      expect(await page.getByText(words.breaks).count()).toBe(1);
      await page.locator('.plan-firms > li', { hasText: 'Oldbarn Provisions' }).getByText(words.covered).first().waitFor();
      await page.locator('.plan-risk').getByText(words.house).waitFor();
      await page.getByText(words.notBlocked).waitFor();
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
