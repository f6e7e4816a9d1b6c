import { afterAll, beforeAll, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem } from '../../evidence/fixtures.ts';

let bed: TestBed;
let [ally, contributor, partner, body] = ['', '', '', ''];
let office: TestPerson;
let allyFocal: TestPerson;
let focal: TestPerson;
let contact: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  contributor = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
  partner = await bed.givenParty({ kind: 'partner', code: 'QP', name: 'Open Door' });
  body = await bed.givenParty({ kind: 'body', code: 'QB', name: 'Headquarters' });
  office = await bed.signIn.policyOffice();
  allyFocal = await bed.signIn.focalPoint(ally);
  focal = await bed.signIn.focalPoint(contributor);
  contact = await bed.givenPerson('Cara', [{ role: ROLE.partnerContact, partyId: partner }]);
  const operationId = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  await bed.call(focal, 'POST', `/desk/api/parties/${contributor}/contributions`, {
    operationId,
    from: '2026-05-01',
    to: null,
    source: 's',
  });
});
afterAll(() => bed.close());

const TERMS = { body: 'Ministry of Defence', acceptedOn: '2026-10-01', document: 'Note 12', reservation: null };
const record = (who: TestPerson | null, partyId: string, change: object = {}) =>
  bed.call(who, 'POST', `/desk/api/parties/${partyId}/acceptances`, { ...TERMS, ...change });
const list = async (who: TestPerson, partyId: string) => (await bed.call(who, 'GET', `/desk/api/parties/${partyId}/acceptances`)).body;
const statusOf = async (who: TestPerson, partyId: string, obligation: string) =>
  (await bed.call(who, 'GET', `/desk/api/parties/${partyId}/obligations/${obligation}`)).body;

test('an acceptance by a contributor begins its similar steps and never meets them (6, P6.2)', async () => {
  expect((await record(focal, contributor)).status).toBe(200);
  const state = await statusOf(focal, contributor, 'P6.2');
  expect([state.status, state.origin]).toEqual(['in-progress', 'declared']);
  expect(state.evidence.map(({ kind, title }: { kind: string; title: { en: string } }) => [kind, title.en])).toEqual([
    ['EV-POL', 'Ministry of Defence accepted the policy'],
  ]);
});

test('an endorsement by an Ally is shown under full implementation, in addition to its adoption in common (6, P6.1)', async () => {
  expect((await record(allyFocal, ally, { reservation: 'Clause 5f only from 2027.' })).status).toBe(200);
  expect((await statusOf(allyFocal, ally, 'P6.1')).status).toBe('in-progress');
  expect((await statusOf(allyFocal, ally, 'P2.1')).evidence).toEqual([]);
});

test.each([
  ['an Ally', 'P6.1', () => [allyFocal, ally] as const],
  ['a contributor', 'P6.2', () => [focal, contributor] as const],
])('an acceptance by %s stays in progress, because the policy itself is refused as met under %s (6)', async (_, obligation, of) => {
  const [who, partyId] = of();
  const content = anItem({ obligationIds: [obligation], kind: 'EV-POL', date: '2026-11-01' });
  const enter = (more: object) => bed.call(who, 'POST', `/desk/api/parties/${partyId}/evidence`, { ...content, ...more });
  const refused = await enter({});
  expect(refused.body).toMatchObject({ status: 422, code: 'evidence/status-not-accepted', fields: [{ path: 'says' }] });
  expect(refused.body.title).toContain(
    `obligation ${obligation.slice(1)}. Nothing was stored. Choose another status, such as “In progress”.`,
  );
  const draft = (await enter({ says: 'informs' })).body;
  const change = await bed.call(who, 'PUT', `/desk/api/evidence/${draft.id}`, content, { 'if-match': '"1"' });
  expect(change.body.code).toBe('evidence/status-not-accepted');
  await bed.call(who, 'POST', `/desk/api/evidence/${draft.id}/submit`, {}, { 'if-match': '"1"' });
  const correct = await bed.call(who, 'POST', `/desk/api/evidence/${draft.id}/correct`, content, { 'if-match': '"2"' });
  expect(correct.body.code).toBe('evidence/status-not-accepted');
  // One from before this check is not confirmed as still true.
  await bed.deployer.query(`update evidence.item set says = 'met' where id = $1`, [draft.id]);
  const confirm = await bed.call(who, 'POST', `/desk/api/evidence/${draft.id}/confirm`, {}, { 'if-match': '"2"' });
  expect(confirm.body.code).toBe('evidence/status-not-accepted');
  await bed.deployer.query(`update evidence.item set says = 'informs' where id = $1`, [draft.id]);
  expect((await statusOf(who, partyId, obligation)).status).toBe('in-progress');
});

test('an acceptance by a partner is recorded and leaves no evidence, because a partner owes nothing (2)', async () => {
  expect((await record(contact, partner)).body.evidenceId).toBeNull();
  expect((await record(office, partner, { body: 'Board' })).status).toBe(200);
  const view = await list(contact, partner);
  expect([view.mayRecord, view.acceptances.map(({ body: by }: { body: string }) => by)]).toEqual([true, ['Board', 'Ministry of Defence']]);
});

test('an acceptance is refused from others, for a party that is bound without one, and for a future date', async () => {
  expect((await record(null, contributor)).status).toBe(401);
  expect((await record(allyFocal, contributor)).status).toBe(403);
  expect((await record(contact, contributor)).status).toBe(403);
  expect((await record(office, body)).body.code).toBe('nations/not-to-accept');
  expect((await record(focal, contributor, { acceptedOn: '2026-11-26' })).body.code).toBe('nations/day-to-come');
  expect(await list(allyFocal, contributor)).toMatchObject({ mayRecord: false, acceptances: [{ document: 'Note 12' }] });
  expect(await list(office, body)).toMatchObject({ accepts: false, mayRecord: false, acceptances: [] });
});
