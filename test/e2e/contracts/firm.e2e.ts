import { expect, inject, test } from 'vitest';
import { writePdf } from '#rooms/contractors/fixtures/write-pdf.ts';
import { zip } from '../../files/zip.ts';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { firmLink } from './contract-screens.ts';

const { address } = inject('exercise');
const WORDS = {
  en: {
    ...{ name: 'Your name', capacity: 'Your function in the firm', send: 'Sign and send', receipt: 'Receipt', plan: 'Compliance plan' },
    ...{
      files: 'Files',
      sendFiles: 'Send files',
      received: '1 file was received',
      refused: '1 file was not received',
      macros: 'It contains macros.',
    },
    together: 'These files are larger than 25 MB together.',
  },
  fr: {
    ...{ name: 'Votre nom', capacity: 'Votre fonction dans l’entreprise', send: 'Signer et envoyer', receipt: 'Reçu' },
    ...{ plan: 'Plan de conformité', files: 'Fichiers', sendFiles: 'Envoyer les fichiers', received: '1 fichier a été reçu' },
    ...{
      refused: '1 fichier n’a pas été reçu',
      macros: 'Il contient des macros.',
      together: 'Ces fichiers dépassent 25\u00a0Mo ensemble.',
    },
  },
};
const PDF = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: writePdf(['Compliance plan', 'Workers keep their passports.']) };
const MACROS = {
  name: 'macros.docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: zip({ name: '[Content_Types].xml' }, { name: 'word/document.xml', content: '<w:document/>' }, { name: 'word/vbaProject.bin' }),
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

test('5f: a firm sends files by its link without script, in English and French, and each that is refused is named with what to do', async () => {
  const link = await firmLink();
  for (const locale of ['en', 'fr'] as const) {
    const words = WORDS[locale];
    await visit({ address, viewport: { width: 320, height: 800 }, refused: [`POST ${link}/files 422`] }, async (page) => {
      const choose = async (files: Parameters<ReturnType<typeof page.getByLabel>['setInputFiles']>[0]) => {
        await page.goto(`${link}?lang=${locale}`);
        await page.getByRole('radio', { name: words.plan }).check();
        await page.getByLabel(words.files, { exact: true }).setInputFiles(files);
        await page.getByRole('button', { name: words.sendFiles }).click();
      };
      await choose([PDF, MACROS]);
      await page.getByRole('heading', { name: words.received }).waitFor();
      await page.getByRole('heading', { name: words.refused }).waitFor();
      await page.getByText(words.macros).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.getByRole('link', { name: 'plan.pdf' }).click();
      await page.getByRole('heading', { name: words.receipt, exact: true }).waitFor();
      await choose({ ...PDF, name: 'large.pdf', buffer: Buffer.alloc(26 * 1024 * 1024) });
      await page.getByText(words.together).waitFor();
      await page.getByText('plan.pdf').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await faultsOf(page)).toEqual([]);
    });
  }
});
