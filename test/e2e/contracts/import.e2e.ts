import { expect, inject, test } from 'vitest';
import type { TextValues } from '#platform/texts/texts.ts';
import { writePdf } from '#rooms/contractors/fixtures/write-pdf.ts';
import { translateFiles } from '#rooms/contractors/ui/documents/texts.ts';
import { translateContracts } from '#rooms/contractors/ui/texts.ts';
import { translateDesk } from '#web/texts/texts.ts';
import { settle, visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { changeToFrench } from '../checks/english.ts';
import { accountOf } from '../exercise-accounts.ts';
import { deskOf } from '../returns/returns.ts';

const { address } = inject('exercise');

test('5f: an officer imports 400 rows with her own headings, says how dates are read, exports one and undoes it, in two languages', async () => {
  let interactions = 0;
  // Other stories look at the first contracts of the list meanwhile: these numbers come after theirs.
  const rows = Array.from(
    { length: 400 },
    (_, n) => `ZZ-${1000 + n};Firm ${n};Kitchens, part ${n};${n} 500,25;EUR;03/0${1 + (n % 9)}/2026;${n === 7 ? 'maybe' : 'oui'}`,
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
    for (const locale of ['en', 'fr'] as const) {
      const t = (key: Parameters<typeof translateContracts>[1], values?: TextValues) => translateContracts(locale, key, values);
      const name = `marchés-${locale}.csv`;
      if (locale === 'fr') await changeToFrench(page);
      interactions = 0;
      await act(page.getByRole('button', { name: t('import') }).click());
      await act(page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(table, 'latin1') }));
      const days = page.getByLabel(t('import.days'));
      if (locale === 'en') {
        await page.getByText('can be read in two ways').first().waitFor();
        await act(days.selectOption('day-first'));
      }
      // How her dates are read is remembered for the next table.
      else await page.getByText(t('import.remembered-and-guessed')).waitFor();
      expect(await days.inputValue()).toBe('day-first');
      expect(await page.getByLabel(t('field.contractor'), { exact: true }).inputValue()).toBe('Titulaire');
      await page.getByText(t('import.place', { line: 9, column: 'Logement' })).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await act(page.getByRole('button', { name: t('import.without', { n: 399 }) }).click());
      await act(page.getByRole('searchbox', { name: t('find') }).fill('ZZ-1398'));
      await page.getByRole('rowheader', { name: 'ZZ-1398' }).waitFor();
      expect(interactions).toBeLessThanOrEqual(12);
      const [text, workbook] = (['csv', 'xlsx'] as const).map((kind) => page.getByRole('link', { name: t(`export.${kind}`), exact: true }));
      expect([await workbook!.count(), await text!.count()]).toEqual([1, 1]);
      const file = await page.request.get((await text!.getAttribute('href'))!);
      expect((await file.text()).match(/ZZ-\d+/g)).toEqual(['ZZ-1398']);
      const imported = page.getByRole('row', { name });
      await imported.getByText(t('imports.counts', { added: 399, changed: 0, firms: 0, leftOut: 1 })).waitFor();
      // Other stories count the contracts of the exercise.
      await imported.getByRole('button', { name: t('imports.undo') }).click();
      await page.getByLabel(t('imports.reason')).fill('A story');
      await page
        .getByRole('complementary')
        .getByRole('button', { name: t('imports.undo') })
        .click();
      await imported.getByText(t('imports.undone', { kept: 0, reason: 'A story' })).waitFor();
      await settle(page);
    }
  });
});

// At headquarters, whose contracts have no files: the passages of Corvania are those of a guided walk.
test('5f: she makes a file the general conditions of her party, and decides passages with keys alone, in two languages', async () => {
  const desk = await deskOf('Ruth Calder');
  const { items } = await desk.call<{ items: { id: string; number: string }[] }>('GET', 'contracts?limit=1');
  const files: [string, string[]][] = [
    [`${items[0]!.number}.pdf`, ['Contract', 'The Supplier should not take part in human trafficking.']],
    ['conditions.pdf', ['General Conditions of a Story, edition 2024', 'The Supplier shall not take part in human trafficking.']],
  ];
  await visit({ address, as: accountOf('Ruth Calder') }, async (page) => {
    for (const locale of ['en', 'fr'] as const) {
      const t = (key: Parameters<typeof translateFiles>[1], values?: TextValues) => translateFiles(locale, key, values);
      await page.goto('/desk/contracts/files');
      await settle(page);
      if (locale === 'fr') await changeToFrench(page);
      await page
        .locator('input[type=file]')
        .setInputFiles(files.map(([name, lines]) => ({ name, mimeType: 'application/pdf', buffer: writePdf(lines) })));
      await page
        .getByRole('row', { name: 'conditions.pdf' })
        .getByRole('button', { name: t('general.make') })
        .click();
      const conditions = page.getByRole('article').filter({ hasText: 'General Conditions of a Story, edition 2024' });
      await conditions.getByText(t('general.in-force')).waitFor();
      await conditions.getByText(t('general.contracts', { n: 0 })).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await conditions.getByRole('button', { name: t('general.withdraw') }).click();
      await conditions.getByText(t('general.withdrawn')).waitFor();

      // What the program did not find, she enters with its words and their page.
      await page.goto(`/desk/contracts/${items[0]!.id}`);
      await settle(page);
      const missing = page.getByRole('listitem').filter({ hasText: `${t('state.missing')}, ${t('read')}` });
      const before = await missing.count();
      const words = 'Whoever helps a trafficker loses this contract.';
      await missing
        .first()
        .getByRole('button', { name: t('there') })
        .click();
      await page.getByRole('button', { name: t('there.save') }).click();
      await page.getByText(translateDesk(locale, 'form.needed')).first().waitFor();
      await page.getByLabel(t('there.quote')).fill(words);
      await page.getByLabel(t('there.page'), { exact: true }).fill('four');
      await page.getByRole('button', { name: t('there.save') }).click();
      await page.getByText(t('there.page-unfit')).first().waitFor();
      await page.getByLabel(t('there.page'), { exact: true }).fill('4');
      expect(await faultsOf(page)).toEqual([]);
      await page.getByRole('button', { name: t('there.save') }).click();
      const entered = page.getByRole('listitem').filter({ hasText: words });
      await entered.getByText(`${t('state.present')}, ${t('page', { page: 4 })}, ${t('decided')}`).waitFor();
      await entered.getByText(t('entered')).waitFor();
      await entered.getByRole('button', { name: t('undo-decision') }).click();
      await expect.poll(() => missing.count()).toBe(before);

      await page.goto('/desk/contracts/queue');
      await settle(page);
      const decided = (count: number) => page.getByText(new RegExp(`, ${count} (?:decided since|tranchés? depuis)$`)).waitFor();
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
      await page.getByText(t('queue.end')).or(question).first().waitFor();
      await page.keyboard.press('k');
      await question.filter({ hasText: first! }).waitFor();

      // Other stories count the files of the exercise.
      await page.goto('/desk/contracts/files');
      await settle(page);
      await page.getByRole('button', { name: t('undo'), exact: true }).click();
      await page.getByRole('button', { name: t('undo.sure') }).click();
      await page.getByRole('row', { name: 'conditions.pdf' }).waitFor({ state: 'detached' });
      await settle(page);
    }
  });
});
