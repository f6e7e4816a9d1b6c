import { expect, inject, test } from 'vitest';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';

const { address } = inject('exercise');

test('5f: a contracting officer imports 400 rows with headings of her own, says how dates are read, finds one, exports it, and undoes the import', async () => {
  let interactions = 0;
  const rows = Array.from(
    { length: 400 },
    (_, n) => `STORY-${1000 + n};Firm ${n};Kitchens, part ${n};${n} 500,25;EUR;03/0${1 + (n % 9)}/2026;${n === 7 ? 'maybe' : 'oui'}`,
  );
  const table = ['N° de marché;Titulaire;Objet;Montant;Devise;Début;Logement', ...rows].join('\n');
  await visit({ address, as: accountOf('Ada Brandt') }, async (page) => {
    const act = async (step: Promise<unknown>) => {
      interactions++;
      await step;
      await settle(page);
    };
    await page.goto('/desk/contracts');
    await settle(page);
    await act(page.getByRole('button', { name: 'Import contracts' }).click());
    await act(
      page.locator('input[type=file]').setInputFiles({ name: 'marchés.csv', mimeType: 'text/csv', buffer: Buffer.from(table, 'latin1') }),
    );
    await page.getByText('can be read in two ways').first().waitFor();
    expect(await page.getByLabel('Contractor', { exact: true }).inputValue()).toBe('Titulaire');
    await act(page.getByLabel('Dates such as 03/04/2026').selectOption('day-first'));
    await page.getByText('Row 9, Logement:').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await act(page.getByRole('button', { name: 'Import the 399 rows without faults' }).click());
    await act(page.getByRole('searchbox', { name: 'Contract, firm or place' }).fill('STORY-1398'));
    await page.getByRole('rowheader', { name: 'STORY-1398' }).waitFor();
    expect(interactions).toBeLessThanOrEqual(12);
    const text = page.getByRole('link', { name: 'Text table (CSV)', exact: true });
    const workbook = page.getByRole('link', { name: 'Workbook (XLSX)', exact: true });
    expect([await workbook.count(), await text.count()]).toEqual([1, 1]);
    const file = await page.request.get((await text.getAttribute('href'))!);
    expect((await file.text()).match(/STORY-\d+/g)).toEqual(['STORY-1398']);
    const imported = page.getByRole('row', { name: 'marchés.csv' });
    await imported.getByText('399 new, 0 changed, 0 firms, 1 rows left out').waitFor();
    // Other stories count the contracts of the exercise.
    await imported.getByRole('button', { name: 'Undo import' }).click();
    await page.getByLabel('Reason').fill('A story');
    await page.getByRole('complementary').getByRole('button', { name: 'Undo import' }).click();
    await imported.getByText('Undone, nothing kept: A story').waitFor();
    await settle(page);
  });
});
