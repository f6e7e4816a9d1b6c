import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recountOutreach } from '#app/serving/measuring.ts';
import { stoppedClock } from '#kernel/clock.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let ally = '';
let focal: TestPerson;
let operationId = '';
const contributors: string[] = [];
const token = randomUUID();

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  focal = await bed.signIn.focalPoint(ally);
  operationId = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  await contribute('QC', 'Corland', '2024-05-01');
  await contribute('QD', 'Dorland', '2024-05-01');
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
});
afterAll(() => bed.close());

async function contribute(code: string, name: string, from: string): Promise<void> {
  const id = await bed.givenParty({ kind: 'nation', code, name, ally: false });
  const own = await bed.signIn.focalPoint(id, name);
  await bed.call(own, 'POST', `/desk/api/parties/${id}/contributions`, { operationId, from, to: null, source: 's' });
  contributors.push(id);
}
/** The daily round of the background work, as the installation does it. */
const recount = () =>
  recountOutreach({
    run: (command, input) => runCommand(bed.platform, command, { token, key: newKey(), input }),
    ask: async (query, input) => query.answer.parse(await runQuery(bed.platform, query, { token, input })),
  });

const post = (url: string, body: object, version?: number) =>
  bed.call(focal, 'POST', `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const state = async () => (await bed.call(focal, 'GET', `/desk/api/parties/${ally}/obligations/P5b.1`)).body;
async function write(addresseeId: string, sentOn: string): Promise<string> {
  const { body } = await post('outreach', { writerId: ally, addresseeId, instruments: ['UNTOC', 'TIP'] });
  const letter = { sentOn, language: 'en', body: 'We encourage you.', offer: null, documentId: null, reminderOn: null };
  await post(`outreach/${body.id}/letters`, letter, 1);
  return body.id;
}

it('outreach is met once every contributor was encouraged, not after one letter (5b, F10)', async () => {
  const first = await write(contributors[0]!, '2026-02-03');
  expect(await state()).toMatchObject({
    status: 'partly-met',
    evidence: [{ title: { en: 'Letter of encouragement to Corland: 1 of 2 countries encouraged (letters: 1, answers: 0)' } }],
  });
  await write(contributors[1]!, '2026-03-03');
  expect(await state()).toMatchObject({ status: 'met' });
  // An answer is counted from its day on; it changes nothing about who was encouraged.
  await post(`outreach/${first}/replies`, { received: true, on: '2026-04-01', body: 'Thank you.' }, 2);
  const after = await state();
  expect(after.status).toBe('met');
  const titles = after.evidence.map(({ title }: { title: { en: string } }) => title.en);
  expect(titles).toContain('Letter of encouragement to Corland: 2 of 2 countries encouraged (letters: 2, answers: 1)');
});

it('outreach is met no longer once another country joins, without a letter and without a click (5b, F10)', async () => {
  expect(await recount()).toBe(0);
  await contribute('QE', 'Erland', '2026-11-20');
  expect(await recount()).toBe(1);
  const { status, evidence } = await state();
  expect(status).toBe('partly-met');
  expect(evidence.map(({ title }: { title: { en: string } }) => title.en)).toContain(
    'Encouraged: 2 of 3 countries (letters: 2, answers: 1)',
  );
  expect(await recount()).toBe(0);
  // A letter of an earlier day than the recount still makes the newest figure.
  await write(contributors[2]!, '2026-11-21');
  expect(await state()).toMatchObject({ status: 'met' });
  expect(await recount()).toBe(0);
});

it('outreach is met no longer once a letter is more than a year old (5b)', async () => {
  bed.setClock(stoppedClock('2027-02-10T12:00:00Z'));
  expect(await recount()).toBe(1);
  expect(await state()).toMatchObject({ status: 'partly-met' });
});

it('outreach keeps the count of letters and answers when an attempt is continued or closed (5b)', async () => {
  const { items } = (await bed.call(focal, 'GET', '/desk/api/outreach')).body;
  const { id } = items.find((one: { state: string }) => one.state === 'answered');
  const version = 3;
  const letter = { sentOn: '2027-02-08', language: 'en', body: 'We encourage you again.', offer: null, documentId: null, reminderOn: null };
  expect((await post(`outreach/${id}/letters`, letter, version)).status).toBe(200);
  const title = async () => (await state()).evidence.map(({ title: { en } }: { title: { en: string } }) => en);
  expect(await title()).toContain('Letter of encouragement to Corland: 3 of 3 countries encouraged (letters: 4, answers: 1)');
  expect((await post(`outreach/${id}/replies`, { received: false, on: '2027-02-09', body: null }, version + 1)).status).toBe(200);
  expect((await post(`outreach/${id}/close`, { reason: 'They write no more.' }, version + 2)).status).toBe(200);
  await contribute('QF', 'Farland', '2027-02-09');
  expect(await recount()).toBe(1);
  expect(await title()).toContain('Encouraged: 3 of 4 countries (letters: 4, answers: 1)');
});
