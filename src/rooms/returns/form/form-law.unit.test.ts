import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeWorkbook } from '#platform/documents/workbook/workbook.ts';
import type { ReturnView } from '../return.schema.ts';
import { formDocument, formWorkbook } from './form-files.ts';
import { planLaw } from './form-law.rules.ts';
import { readLawSheet } from './form-law.ts';
import { readForm } from './form-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-law-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TEXT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const [returnId, sha256] = ['0192f0c0-0000-7000-8000-000000000001', 'a'.repeat(64)];
const ROW = '0192f0c0-0000-7000-8000-00000000000a';
const question = (id: string, article?: object) => ({
  id,
  type: 'yes-no',
  text: { en: id, fr: id },
  obligations: [],
  ...(article && { article }),
});
const answer = (questionId: string) => ({
  ...{ questionId, known: null, choice: null, value: null, note: null, documentId: null, page: null, by: null, at: null, version: 1 },
});
const provision = {
  ...{ id: ROW, provisionId: ROW, instrument: 'TIP', article: '5.1', law: 'Code', paragraph: '§ 1', wording: 'One\nTwo', penaltyFrom: 6 },
  ...{ penaltyTo: 120, penaltyUnit: 'months', penaltyNote: 'or a fine', address: 'https://law.example/1', inForceFrom: '2016-10-15' },
  ...{ inForceUntil: null, period: '2025', by: 'Ada', at: '2025-01-01T00:00:00Z' },
};
const view = {
  ...{ id: returnId, sha256, period: '2026', party: { id: 'p', name: { en: 'Alland', fr: 'Allande' } }, documents: [], checks: [] },
  sections: [
    {
      ...{ id: 'law', title: { en: 'Law', fr: 'Droit' }, why: { en: 'W', fr: 'W' }, yours: true },
      questions: [question('a', { instrument: 'TIP', number: '5.1' }), question('b')],
      pages: [{ title: { en: 'P', fr: 'P' }, questions: ['a', 'b'] }],
    },
  ],
  answers: [answer('a'), answer('b')],
  provisions: [provision],
} as unknown as ReturnView;
const frame = (locale: 'en' | 'fr') => ({
  ...{ locale, title: 'Return', label: 'NATO UNCLASSIFIED', exercise: false, readers: 'Alland', printedBy: 'Ada', printedAt: new Date() },
});
const of = { returnId, sha256 };

describe.each([
  ['workbook', formWorkbook, SHEET],
  ['text document', formDocument, TEXT],
] as const)('the national law in a form as a %s', (_, make, mediaType) => {
  test.each(['en', 'fr'] as const)('is read back as it was written, and what a person changed or added is found (%s)', async (locale) => {
    const path = join(folder, `form-${locale}`);
    writeFileSync(path, await make({ view, sha256, frame: frame(locale) }));
    const { law } = await readForm(path, mediaType, of);
    expect(law.map(({ questionId, changes }) => [questionId, changes])).toEqual([
      ['a', ROW],
      ['a', null],
    ]);
    expect(planLaw(view, law)).toEqual({ changes: [], troubles: [] });
    const [known, blank] = law as [(typeof law)[number], (typeof law)[number]];
    const added = {
      ...blank,
      entry: { ...blank.entry, law: 'Other Code', paragraph: '4', penaltyTo: '2', penaltyUnit: locale === 'fr' ? 'ans' : 'Years' },
    };
    const changed = { ...known, entry: { ...known.entry, inForceUntil: '2026-06-30' } };
    expect(planLaw(view, [changed, added])).toMatchObject({
      troubles: [],
      changes: [
        {
          given: { questionId: 'a', changes: ROW, wording: 'One\nTwo', inForceUntil: '2026-06-30' },
          before: { id: ROW },
          overtaken: false,
        },
        { given: { questionId: 'a', changes: null, law: 'Other Code', penaltyTo: 2, penaltyUnit: 'years' }, before: null },
      ],
    });
  });
});

describe('planLaw', () => {
  const entry = {
    ...{ law: 'Code', paragraph: '§ 9', wording: '', penaltyFrom: '', penaltyTo: '', penaltyUnit: '' },
    ...{ penaltyNote: '', address: '', inForceFrom: '', inForceUntil: '' },
  };
  const troubles = (given: object, questionId = 'a', changes: string | null = null) =>
    planLaw(view, [{ questionId, changes, place: 7, entry: { ...entry, ...given } }]).troubles.map(({ code, place, details }) => [
      code,
      place,
      details.field,
    ]);
  test.each<[string, object, string, string | null, unknown[]]>([
    ['an address that is none', { address: 'law.example' }, 'a', null, ['returns/provision-wrong', 7, 'address']],
    ['a figure that is none', { penaltyTo: 'ten' }, 'a', null, ['returns/provision-wrong', 7, 'penaltyTo']],
    ['a date that is none', { inForceFrom: '15.10.2016' }, 'a', null, ['returns/provision-wrong', 7, 'inForceFrom']],
    ['a figure without a unit', { penaltyTo: '10' }, 'a', null, ['returns/penalty-without-unit', 7, undefined]],
    ['a question without an article', {}, 'b', null, ['returns/no-article', 7, undefined]],
    ['a number that is not asked', {}, 'A9', null, ['returns/not-asked', 7, undefined]],
    ['a row that does not exist', {}, 'a', returnId, ['returns/provision-changed', 7, undefined]],
  ])('refuses %s, with its row', (_, given, questionId, changes, expected) => {
    expect(troubles(given, questionId, changes)).toEqual([expected]);
  });
  test('marks a provision that was changed here since the form was downloaded, and refuses a copied row', () => {
    const newer = { ...view, provisions: [...view.provisions, { ...provision, id: returnId, paragraph: '§ 1a' }] } as unknown as ReturnView;
    const posted = { questionId: 'a', changes: ROW, place: 7, entry };
    expect(planLaw(newer, [posted]).changes).toMatchObject([
      { given: { changes: returnId }, before: { paragraph: '§ 1a' }, overtaken: true },
    ]);
    expect(planLaw(view, [posted, posted]).troubles.map(({ code }) => code)).toEqual(['returns/form-twice']);
    expect(planLaw({ ...view, sections: view.sections.map((one) => ({ ...one, yours: false })) }, [posted]).troubles).toMatchObject([
      { code: 'returns/section-of-others', place: 7 },
    ]);
  });
});

test('readLawSheet reads a row that a person added, by the number of its question', () => {
  const rows = [
    ['Key', 'State', 'No.', 'Question'],
    ['', '', 'A1', '', 'Code', '§ 5', '', '', '', '', '', '', '', ''],
    ['a', 'spoilt', 'A1', ''],
  ];
  const [added, ...others] = readLawSheet([{ name: 'Droit national', rows }]);
  expect(others).toEqual([]);
  expect(added).toMatchObject({ questionId: 'A1', changes: null, place: 2, entry: { law: 'Code', paragraph: '§ 5', address: '' } });
  expect(planLaw(view, [added!]).changes).toMatchObject([{ given: { questionId: 'a', paragraph: '§ 5' } }]);
});

test('readForm reads a workbook from before it named pages and had a sheet of national law', async () => {
  const header = ['Key', 'State', 'No.', 'Section', 'Question', 'What is known', 'Choice', 'Answer', 'Remark', 'File', 'Page'];
  const marks = Object.entries({ program: 'manumit-return-1', return: returnId, about: '2026', questionnaire: sha256, locale: 'en' });
  const sheets = [
    {
      name: 'Return',
      heading: 'Return',
      columns: header.map((one) => ({ header: one, width: 10 })),
      rows: [['a', '1', 'A1', 'Law', 'a', '', 'Changed', 'Yes', '', '', '']],
    },
    { name: 'Manumit', heading: '', columns: [], rows: marks, hidden: true },
  ];
  const path = join(folder, 'before');
  writeFileSync(path, await writeWorkbook({ ...frame('en'), sheets }));
  const { said, law } = await readForm(path, SHEET, of);
  expect(said).toMatchObject([{ questionId: 'a', version: 1, choice: 'Changed', answer: 'Yes' }]);
  expect(law).toEqual([]);
});
