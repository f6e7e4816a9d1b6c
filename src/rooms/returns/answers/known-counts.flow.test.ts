import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
});
afterAll(() => bed.close());

const begun = async (period: string): Promise<string> => {
  const { id } = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period, due: null, roundId: null })).body;
  await desk.step(cast.focal, id, 'start');
  return id;
};
const row = async (id: string, questionId: string) =>
  (await desk.view(cast.focal, id)).answers!.find((one) => one.questionId === questionId)!;
const enter = async (kind: string, obligationId: string, title: string) => {
  const content = {
    editionId: currentEdition().id,
    source: { en: 'Office', fr: 'Bureau' },
    obligationIds: [obligationId],
    kind,
    says: 'met',
    title: { en: title, fr: title },
    date: '2026-01-10',
  };
  const entered = await desk.post(cast.focal, `parties/${cast.nation}/evidence`, content);
  expect(entered.status, entered.text).toBe(200);
  expect((await desk.post(cast.focal, `evidence/${entered.body.id}/submit`, {}, entered.body.version)).status).toBe(200);
};

test('F13: a count of signatures is shown next to its question and never answers it with yes, and other evidence says what it is', async () => {
  await enter('EV-ACK', 'P5c.1', 'Rules of conduct acknowledged by 8 persons');
  await enter('EV-POL', 'P1.1', 'Order 12 on conduct');
  const id = await begun('2026');
  const signed = await row(id, 'conduct.acknowledged');
  expect(signed.known).toMatchObject({ from: 'evidence', value: null, title: { en: 'Rules of conduct acknowledged by 8 persons' } });
  const confirmed = await desk.answerOne(cast.focal, id, 'conduct.acknowledged', { choice: 'still-true' }, 1);
  expect([confirmed.status, confirmed.body.code]).toEqual([422, 'returns/nothing-to-confirm']);
  expect((await row(id, 'conduct.standard')).known).toMatchObject({ value: 'yes', title: { en: 'Order 12 on conduct' } });
  expect((await desk.answerOne(cast.focal, id, 'conduct.standard', { choice: 'still-true' }, 1)).status).toBe(200);
  await desk.answerAll(cast.focal, id, { 'conduct.acknowledged': 'in-part' });
  await desk.submitReturn(cast.focal, cast.lawyer, id);
  // What was answered is confirmed the year after, not the count.
  const next = await row(await begun('2027'), 'conduct.acknowledged');
  expect(next.known).toMatchObject({ from: 'last', value: 'in-part' });
});
