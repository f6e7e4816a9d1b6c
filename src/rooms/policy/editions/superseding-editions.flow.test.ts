import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { currentEdition, loadPolicyDecisions, setPolicyClock, shippedEdition } from '../current.ts';
import type { WholeEdition } from '../files/edition-content.ts';
import { ADDED_OBLIGATION, aChangedEdition, archiveOf } from './fixtures.ts';

let bed: TestBed;
let office: TestPerson;
let focal: TestPerson;
let ally: string;

const [SECOND, THIRD] = ['nato-thb-2026', 'nato-thb-2027'];
const FILE = { 'content-type': 'application/octet-stream' };

const setDay = async (day: string) => {
  const clock = () => new Date(`${day}T09:00:00Z`);
  bed.setClock(clock);
  setPolicyClock(clock);
  await loadPolicyDecisions(bed.platform.pool);
};

beforeAll(async () => {
  bed = await openTestBed();
  await setDay('2026-11-29');
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' }), 'Olga Office');
  focal = await bed.signIn.focalPoint(ally, 'Fay Focal');
});
afterAll(async () => {
  // Files of one worker share the process: they go on with the edition that ships.
  await loadPolicyDecisions({ query: async () => ({ rows: [] }) });
  setPolicyClock(systemClock);
  await bed.close();
});

const preview = async (edition: WholeEdition) =>
  (await bed.call(office, 'POST', '/desk/api/policy/editions/preview?name=edition.zip', archiveOf(edition), FILE)).body;
const putInForce = async (edition: WholeEdition, fromDay: string) => {
  const { body } = await bed.call(office, 'POST', '/desk/api/policy/editions?name=edition.zip', archiveOf(edition), FILE);
  const consulted = { body: 'Partners in council', on: '2026-11-20', outcome: 'No objection.' };
  const url = `/desk/api/policy/editions/${body.importId}/put-in-force`;
  const done = await bed.call(office, 'POST', url, { fromDay, consulted, reason: 'The Council decided' }, { 'if-match': '"1"' });
  expect(done.status).toBe(200);
};
const enter = async (item: object) => {
  const entered = await bed.call(focal, 'POST', `/desk/api/parties/${ally}/evidence`, anItem({ editionId: currentEdition().id, ...item }));
  const submitted = await bed.call(focal, 'POST', `/desk/api/evidence/${entered.body.id}/submit`, {}, { 'if-match': '"1"' });
  expect(submitted.status).toBe(200);
};
const decide = (id: string, value: number, fromDay: string, seen = 0) =>
  bed.call(office, 'POST', `/desk/api/policy/parameters/${id}/decisions`, { value, fromDay, reason: 'A quicker round', seen });
const cell = async (obligationId: string) => {
  const { rows } = (await bed.call(office, 'GET', '/desk/api/matrix?kind=nation')).body;
  return rows[0].cells.find((one: { obligationId: string }) => one.obligationId === obligationId);
};
const drawer = async (obligationId: string) =>
  (await bed.call(office, 'GET', `/desk/api/parties/${ally}/obligations/${obligationId}`)).body;

/** The edition after the changed one. Its added obligation continues P1.1 of that, and asks more. */
function theThird(): WholeEdition {
  const edition = aChangedEdition(THIRD);
  const { evidence } = edition.obligations.find(({ id }) => id === 'P1.1')!;
  const note = { en: 'Named in a circular.', fr: 'Nommé dans une circulaire.' };
  return {
    ...edition,
    obligations: edition.obligations.map((one) => (one.id === ADDED_OBLIGATION ? { ...one, evidence } : one)),
    mapping: { from: SECOND!, rows: [{ obligation: ADDED_OBLIGATION, of: ['P1.1'], carries: 'part', note }] },
  };
}

describe('three editions that supersede each other', () => {
  test('a preview says which decided values hold in the edition and which end with it', async () => {
    await enter({ obligationIds: ['P1.1', 'P2.1'] });
    await enter({ obligationIds: ['P3.2'], kind: 'EV-MEAS' });
    expect((await decide('answer-time', 6, '2026-12-01')).status).toBe(200);
    expect((await decide('comment-time', 45, '2026-12-01')).status).toBe(200);
    const { difference } = (await preview(aChangedEdition(SECOND))).edition;
    expect(difference.parameters).toMatchObject({
      ...{ added: [], changed: [{ id: 'comment-time', was: 60, value: 30 }], removed: [] },
      hold: [{ id: 'answer-time', value: 6, unit: 'months', fromDay: '2026-12-01' }],
      end: [{ id: 'comment-time', value: 45, fromDay: '2026-12-01', own: 30 }],
    });
    await putInForce(aChangedEdition(SECOND), '2026-12-05');
    const [listed] = (await bed.call(office, 'GET', '/desk/api/policy/editions')).body.editions;
    expect(listed.difference.parameters).toEqual(difference.parameters);
  });

  test('a decided value holds in the next edition, and ends where that changes the value of its own', async () => {
    await setDay('2026-12-05');
    expect(currentEdition().id).toBe(SECOND);
    const value = (id: string) => currentEdition().parameter(id, '2026-12-05').value;
    expect([value('answer-time'), value('comment-time')]).toEqual([6, 30]);
    // An open round keeps its edition, and with it the values decided on that.
    expect(shippedEdition().parameter('comment-time', '2026-12-05').value).toBe(45);
    const { parameters } = (await bed.call(focal, 'GET', '/desk/api/policy/parameters')).body;
    const shown = (id: string) => parameters.find((one: { id: string }) => one.id === id);
    expect(shown('answer-time')).toMatchObject({ value: 6, decisions: [{ number: 1, state: 'in-force', decidedBy: 'Olga Office' }] });
    expect(shown('comment-time')).toMatchObject({ value: 30, shipped: 30, decisions: [] });
    const { text } = await bed.call(null, 'GET', '/policy');
    expect(text).toContain('6 months from 1 Dec 2026 (in force): A quicker round');
    expect(text).not.toContain('45 days');
  });

  test('decisions go on under the next edition: nobody decides over a decision that holds unseen', async () => {
    expect((await decide('answer-time', 9, '2026-12-08')).body.code).toBe('policy/decided-meanwhile');
    expect((await decide('answer-time', 9, '2026-12-08', 1)).body).toEqual({ parameterId: 'answer-time', number: 2 });
    await loadPolicyDecisions(bed.platform.pool);
    const valueOn = (day: string) => currentEdition().parameter('answer-time', day).value;
    expect([valueOn('2026-12-07'), valueOn('2026-12-08')]).toEqual([6, 9]);
    expect(shippedEdition().parameter('answer-time', '2026-12-08').value).toBe(6);
  });

  test('evidence of the first edition counts under the third, after that of the second, through both mappings', async () => {
    await enter({ obligationIds: ['P3.2'], kind: 'EV-MEAS', says: 'not-met' });
    await putInForce(theThird(), '2026-12-10');
    await setDay('2026-12-10');
    expect(currentEdition().id).toBe(THIRD);
    expect(currentEdition().parameter('answer-time', '2026-12-10').value).toBe(9);
    expect(await cell('P1.1')).toMatchObject({ status: 'met', items: 1 });
    // Its text changed from the first edition to the second: part on one of the two ways is part.
    expect(await cell('P2.1')).toMatchObject({ status: 'partly-met', items: 1 });
    expect(await cell('P3.2')).toMatchObject({ status: 'not-met', items: 1 });
    expect(await cell(ADDED_OBLIGATION)).toMatchObject({ status: 'partly-met', items: 1 });
    const opened = await drawer(ADDED_OBLIGATION);
    expect([opened.status, opened.carriedOver, opened.evidence]).toMatchObject([
      ...['partly-met', true],
      [{ carriedFrom: 'P1.1', weight: 'decides' }],
    ]);
    expect((await drawer('P3.2')).evidence).toMatchObject([{ carriedFrom: 'P3.2', says: 'not-met' }]);
    // Evidence under the present edition goes before what is carried over from both.
    await enter({ obligationIds: ['P1.1'], says: 'in-progress' });
    expect(await cell('P1.1')).toMatchObject({ status: 'in-progress', items: 1 });
  });
});
