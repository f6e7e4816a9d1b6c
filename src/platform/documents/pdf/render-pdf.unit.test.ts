import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { readPdf, squeeze } from '../fixtures/read-pdf.ts';
import { type PdfDocument, renderPdf } from './render-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plain: PdfDocument = {
  template: new URL('../fixtures/plain.typ', import.meta.url),
  data: { text: 'Text' },
  locale: 'en',
  title: 'A plain document',
  label: 'NATO RESTRICTED',
  exercise: false,
  readers: 'For everybody',
  printedBy: 'Ada Quill',
  printedAt: new Date('2026-11-24T14:40:00Z'),
};

function template(source: string): URL {
  const path = join(folder, `${source.length}.typ`);
  writeFileSync(path, source);
  return pathToFileURL(path);
}

async function failure(document: Partial<PdfDocument>, timeoutMs?: number): Promise<{ code: string; cause: string }> {
  const error = await renderPdf({ ...plain, ...document }, timeoutMs).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('It did not fail as it should.', { cause: error });
  return { code: error.code, cause: (error.cause as Error).message };
}

test('input is printed as it was written, and never interpreted as source', async () => {
  const text =
    '#import "x": * #panic() $x^2$ *bold* _it_ @ref <label> [#data] \\ `raw` // no -- comment /* … */ = Title\nl’été, Łódź, Київ, Αθήνα';
  const { pages } = await readPdf(await renderPdf({ ...plain, data: { text }, title: text, printedBy: text }));
  const expected = squeeze(text);
  // In the head, in the text and in the foot.
  expect(pages[0]!.split(expected)).toHaveLength(4);
});

test('a character that no font can draw is written as its code', async () => {
  const { pages } = await readPdf(await renderPdf({ ...plain, data: { text: 'a😀b\u0007c ع' } }));
  expect(pages[0]).toContain('a[U+1F600]bc[U+0639]');
});

test('a document is tagged, has a title and a language, and declares PDF/UA-1', async () => {
  const pdf = await renderPdf({ ...plain, locale: 'fr' });
  const { marked, info, roles } = await readPdf(pdf);
  expect(marked).toBe(true);
  expect(info).toMatchObject({ Title: 'A plain document', Language: 'fr' });
  expect(roles[0]).toEqual(expect.arrayContaining(['Root', 'H1', 'P']));
  const raw = pdf.toString('latin1');
  expect(raw).toContain('/StructTreeRoot');
  expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
});

test('every page shows its label, its readers, who printed it and when, its number, and whether it is an exercise', async () => {
  const data = { text: 'Text', pages: 3 };
  const real = await readPdf(await renderPdf({ ...plain, data }));
  const exercise = await readPdf(await renderPdf({ ...plain, data, exercise: true, locale: 'fr' }));
  expect(real.pages).toHaveLength(3);
  for (const [i, page] of real.pages.entries()) {
    expect(page.split('NATORESTRICTED'), 'the label, at the head and at the foot').toHaveLength(3);
    expect(page).toContain(`Foreverybody`);
    expect(page).toContain(`Printed24Nov2026,14:40UTCbyAdaQuill·page${i + 1}of3`);
    expect(page).not.toContain('EXERCISE');
    expect(exercise.pages[i]).toContain('EXERCICE');
  }
});

test('the same input gives the same bytes', async () => {
  const [one, two] = await Promise.all([renderPdf(plain), renderPdf(plain)]);
  expect(one.equals(two)).toBe(true);
});

test('a faulty template, a missing font and a missing alternative text are refused with the reason', async () => {
  const frame = '#import "frame.typ": *\n#show: document-frame\n';
  expect(await failure({ template: template(`${frame}#nonsense`) })).toMatchObject({
    code: 'documents/not-made',
    cause: expect.stringContaining('nonsense'),
  });
  expect(await failure({ template: template(`${frame}#text(font: "No Such Face")[x]`) })).toMatchObject({
    cause: expect.stringMatching(/unknown font family/),
  });
  expect(await failure({ template: template(`${frame}#image(bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"))`) })).toMatchObject({
    code: 'documents/not-made',
  });
});

test('a template can read no file but its own, and has no network', async () => {
  const frame = '#import "frame.typ": *\n#show: document-frame\n';
  expect(await failure({ template: template(`${frame}#read("/etc/hostname")`) })).toMatchObject({ code: 'documents/not-made' });
  expect(await failure({ template: template(`${frame}#import "@preview/example:0.1.0": add`) })).toMatchObject({
    code: 'documents/not-made',
  });
});

test('a document that takes too long is stopped', async () => {
  const endless = template('#for i in range(100000) { for j in range(100000) { let x = i + j } }');
  expect(await failure({ template: endless }, 600)).toMatchObject({ code: 'documents/too-slow' });
});

test('one document is printed at a time, eight wait, and the next is refused as busy', async () => {
  const all = Array.from({ length: 10 }, () => renderPdf(plain));
  const results = await Promise.allSettled(all);
  expect(results.map((result) => result.status)).toEqual([...Array(9).fill('fulfilled'), 'rejected']);
  expect((results[9] as PromiseRejectedResult).reason).toMatchObject({ code: 'documents/busy' });
  expect((await renderPdf(plain)).length).toBeGreaterThan(1000);
});
