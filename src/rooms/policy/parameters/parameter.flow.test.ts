import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syncCurriculum } from '#rooms/readiness/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../../test/database/harness.ts';
import { currentEdition } from '../current.ts';
import { loadDecisions } from './decisions.ts';

let bed: TestBed;
let office: TestPerson;
let reader: TestPerson;

const day = (text: string) => new Date(`${text}T09:00:00Z`);

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => day('2026-11-29'));
  office = await bed.signIn.policyOffice(await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' }), 'Olga Office');
  reader = await bed.givenPerson('A reader');
});
afterAll(() => bed.close());

const decide = (id: string, more: object = {}, who = office) =>
  bed.call(who, 'POST', `/desk/api/policy/parameters/${id}/decisions`, {
    ...{ value: 45, fromDay: '2026-12-01', reason: 'A quicker round', seen: 0 },
    ...more,
  });
const parameterOf = async (id: string) =>
  (await bed.call(reader, 'GET', '/desk/api/policy/parameters')).body.parameters.find((one: { id: string }) => one.id === id);
const valueOn = (id: string, on: string) => currentEdition().parameter(id, on).value;

describe('decide-parameter', () => {
  test('changes the value from its day on and on no earlier day', async () => {
    expect((await decide('comment-time')).body).toEqual({ parameterId: 'comment-time', number: 1 });
    await loadDecisions(bed.platform.pool);
    expect([valueOn('comment-time', '2026-11-30'), valueOn('comment-time', '2026-12-01')]).toEqual([60, 45]);
    expect(await parameterOf('comment-time')).toMatchObject({
      ...{ value: 60, shipped: 60 },
      decisions: [{ value: 45, fromDay: '2026-12-01', reason: 'A quicker round', decidedBy: 'Olga Office', state: 'coming' }],
    });
    bed.setClock(() => day('2026-12-01'));
    expect(await parameterOf('comment-time')).toMatchObject({ value: 45, shipped: 60, decisions: [{ state: 'in-force' }] });
    const { body } = await bed.call(reader, 'GET', '/desk/api/policy');
    expect(body.parameters.find(({ id }: { id: string }) => id === 'comment-time').value).toBe(45);
    bed.setClock(() => day('2026-11-29'));
  });

  test('lets a newer decision for the same day take the place of the earlier one', async () => {
    expect((await decide('comment-time', { value: 50, seen: 1 })).status).toBe(200);
    await loadDecisions(bed.platform.pool);
    expect(valueOn('comment-time', '2026-12-01')).toBe(50);
    expect((await parameterOf('comment-time')).decisions.map(({ state }: { state: string }) => state)).toEqual(['coming', 'replaced']);
  });

  test.each([
    ['a day that has begun', 'comment-time', { fromDay: '2026-11-29', seen: 2 }, 'policy/not-later'],
    ['a value that already holds', 'comment-time', { value: 50, seen: 2 }, 'policy/value-in-force'],
    ['a decision over another one unseen', 'comment-time', { value: 30, seen: 1 }, 'policy/decided-meanwhile'],
    ['zero', 'answer-time', { value: 0 }, 'policy/value-unfit'],
    ['half a month', 'answer-time', { value: 1.5 }, 'policy/value-unfit'],
    ['more than a hundred percent', 'training-pass-mark', { value: 101 }, 'policy/value-unfit'],
    ['a word for a number', 'answer-time', { value: 'soon' }, 'policy/value-unfit'],
    ['an instrument that the edition does not name', 'osce-code', { value: 'MARPOL' }, 'policy/instrument-unknown'],
    ['a parameter that no code reads', 'recovery-period', {}, 'policy/unknown-parameter'],
    ['a decision without a reason', 'answer-time', { reason: ' ' }, 'platform/invalid-input'],
  ])('refuses %s', async (_what, id, more, code) => {
    expect((await decide(id, more)).body.code).toBe(code);
  });

  test('refuses people other than the policy office, and the database refuses a day that has begun', async () => {
    expect((await decide('answer-time', {}, await bed.signIn.auditor())).status).toBe(403);
    await expect(
      bed.deployer.query(
        `insert into policy.parameter_decision values ('nato-thb-2004', 'answer-time', 1, '3', '2026-11-29', 'r', '${office.personId}', '2026-11-29')`,
      ),
    ).rejects.toThrow(/parameter_decision_check/);
  });

  test('F15: offers and shows no parameter that no code reads, at the desk or to the public', async () => {
    const unread = ['assessment-time', 'investigation-length', 'recovery-period', 'off-limits-board'];
    const { parameters } = (await bed.call(reader, 'GET', '/desk/api/policy/parameters')).body;
    const shown = parameters.map(({ id }: { id: string }) => id);
    expect(shown).toEqual(currentEdition().parameters.map(({ id }) => id));
    expect(unread.filter((id) => shown.includes(id))).toEqual([]);
    const { text } = await bed.call(null, 'GET', '/policy');
    expect(text).toContain('Time to comment on a draft report');
    for (const title of ['A report is sorted within', 'Recovery and reflection period, at least']) expect(text, title).not.toContain(title);
  });

  test('is shown to the public with its reason and without a name', async () => {
    const { text } = await bed.call(null, 'GET', '/policy');
    expect(text).toContain('50 days from 1 Dec 2026 (coming): A quicker round');
    expect(text).not.toContain('Olga');
  });

  test('reaches the curriculum in the database on its day', async () => {
    const before = await bed.deployer.query(`select valid_months, due_days from training.module where id = 'G'`);
    expect((await decide('training-due', { value: 40 })).status).toBe(200);
    await loadDecisions(bed.platform.pool);
    expect(await syncCurriculum(bed.deployer, undefined, day('2026-11-30'))).toEqual({ changed: false });
    expect(await syncCurriculum(bed.deployer, undefined, day('2026-12-01'))).toEqual({ changed: true });
    const after = await bed.deployer.query(`select valid_months, due_days from training.module where id = 'G'`);
    expect([before.rows, after.rows]).toEqual([[{ valid_months: 12, due_days: 60 }], [{ valid_months: 12, due_days: 40 }]]);
  });

  test('is in the log with the former value, the day and the reason', async () => {
    const { rows } = await bed.deployer.query(
      `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'policy/decide-parameter' order by e.at limit 1`,
    );
    expect(rows[0].detail).toMatchObject({
      parameter: 'comment-time',
      was: 60,
      value: 45,
      unit: 'days',
      fromDay: '2026-12-01',
      reason: 'A quicker round',
    });
  });
});
