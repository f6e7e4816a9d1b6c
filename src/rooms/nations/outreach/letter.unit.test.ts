import { expect, it } from 'vitest';
import { LOWEST } from '#kernel/labels.ts';
import { readPdf, squeeze } from '#platform/documents/fixtures/read-pdf.ts';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import { composeLetter, letterBlocks } from './letter.ts';

const draft = composeLetter({ en: 'Alland', fr: 'Allande' }, { en: 'Corland', fr: 'Corlande' }, [
  { instrument: 'TIP', status: 'unknown', asOf: null },
]);
const party = { id: 'p', name: { en: 'Alland', fr: 'Allande' } };
const sent = {
  id: 'l',
  writer: party,
  addressee: party,
  sentOn: '2026-02-03',
  language: 'fr' as const,
  offer: 'Un entretien',
  documentId: null,
  by: 'Fay',
  label: LOWEST,
};
const letters = [{ ...sent, body: 'Madame,\n\nNous vous encourageons.' }];

it('letterBlocks gives a sent letter in its own language with its offer, regardless of the requested language', () => {
  expect(letterBlocks({ letters, draft }, 'l', 'en')).toEqual({
    locale: 'fr',
    blocks: [{ text: 'Madame,' }, { text: 'Nous vous encourageons.' }, { text: 'Aide proposée\u00a0: Un entretien' }],
  });
  expect(() => letterBlocks({ letters, draft }, 'another', 'en')).toThrow('platform/not-found');
});

it.each(['en', 'fr'] as const)('the proposed letter is a tagged PDF in %s, with its label and its readers on the page', async (lang) => {
  const { locale, blocks } = letterBlocks({ letters: [], draft }, undefined, lang);
  const frame = {
    locale,
    title: 'Letter',
    label: 'NATO UNCLASSIFIED',
    exercise: true,
    readers: 'For Alland',
    printedBy: 'Fay',
    printedAt: new Date('2026-11-25T12:00:00Z'),
  };
  const pdf = await readPdf(await makeBlocks('pdf', { ...frame, blocks }));
  expect([pdf.marked, pdf.pages.length]).toEqual([true, 1]);
  for (const words of [draft[lang].split('\n\n').at(-1)!, 'NATO UNCLASSIFIED', 'For Alland'])
    expect(pdf.pages[0]).toContain(squeeze(words));
});
