import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readPart } from '#platform/documents/fixtures/read-part.ts';
import { readWorkbook } from '#platform/documents/workbook/workbook.ts';
import { anyReturn } from '../fixtures/any-return.ts';
import type { ReturnView } from '../return.schema.ts';
import { planForm } from './form.rules.ts';
import { checkLines } from './form-checks.ts';
import { formDocument, formWorkbook } from './form-files.ts';
import { readForm } from './form-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-forms-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TEXT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const [returnId, sha256] = ['0192f0c0-0000-7000-8000-000000000001', 'a'.repeat(64)];

const CHECKED: ReturnView['checks'][number] = {
  check: {
    id: 'sum',
    against: 'answers',
    sum: ['0.q.count'],
    is: 'at-most',
    to: ['1.q.count'],
    message: { en: 'More than all.', fr: 'Plus que tout.' },
  },
  sectionId: 's',
  reference: null,
  explanation: { text: 'Counted twice.', left: 5_000, right: 3, by: 'Ada', at: '2026-01-01T00:00:00Z' },
};

/** Combines many arbitrary returns into one, each as a section: one process per file instead of one per answer. */
function manyReturns(count: number) {
  const parts = fc.sample(anyReturn, count);
  return {
    id: returnId,
    sha256,
    period: '2026',
    party: { id: 'p', name: { en: 'Alland', fr: 'Allande' } },
    documents: parts[0]!.documents,
    sections: parts.flatMap(({ sections }, at) =>
      sections.map((section) => ({
        ...section,
        pages: section.pages.map((page) => ({ ...page, questions: page.questions.map((id) => `${at}.${id}`) })),
        questions: section.questions.map((question) => ({ ...question, id: `${at}.${question.id}` })),
      })),
    ),
    answers: parts.flatMap(({ answers }, at) =>
      answers!.map((row) => {
        const figure = row.questionId === 'q.count' ? [5_000, 3][at] : undefined;
        const given = figure === undefined ? {} : { choice: 'changed' as const, value: figure };
        return { ...row, ...given, questionId: `${at}.${row.questionId}` };
      }),
    ),
    provisions: [],
    checks: [CHECKED],
  } as unknown as ReturnView;
}

describe.each([
  ['workbook', formWorkbook, SHEET],
  ['text document', formDocument, TEXT],
] as const)('a form as a %s', (_, make, mediaType) => {
  test.each(['en', 'fr'] as const)('is exported and imported without loss or change for any answers (%s)', async (locale) => {
    const view = manyReturns(25);
    const frame = {
      locale,
      title: 'Return',
      label: 'NATO UNCLASSIFIED',
      exercise: false,
      readers: 'Alland',
      printedBy: 'Ada',
      printedAt: new Date(),
    };
    const path = join(folder, `form-${locale}`);
    writeFileSync(path, await make({ view, sha256, frame }));
    const { properties: marks, said } = await readForm(path, mediaType, { returnId, sha256 });
    expect(marks).toEqual({ returnId, questionnaire: sha256, locale, documents: ['d1', 'd2', 'd3'] });
    expect(said.map(({ questionId, version }) => [questionId, version])).toEqual(
      view.answers!.map(({ questionId, version }) => [questionId, version]),
    );
    expect(planForm(view, said, marks)).toEqual({ changes: [], troubles: [], same: said.length, missing: [] });
    const blank = {
      ...view,
      answers: view.answers!.map((row) => ({ ...row, choice: null, value: null, note: null, documentId: null, page: null })),
    };
    const { changes, troubles } = planForm(blank, said, marks);
    expect(troubles).toEqual([]);
    const answered = view.answers!.filter(({ choice }) => choice !== null);
    expect(changes.map(({ questionId, given }) => ({ questionId, ...given }))).toEqual(
      answered.map(({ questionId, choice, value, documentId, page, note }) => ({ questionId, choice, value, documentId, page, note })),
    );
  });
});

test('a form names the page of each question, as a column of the workbook and as headings of the text document', async () => {
  const view = manyReturns(1);
  const frame = {
    ...{ locale: 'en' as const, title: 'Return', label: 'NATO UNCLASSIFIED', exercise: false, readers: 'Alland' },
    ...{ printedBy: 'Ada', printedAt: new Date() },
  };
  const path = join(folder, 'pages');
  writeFileSync(path, await formWorkbook({ view, sha256, frame }));
  const named = (await readWorkbook(path))[0]!.rows.map((row) => row[3]).filter((cell) => cell?.includes('page'));
  expect(named).toEqual([...Array<string>(4).fill('S\nFirst page'), ...Array<string>(4).fill('S\nSecond page')]);
  writeFileSync(path, await formDocument({ view, sha256, frame }));
  const xml = await readPart(path, 'word/document.xml');
  const headings = [...xml.matchAll(/<w:pStyle w:val="Heading(\d)"\/>.*?<w:t[^>]*>([^<]*)</gs)].map(
    ([, level, text]) => `${level} ${text}`,
  );
  expect(headings.slice(0, 7)).toEqual([
    ...['1 A S', '2 First page', '3 A1 extent', '3 A2 yes-no', '3 A3 choice', '3 A4 choices', '2 Second page'],
  ]);
});

test('a form lists the figures that do not pass a check, with their explanation (F13)', async () => {
  const view = manyReturns(2);
  expect(checkLines(view, 'en')).toEqual([['S', 'More than all.', '5,000 against 3', 'Counted twice.']]);
  const other = { ...view, checks: [{ ...CHECKED, explanation: { ...CHECKED.explanation!, left: 4 } }] };
  expect(checkLines(other, 'fr')).toEqual([['S', 'Plus que tout.', '5\u202f000 contre 3', '']]);
  const frame = {
    ...{ locale: 'en' as const, title: 'Return', label: 'NATO UNCLASSIFIED', exercise: false, readers: 'Alland' },
    ...{ printedBy: 'Ada', printedAt: new Date() },
  };
  const path = join(folder, 'checked');
  writeFileSync(path, await formWorkbook({ view, sha256, frame }));
  const sheet = (await readWorkbook(path)).find(({ name }) => name === 'Figures to correct or explain');
  expect(sheet?.rows.flat()).toEqual(expect.arrayContaining(['More than all.', '5,000 against 3', 'Counted twice.']));
});
