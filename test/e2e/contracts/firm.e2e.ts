import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { writePdf } from '#rooms/contractors/fixtures/write-pdf.ts';
import { zip } from '../../files/zip.ts';
import { visit } from '../browser/visit.ts';
import { accessibilityFaults as faultsOf } from '../checks/accessibility.ts';
import { Hands, minutesOf } from '../returns/effort.ts';
import { firmLink } from './contract-screens.ts';
import { reportStory } from './report-story.ts';

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

/**
 * The fewest taps with which a firm can certify: the clause asks for three statements and one of two more, each said by a person and none ticked before; a name and a
 * function that sign; and the button.
 */
const TAPS = 7;
const MOST_MINUTES = 3;

/** The words from the top of the page to the button that signs: what is read before. */
const wordsToSign = (page: Page) =>
  page.evaluate(() => {
    const range = document.createRange();
    range.setStartBefore(document.querySelector('main')!);
    range.setEndAfter(document.querySelector('button[value=certify]')!);
    return (range.toString().match(/\S+/g) ?? []).length;
  });

test('5f: a firm certifies on a phone from its link in seven taps and three minutes, in English and French, and has a receipt', async () => {
  const link = await firmLink();
  for (const locale of ['en', 'fr'] as const) {
    const words = WORDS[locale];
    await visit({ address, viewport: { width: 390, height: 844 } }, async (page) => {
      const hands = new Hands(page);
      await page.goto(`${link}?lang=${locale}`);
      expect(await faultsOf(page)).toEqual([]);
      const began = performance.now();
      await page.reload();
      const read = await wordsToSign(page);
      for (const box of await page.getByRole('checkbox').all()) await hands.click(box);
      await hands.click(page.getByRole('radio').first());
      await hands.type(page.getByLabel(words.name), 'Rosa Keller');
      await hands.type(page.getByLabel(words.capacity), 'Compliance manager');
      await hands.click(page.getByRole('button', { name: words.send }));
      await page.getByRole('heading', { name: words.receipt, exact: true }).waitFor();
      const seconds = (performance.now() - began) / 1000;
      // A script does not read: the minutes are those of a person by the keystroke-level model.
      const minutes = minutesOf({ ...hands.effort, turns: 2, words: read });
      reportStory(`certify-${locale}`, { interactions: hands.effort.actions, seconds, words: read, minutes });
      expect(hands.effort.actions).toBe(TAPS);
      expect(minutes).toBeLessThanOrEqual(MOST_MINUTES);
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
