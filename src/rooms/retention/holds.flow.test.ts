import { afterAll, beforeAll, expect, test } from 'vitest';
import { anItem, deskOf, givenCast } from '#rooms/evidence/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let focal: TestPerson;
let office: TestPerson;
let other: TestPerson;
let signer: TestPerson;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  bed = await openTestBed();
  const cast = await givenCast(bed);
  ({ focal, office } = cast);
  desk = deskOf(bed, cast.nation);
  other = await bed.signIn.policyOffice();
  signer = await bed.signIn.commander(cast.nation);
});
afterAll(() => bed.close());

const REASON = 'An inquiry into case 7';
const place = async (personId: string | null) =>
  (await bed.call(office, 'POST', '/desk/api/holds', { personId, reason: REASON })).body.holdId as string;
const lift = async (id: string) =>
  expect((await bed.call(office, 'POST', `/desk/api/holds/${id}/lift`, { reason: 'Closed' })).status).toBe(200);

async function askedToPurge() {
  const draft = await desk.entered(focal, anItem({ obligationIds: ['P7.1'], title: 'A list of names' }));
  const submitted = (await desk.takeStep(focal, draft, 'submit')).body;
  return (await desk.takeStep(focal, submitted, 'request-purge', { reason: 'It holds names.' })).body as { id: string; version: number };
}
const titleOf = async (id: string) => (await bed.deployer.query('select title_en from evidence.item where id = $1', [id])).rows[0].title_en;

test.each(['the person concerned', 'everybody'])('a hold on %s stops a purge by two people until it is lifted', async (whom) => {
  const asked = await askedToPurge();
  const hold = await place(whom === 'everybody' ? null : focal.personId);
  expect((await desk.takeStep(office, asked, 'approve-purge')).body).toMatchObject({ status: 409, code: 'retention/held', reason: REASON });
  // A person who may not know who is held learns only that deletion is not possible now.
  const unnamed = (await desk.takeStep(signer, asked, 'approve-purge')).body;
  expect(unnamed).toMatchObject({ status: 409, code: 'retention/held-back' });
  expect(JSON.stringify(unnamed)).not.toContain('inquiry');
  expect(await titleOf(asked.id)).toBe('A list of names');
  await lift(hold);
  expect((await desk.takeStep(signer, asked, 'approve-purge')).status).toBe(200);
  expect(await titleOf(asked.id)).toBeNull();
});

test('a hold on a person who refused an earlier request stops a purge', async () => {
  const asked = await askedToPurge();
  const refused = (await desk.takeStep(signer, asked, 'refuse-purge', { reason: 'It holds no names.' })).body;
  const again = (await desk.takeStep(focal, refused, 'request-purge', { reason: 'It does.' })).body;
  const hold = await place(signer.personId);
  expect((await desk.takeStep(office, again, 'approve-purge')).body).toMatchObject({ code: 'retention/held' });
  await lift(hold);
  expect((await desk.takeStep(office, again, 'approve-purge')).status).toBe(200);
});

test('a hold on another person stops nothing', async () => {
  const asked = await askedToPurge();
  const stranger = await bed.givenPerson('Stan Stranger', []);
  const hold = await place(stranger.personId);
  expect((await desk.takeStep(office, asked, 'approve-purge')).status).toBe(200);
  await lift(hold);
});

test('a hold stops an erasure by two people until it is lifted', async () => {
  const { id } = await desk.entered(focal);
  const { rows } = await bed.deployer.query('select id from ledger.entry where subject_id = $1', [id]);
  const address = `/desk/api/log/entries/${rows[0].id}`;
  const held = async () => (await bed.deployer.query('select from ledger.opening where entry_id = $1', [rows[0].id])).rowCount;
  expect((await bed.call(office, 'POST', `${address}/erasure-request`, { reason: 'It names someone.' })).status).toBe(200);
  const hold = await place(focal.personId);
  expect((await bed.call(other, 'POST', `${address}/erasure`)).body).toMatchObject({ code: 'retention/held', reason: REASON });
  expect(await held()).toBe(1);
  await lift(hold);
  expect((await bed.call(other, 'POST', `${address}/erasure`)).status).toBe(200);
  expect(await held()).toBe(0);
});
