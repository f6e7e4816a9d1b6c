import { expect, inject, test } from 'vitest';
import { writePdf } from '#rooms/contractors/fixtures/write-pdf.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';

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

// At headquarters, whose contracts have no files: the passages of Corvania are those of a guided walk.
test('5f: she makes a file the general conditions of her party, and decides passages with keys alone', async () => {
  const desk = await deskOf('Ruth Calder');
  const { items } = await desk.call<{ items: { id: string; number: string }[] }>('GET', 'contracts?limit=1');
  const files: [string, string[]][] = [
    [`${items[0]!.number}.pdf`, ['Contract', 'The Supplier should not take part in human trafficking.']],
    ['conditions.pdf', ['General Conditions of a Story, edition 2024', 'The Supplier shall not take part in human trafficking.']],
  ];
  await visit({ address, as: accountOf('Ruth Calder') }, async (page) => {
    await page.goto('/desk/contracts/files');
    await settle(page);
    await page
      .locator('input[type=file]')
      .setInputFiles(files.map(([name, lines]) => ({ name, mimeType: 'application/pdf', buffer: writePdf(lines) })));
    await page.getByRole('row', { name: 'conditions.pdf' }).getByRole('button', { name: 'General conditions' }).click();
    const conditions = page.getByRole('article').filter({ hasText: 'General Conditions of a Story, edition 2024' });
    await conditions.getByText('In force').waitFor();
    await conditions.getByText('No contract among those that you may see refers to them.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await conditions.getByRole('button', { name: 'Withdraw: open again what was confirmed by them' }).click();
    await conditions.getByText('Withdrawn: no contract takes them over').waitFor();

    // What the program did not find, she enters with its words and their page.
    await page.goto(`/desk/contracts/${items[0]!.id}`);
    await settle(page);
    const missing = page.getByRole('listitem').filter({ hasText: 'Missing, read by the program' });
    const before = await missing.count();
    const words = 'Whoever helps a trafficker loses this contract.';
    await missing.first().getByRole('button', { name: 'It is there: enter its words' }).click();
    await page.getByRole('button', { name: 'Confirm as present' }).click();
    await page.getByText('This field is required.').first().waitFor();
    await page.getByLabel('Words of the provision, as they are in the contract').fill(words);
    await page.getByLabel('Page', { exact: true }).fill('four');
    await page.getByRole('button', { name: 'Confirm as present' }).click();
    await page.getByText('Enter a whole number from 1.').first().waitFor();
    await page.getByLabel('Page', { exact: true }).fill('4');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Confirm as present' }).click();
    const entered = page.getByRole('listitem').filter({ hasText: words });
    await entered.getByText('Present, page 4, confirmed').waitFor();
    await entered.getByText('A person entered these words.').waitFor();
    await entered.getByRole('button', { name: 'Undo the decision' }).click();
    await expect.poll(() => missing.count()).toBe(before);

    await page.goto('/desk/contracts/queue');
    await settle(page);
    const decided = (count: number) => page.getByText(`${count} decided since`).waitFor();
    await decided(0);
    for (const key of ['y', 'n']) {
      await page.keyboard.press(key);
      await decided(1);
      await page.keyboard.press('u');
      await decided(0);
    }
    const question = page.getByRole('heading', { level: 2 });
    const first = await question.textContent();
    await page.keyboard.press('l');
    await page.getByText('You have seen the last passage of this page.').or(question).first().waitFor();
    await page.keyboard.press('k');
    await question.filter({ hasText: first! }).waitFor();

    // Other stories count the files of the exercise.
    await page.goto('/desk/contracts/files');
    await settle(page);
    await page.getByRole('button', { name: 'Undo these files' }).click();
    await page.getByRole('button', { name: 'Undo: delete findings and decisions' }).click();
    await page.getByRole('row', { name: 'conditions.pdf' }).waitFor({ state: 'detached' });
    await settle(page);
  });
});
