import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let headquarters: string;
let nation: string;
const who = {} as { office: TestPerson; focal: TestPerson; reviewer: TestPerson; admin: TestPerson };

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  who.office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  who.focal = await bed.signIn.focalPoint(nation);
  who.reviewer = await bed.signIn.reviewer(headquarters);
  who.admin = await bed.signIn.platformAdmin();
});
afterAll(() => bed.close());

const get = (person: TestPerson, url: string) => bed.call(person, 'GET', `/desk/api/${url}`);
const post = (person: TestPerson, url: string, body: object, version?: number) =>
  bed.call(person, 'POST', `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const obligation = async (row: string) => (await get(who.office, `parties/${headquarters}/obligations/${row}`)).body;
const consultation = {
  kind: 'organisation',
  consultedId: null,
  consultedName: 'Harbour Watch',
  statedOn: '2026-03-01',
  statement: 'Name a person to call.',
};

it('a consultation goes from recorded to decided to partner informed, and only then becomes evidence, which is declared because headquarters typed it (P2.4, F16)', async () => {
  expect((await post(who.focal, 'consultations', consultation)).status).toBe(403);
  expect((await post(who.office, 'consultations', { ...consultation, consultedId: nation, consultedName: null })).body.code).toBe(
    'cooperation/not-consulted',
  );
  expect((await post(who.office, 'consultations', { ...consultation, consultedId: nation })).status).toBe(422);
  const { body } = await post(who.office, 'consultations', consultation);
  const at = `consultations/${body.id}`;
  const offered = async () => (await get(who.office, 'consultations')).body.items[0].actions.map((one: { action: string }) => one.action);
  expect(await offered()).toEqual(['decide']);
  expect((await post(who.office, `${at}/notification`, { on: '2026-03-02' }, 1)).body.code).toBe('cooperation/not-in-this-state');
  await post(who.office, `${at}/decision`, { changed: true, outcome: 'The page names one.', on: '2026-03-05' }, 1);
  expect(await offered()).toEqual(['inform']);
  expect(await obligation('P2.4')).toMatchObject({ status: 'not-reported' });
  expect((await post(who.office, `${at}/notification`, { on: '2026-03-04' }, 2)).body.code).toBe('cooperation/before-the-step-before');
  expect((await post(who.office, `${at}/notification`, { on: '2026-03-09' }, 2)).body).toMatchObject({ state: 'informed', version: 3 });
  // Another officer, whose page is from before.
  const late = await post(who.office, `${at}/notification`, { on: '2026-03-10' }, 2);
  expect([late.status, late.body]).toMatchObject([412, { code: 'platform/stale', current: 3, yours: 2 }]);
  expect((await post(who.office, `${at}/notification`, { on: '2026-03-10' }, 3)).body.code).toBe('cooperation/not-in-this-state');
  expect(await obligation('P2.4')).toMatchObject({
    status: 'met',
    origin: 'declared',
    evidence: [{ kind: 'EV-CONS', origin: 'declared', title: { en: 'Consultation: Harbour Watch (something was changed)' } }],
  });
  expect(await obligation('P5.0a')).toMatchObject({ status: 'not-reported' });
  expect(await offered()).toEqual([]);
  expect((await get(who.office, 'consultations')).body.items).toMatchObject([
    { consulted: { en: 'Harbour Watch' }, state: 'informed', informedOn: '2026-03-09' },
  ]);
  for (const person of [who.focal, who.reviewer, who.admin]) expect((await get(person, 'consultations')).status).toBe(403);
});
