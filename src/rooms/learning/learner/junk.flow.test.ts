import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { aPhone } from './fixtures.ts';

// The database checks by its own clock whether a class is open.
const TODAY = dayOf(new Date());
let bed: TestBed;
let phone: ReturnType<typeof aPhone>;
const classes: { code: string; accessSlip: { number: string; pin: string } }[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  for (const [code, modules] of [
    ['QA', ['S8']],
    ['QB', ['G']],
  ] as const) {
    const partyId = await bed.givenParty({ kind: 'nation', code, name: code });
    const officer = await bed.signIn.trainingOfficer(partyId, `Officer ${code}`);
    const { body } = await bed.call(officer, 'POST', `/desk/api/parties/${partyId}/classes`, {
      ...{ title: 'C', modules, startsOn: TODAY, endsOn: plusDays(TODAY, 9) },
    });
    const made = await bed.call(officer, 'POST', `/desk/api/training/classes/${body.classId}/access-slips`, {
      ...{ numbers: [`${code}-100`], newcomers: 'contingent' },
    });
    classes.push({ code: body.code, accessSlip: made.body.accessSlips[0] });
  }
  phone = aPhone(bed);
});
afterAll(() => bed.close());

it('another class’s code is refused, and a class opens only its own modules and lessons', async () => {
  const [mine, other] = classes;
  expect((await phone.enter(other!.code, mine!.accessSlip)).headers.location).toBeUndefined();
  expect(phone.cookies).toEqual({});
  expect((await phone.enter(mine!.code, mine!.accessSlip)).headers.location).toBe('/learn/en');
  for (const path of ['/m/S8', '/l/S8.1']) expect([path, (await phone.get(`/learn/en${path}`)).statusCode]).toEqual([path, 200]);
  for (const path of ['/m/G', '/m/G/first', '/l/G1', `/c/${randomUUID()}`, '/c/x', '/m/__proto__', '/m/%00'])
    expect([path, (await phone.get(`/learn/en${path}`)).statusCode]).toEqual([path, 404]);
  for (const path of ['/m/G/check', '/m/G/first', '/l/G1'])
    expect([path, (await phone.post(`/learn/en${path}`)).statusCode]).toEqual([path, 404]);
});

it('a form with reserved names or unstorable characters is refused, and stores nothing', async () => {
  const at = String((await phone.post('/learn/en/m/S8/check')).headers.location);
  expect((await phone.post(`/learn/en/c/${randomUUID()}`, { 'a/__proto__': 'x', 'o/constructor/x': '1' })).statusCode).toBeLessThan(500);
  for (const form of [{ 'a/x': '\u0000' }, { 'a/\u0000': 'x' }, { 'o/x/\u0000': '1' }] as Record<string, string>[])
    expect([form, (await phone.post(at, form)).statusCode]).toEqual([form, 400]);
  const { rows } = await bed.deployer.query('select received_at from training.attempt');
  expect(rows).toEqual([{ received_at: null }]);
});

it('an uploaded record with an impossible version or text is refused as invalid, not as a fault of the program', async () => {
  const sendAction = async (version: number) => {
    const one = { do: 'read', lesson: 'S8.1', version, at: '2026-01-01T00:00:00Z' };
    return bed.call(null, 'POST', '/learn/submit', { secret: phone.cookies.manumit_learn_queue, ofQueue: true, actions: [one] });
  };
  for (const version of [0, -1, 3_000_000_000, 9e15, 1.5]) expect([version, (await sendAction(version)).status]).toEqual([version, 422]);
  expect((await sendAction(9_999)).body.results).toMatchObject([{ done: false, refused: 'training/unknown-lesson' }]);
  expect((await bed.deployer.query('select from training.lesson_done')).rowCount).toBe(0);
  expect((await sendAction(1)).body.results).toMatchObject([{ done: true }]);
  const surrogate = { do: 'answer', attempt: randomUUID(), answers: { x: ['\ud800'] }, at: '2026-01-01T00:00:00Z' };
  const odd = await bed.call(null, 'POST', '/learn/submit', {
    secret: phone.cookies.manumit_learn_queue,
    ofQueue: true,
    actions: [surrogate],
  });
  expect(odd.status).toBeLessThan(500);
});
