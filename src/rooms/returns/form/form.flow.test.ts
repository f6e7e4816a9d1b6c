import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWorkbook } from '#platform/documents/workbook/workbook.ts';
import type { TestBed, TestPerson } from '#test/database/harness.ts';
import { openTestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';
import type { FormBack } from '../return.schema.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
let id: string;

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
  id = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2026', due: null, roundId: null })).body.id;
  await desk.step(cast.focal, id, 'start');
});
afterAll(() => bed.close());

const upload = async (name = 'Report to GRETA.pdf'): Promise<string> =>
  (
    await bed.call(
      cast.focal,
      'POST',
      `/desk/api/parties/${cast.nation}/documents?name=${encodeURIComponent(name)}`,
      Buffer.from('%PDF-1.7 x'),
      {
        'content-type': 'application/octet-stream',
      },
    )
  ).body.id;
const formOf = async (format: string, of = id): Promise<Buffer> => {
  const answer = await bed.server.inject({
    method: 'GET',
    url: `/desk/api/returns/${of}/form?format=${format}&lang=en`,
    cookies: { manumit_desk: cast.focal.token },
  });
  expect(answer.statusCode).toBe(200);
  return answer.rawPayload;
};
const importForm = (bytes: Buffer, name = 'form.xlsx', who: TestPerson = cast.focal, to = id) =>
  bed.call(who, 'POST', `/desk/api/returns/${to}/form?name=${name}`, bytes, { 'content-type': 'application/octet-stream' });
/** The form, with words filled into the row of a question. */
const filled = async (
  bytes: Buffer,
  lines: Record<string, Partial<Record<'choice' | 'answer' | 'note' | 'document' | 'page', string>>>,
): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const columns = { choice: 7, answer: 8, note: 9, document: 10, page: 11 };
  book.worksheets[0]!.eachRow((row) => {
    for (const [field, words] of Object.entries(lines[String(row.getCell(1).value)] ?? {}))
      row.getCell(columns[field as 'choice']).value = words;
  });
  return Buffer.from(await book.xlsx.writeBuffer());
};
const rowOf = async (questionId: string) => (await desk.view(cast.focal, id)).answers!.find((row) => row.questionId === questionId)!;

describe('answers offline (5a)', () => {
  test('are uploaded with the form, shown as differences, and stored only once confirmed', async () => {
    await desk.answerOne(cast.focal, id, 'law.tip-13', { value: 'no', note: 'Being changed.' }, 1);
    const form = await filled(await formOf('xlsx'), {
      'law.tip-3': { answer: 'Yes', note: 'Since 2004.\nSee also 2011.' },
      'training.deployed': { choice: 'Changed', answer: '1 200' },
      'conduct.allegations': { answer: 'Nil return' },
      'law.tip-13': { choice: 'Not known', answer: '' },
    });
    const { status, body } = await importForm(form);
    expect(status).toBe(200);
    expect(body.troubles).toEqual([]);
    expect(body.changes.map((change: { questionId: string }) => change.questionId)).toEqual([
      'law.tip-3',
      'law.tip-13',
      'training.deployed',
      'conduct.allegations',
    ]);
    expect((await rowOf('law.tip-3')).choice).toBeNull();
    const answers = (body as FormBack).changes.map(({ questionId, given, version }) => ({ questionId, ...given, version }));
    expect((await desk.put(cast.focal, `returns/${id}/answers`, { answers, form: body.form })).status).toBe(200);
    expect(await rowOf('law.tip-3')).toMatchObject({
      choice: 'changed',
      value: 'yes',
      note: 'Since 2004.\nSee also 2011.',
      version: 2,
      by: 'Focal A',
    });
    expect(await rowOf('training.deployed')).toMatchObject({ value: 1200 });
    const { rows } = await bed.deployer.query(
      `select o.detail::text as detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'returns/answer-questions'`,
    );
    expect(rows[0].detail).toContain(body.form);
    expect((await importForm(form)).body).toMatchObject({ changes: [], troubles: [] });
  });

  test('in a text document read back unchanged, and mark answers changed here since', async () => {
    const form = await formOf('docx');
    expect((await importForm(form, 'form.docx')).body).toMatchObject({ changes: [], troubles: [], same: 117, missing: [] });
    await desk.answerOne(cast.focal, id, 'law.tip-3', { value: 'in-part' }, 2);
    const { body } = await importForm(form, 'form.docx');
    expect(body.changes).toMatchObject([
      { questionId: 'law.tip-3', overtaken: true, version: 3, given: { value: 'yes', note: 'Since 2004.\nSee also 2011.' } },
    ]);
  });

  test('are stored all or none', async () => {
    const given = { choice: 'changed', value: 'yes', note: null, documentId: null, page: null };
    const answers = [
      { questionId: 'law.tip-7', ...given, version: 1 },
      { questionId: 'law.tip-8', ...given, version: 7 },
    ];
    const refused = await desk.put(cast.focal, `returns/${id}/answers`, { answers, form: null });
    expect([refused.status, refused.body.code, refused.body.questionId]).toEqual([412, 'platform/stale', 'law.tip-8']);
    expect((await rowOf('law.tip-7')).choice).toBeNull();
    expect((await desk.put(cast.trainer, `returns/${id}/answers`, { answers: answers.slice(0, 1), form: null })).body.code).toBe(
      'returns/section-of-others',
    );
  });

  test('in a damaged, foreign or other file are refused with an explanation, and nothing is lost', async () => {
    const next = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2027', due: null, roundId: null })).body.id;
    await desk.step(cast.focal, next, 'start');
    const before = (await desk.view(cast.focal, id)).answers;
    const own = await formOf('xlsx');
    const frame = { locale: 'en' as const, title: 't', label: 'l', exercise: false, readers: 'r', printedBy: 'p', printedAt: new Date() };
    const foreign = await writeWorkbook({ ...frame, sheets: [{ name: 'a', heading: 'a', columns: [], rows: [] }] });
    for (const [bytes, name, status, code] of [
      [own.subarray(0, -40), 'form.xlsx', 422, 'evidence/archive-refused'],
      [Buffer.from('%PDF-1.7 x'), 'form.pdf', 422, 'returns/file-foreign'],
      [foreign, 'form.xlsx', 422, 'returns/file-foreign'],
      [await formOf('xlsx', next), 'form.xlsx', 422, 'returns/file-of-another'],
      [Buffer.alloc(0), 'form.xlsx', 422, 'evidence/file-empty'],
    ] as const) {
      const answer = await importForm(bytes, name);
      expect([name, answer.status, answer.body.code]).toEqual([name, status, code]);
      expect(answer.body.title).not.toMatch(/[{}]/);
    }
    expect((await desk.view(cast.focal, id)).answers).toEqual(before);
    await bed.deployer.query(`update returns.return set questionnaire_sha256 = repeat('a', 64) where id = $1`, [id]);
    expect((await importForm(own)).body.code).toBe('returns/file-of-another');
    await bed.deployer.query(`update returns.return set questionnaire_sha256 = $2 where id = $1`, [
      id,
      (await desk.view(cast.focal, next)).sha256,
    ]);
  });

  test('to a question that is no longer asked are shown with their text, and the others can be imported', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(
      (await filled(await formOf('xlsx'), {
        'law.tip-10': { answer: 'Yes' },
        'law.tip-11': { answer: 'Yes' },
      })) as unknown as ExcelJS.Buffer,
    );
    book.worksheets[0]!.eachRow((row) => {
      if (row.getCell(1).value === 'law.tip-10') row.getCell(1).value = 'law.withdrawn';
    });
    const { body } = await importForm(Buffer.from(await book.xlsx.writeBuffer()));
    expect(body.troubles).toEqual([{ questionId: 'law.withdrawn', message: expect.stringContaining('law.withdrawn'), said: ['Yes'] }]);
    expect(body.changes.map((change: { questionId: string }) => change.questionId)).toEqual(['law.tip-11']);
    expect(body.missing).toEqual(['law.tip-10']);
  });

  test('are imported and exported by their own party only', async () => {
    for (const [who, status] of [
      [cast.office, 403],
      [cast.foreign, 404],
      [cast.reviewer, 404],
    ] as const) {
      expect((await desk.get(who, `returns/${id}/form?format=xlsx`)).status).toBe(status);
      expect((await importForm(Buffer.from('%PDF-1.7 x'), 'a.pdf', who)).status).toBe(status);
    }
  });
});

describe('answers given elsewhere, and a signed letter (5a)', () => {
  test('cite one document for many questions, which is prefilled a year later', async () => {
    const documentId = await upload();
    const view = await desk.view(cast.focal, id);
    const part = view.elsewhere.find((review) => review.id === 'greta')!.parts.find((one) => one.id === 'stay')!;
    const version = (questionId: string) => view.answers!.find((row) => row.questionId === questionId)!.version;
    const answers = part.questions.map((questionId) => ({
      questionId,
      choice: 'elsewhere',
      value: null,
      note: null,
      documentId,
      page: '31-35',
      version: version(questionId),
    }));
    expect((await desk.put(cast.focal, `returns/${id}/answers`, { answers, form: null })).status).toBe(200);
    expect(await rowOf('law.tip-6-6')).toMatchObject({ choice: 'elsewhere', documentId, page: '31-35' });
    const letter = await upload('Letter.pdf');
    await desk.answerAll(cast.focal, id, { 'cooperation.endorsed': 'yes' });
    await desk.step(cast.focal, id, 'ask-review');
    await desk.step(cast.lawyer, id, 'clear', { note: null });
    const foreign = await desk.step(cast.focal, id, 'sign', {
      name: 'A. Minister',
      capacity: 'State Secretary',
      documentId: cast.nation,
    });
    expect(foreign.body.code).toBe('returns/unknown-document');
    await desk.step(cast.focal, id, 'sign', { name: 'A. Minister', capacity: 'State Secretary', documentId: letter });
    expect((await desk.step(cast.focal, id, 'submit')).body.state).toBe('submitted');
    const { rows } = await bed.deployer.query(
      `select o.obligation_id as obligation, p.document_id as document, p.says from evidence.item p join evidence.item_obligation o on o.item_id = p.id
        where p.party_id = $1 and o.obligation_id in ('P5a.1', 'P6.1')`,
      [cast.nation],
    );
    // The document proves the law review, where most answers name it; the letter proves what names no document.
    expect(rows).toEqual(
      expect.arrayContaining([
        { obligation: 'P5a.1', document: documentId, says: 'partly-met' },
        // An endorsement alone never meets P6.1, so this answer informs and hides no acceptance.
        { obligation: 'P6.1', document: letter, says: 'informs' },
      ]),
    );
    // Reviewers can read them, because they belong to submitted evidence.
    for (const shown of [documentId, letter])
      expect((await bed.call(cast.reviewer, 'GET', `/desk/api/documents/${shown}`)).status).toBe(200);
    const after = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2028', due: null, roundId: null })).body.id;
    await desk.step(cast.focal, after, 'start');
    const row = (await desk.view(cast.focal, after)).answers!.find(({ questionId }) => questionId === 'law.tip-6-6')!;
    expect(row.known).toMatchObject({ from: 'last', value: null, documentId, page: '31-35' });
    await desk.answerOne(cast.focal, after, 'law.tip-6-6', { choice: 'still-true' }, 1);
    const storedAnswer = (await desk.view(cast.focal, after)).answers!.find(({ questionId }) => questionId === 'law.tip-6-6')!;
    expect(storedAnswer).toMatchObject({ choice: 'still-true', documentId, page: '31-35' });
  });
});
