import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

// Tests the question type *one choice of a list*, which no shipped questionnaire has, from answer to public page, with a small invented questionnaire.
const both = (en: string, fr: string) => ({ en, fr });
const OFFICE = {
  id: 'office',
  text: both('Which office coordinates?', 'Quel service coordonne ?'),
  type: 'choice',
  options: [
    { id: 'mod', text: both('Ministry of defence', 'Ministère de la défense') },
    { id: 'moi', text: both('Ministry of the interior', 'Ministère de l’intérieur') },
    { id: 'none', text: both('None yet', 'Aucun encore') },
  ],
  obligations: ['P5a.2'],
  evidence: 'EV-NREP',
  knows: 'last',
};
const WHY = {
  id: 'why',
  text: both('Why none?', 'Pourquoi aucun ?'),
  type: 'text',
  obligations: ['P5a.2'],
  evidence: 'EV-NREP',
  knows: 'last',
  showIf: { question: 'office', is: ['none'] },
};
const SMALL = {
  id: 'small',
  version: 1,
  title: both('Small return', 'Petit rapport'),
  intro: both('i', 'i'),
  sections: [{ id: 'who', title: both('Who', 'Qui'), why: both('w', 'p'), who: [], questions: [OFFICE, WHY] }],
};

let bed: TestBed;
let desk: ReturnType<typeof returnsDesk>;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let id: string;
const answer = async (of = id) => (await desk.view(cast.focal, of)).answers!.find(({ questionId }) => questionId === 'office')!;
const begun = async (period: string) => {
  const { body } = await desk.post(cast.office, `parties/${cast.nation}/returns`, { period, due: null, roundId: null });
  await bed.deployer.query(`update returns.return set questionnaire = $2, questionnaire_id = 'small' where id = $1`, [
    body.id,
    JSON.stringify(SMALL),
  ]);
  await desk.step(cast.focal, body.id, 'start');
  return body.id as string;
};

beforeAll(async () => {
  bed = await openTestBed();
  desk = returnsDesk(bed);
  cast = await givenReporters(bed);
  id = await begun('2026');
});
afterAll(() => bed.close());

test('a question with one choice accepts exactly one of its options', async () => {
  for (const value of ['navy', ['mod'], ['mod', 'moi'], 1, null])
    expect((await desk.answerOne(cast.focal, id, 'office', { value }, 1)).status, JSON.stringify(value)).toBe(422);
  expect((await desk.answerOne(cast.focal, id, 'office', { value: 'none' }, 1)).status).toBe(200);
  expect((await desk.answerOne(cast.focal, id, 'why', { value: 'x' }, 1)).status).toBe(200);
});

test.each(['xlsx', 'docx'])('a question with one choice is exported as %s with its words, and imported unchanged', async (format) => {
  const out = await bed.server.inject({
    method: 'GET',
    url: `/desk/api/returns/${id}/form?format=${format}&lang=en`,
    cookies: { manumit_desk: cast.focal.token },
  });
  expect(out.statusCode).toBe(200);
  const importForm = (bytes: Buffer) =>
    bed.call(cast.focal, 'POST', `/desk/api/returns/${id}/form?name=form.${format}`, bytes, { 'content-type': 'application/octet-stream' });
  expect((await importForm(out.rawPayload)).body).toMatchObject({ changes: [], troubles: [] });
  if (format === 'docx') return;
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(out.rawPayload as unknown as ExcelJS.Buffer);
  const write = async (words: string) => {
    book.worksheets[0]!.eachRow((row) => {
      if (row.getCell(1).value === 'office') row.getCell(8).value = words;
    });
    return (await importForm(Buffer.from(await book.xlsx.writeBuffer()))).body;
  };
  const [change, ...others] = (await write('ministry of the interior')).changes;
  expect([change.questionId, JSON.stringify(change), others]).toEqual(['office', expect.stringContaining('"value":"moi"'), []]);
  expect((await write('Navy')).troubles[0].questionId).toBe('office');
});

test('a question with one choice is shown as a single-choice list in the section of a link', async () => {
  const { body } = await desk.post(cast.focal, `returns/${id}/sections/who/links`, { name: 'Cabinet', days: 10 });
  const address = `${new URL(body.link).pathname}/form`;
  const page = (await bed.server.inject({ method: 'GET', url: address })).body;
  expect(page).toMatch(/type="radio"[^>]*value="mod"|<option value="mod"/);
  expect(page).toContain('Ministry of defence');
  expect(page).not.toMatch(/type="checkbox"[^>]*value="mod"/);
});

test('a question with one choice is submitted, prefilled in the next return, and public in the words of its list', async () => {
  await desk.put(cast.focal, `returns/${id}/sections/who/release`, { release: 'public' });
  await desk.answerOne(cast.focal, id, 'office', { value: 'moi' }, (await answer()).version);
  await desk.submitReturn(cast.focal, cast.lawyer, id);
  await desk.step(cast.office, id, 'accept');
  expect((await bed.call(null, 'GET', `/returns?return=${id}`)).text).toContain('Ministry of the interior');
  expect((await bed.call(null, 'GET', `/fr/returns?return=${id}`)).text).toContain('Ministère de l’intérieur');
  const { sections } = (await desk.get(cast.office, `returns/${id}/versions/1`)).body;
  expect(sections[0].answers.map((one: { questionId: string }) => one.questionId)).toEqual(['office']);
  const next = await begun('2027');
  expect((await answer(next)).known).toMatchObject({ from: 'last', value: 'moi' });
  expect((await desk.answerOne(cast.focal, next, 'office', { choice: 'still-true' }, 1)).status).toBe(200);
});
