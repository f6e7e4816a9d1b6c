import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { settle, visit } from './browser/visit.ts';
import { accountOf } from './exercise-accounts.ts';

// Headquarters imports a table: the preview names the line of a problem, the corrected table is imported, and the import is undone as a whole.
test('5: a table of evidence is previewed, corrected, imported and undone', async () => {
  const name = `Archive ${randomUUID().slice(0, 8)}`;
  const HEAD = 'party;obligations;kind;says;title_en;title_fr;date;as_of;source;page;address;note';
  const table = (party: string) =>
    Buffer.from(
      `${HEAD}\nHQ-IS;P2.1;EV-POL;met;${name} one;;2019-05;;Archive;;;\n${party};P2.1;EV-POL;met;${name} two;;2019-06;;Archive;;;\n`,
    );
  await visit({ address: inject('exercise').address, as: accountOf('Ines Harrow') }, async (page) => {
    const file = (party: string) =>
      page.getByLabel('File', { exact: true }).setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: table(party) });
    await page.goto('/desk/imports');
    await settle(page);
    await file('NOWHERE');
    await page.getByRole('button', { name: 'Preview import' }).click();
    const problems = page.getByRole('table', { name: 'Problems by line' });
    await problems.waitFor();
    expect(await problems.getByRole('row').nth(1).textContent()).toMatch(/Line 3.*party.*NOWHERE/);
    expect(await page.getByRole('button', { name: /^Import \d/ }).count(), 'nothing can be taken').toBe(0);

    await page.getByRole('button', { name: new RegExp(`${name}.csv`) }).click();
    await file('HQ-IS');
    await page.getByRole('button', { name: 'Preview import' }).click();
    await page.getByText('2 new rows.').waitFor();
    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await page.getByText('2 rows were imported. The evidence counts from now on.').waitFor();

    await page.getByRole('button', { name: `Undo import: ${name}.csv` }).click();
    await page.getByLabel('Reason for undoing').fill('Wrong archive');
    await page.getByRole('button', { name: 'Undo import', exact: true }).click();
    await page.getByText(`The import “${name}.csv” was undone.`).waitFor();
    expect(await page.getByRole('row').filter({ hasText: name }).textContent()).toMatch(/Undone.*Wrong archive/);
  });
});
