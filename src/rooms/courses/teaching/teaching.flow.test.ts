import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let [nation, operation] = ['', ''];
const who = {} as { trainer: TestPerson; commander: TestPerson; office: TestPerson; reviewer: TestPerson };

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  operation = await bed.givenParty({ kind: 'operation', code: 'TEST-OP', name: 'Operation Pine' });
  who.trainer = await bed.givenPerson('Tim Trainer', [
    { role: ROLE.trainingOfficer, partyId: nation },
    { role: ROLE.trainingOfficer, partyId: operation },
  ]);
  who.commander = await bed.signIn.commander(nation);
  who.office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  who.reviewer = await bed.signIn.reviewer(nation);
});
afterAll(() => bed.close());

const adopt = (person: TestPerson, partyId = nation) => bed.call(person, 'POST', `/desk/api/parties/${partyId}/courses`, {});
const status = async (row: string) => (await bed.call(who.reviewer, 'GET', `/desk/api/parties/${nation}/obligations/${row}`)).body.status;

it('a nation records once per version that it teaches the courses, which meets their obligations', async () => {
  expect(await status('A2.3a')).toBe('not-reported');
  for (const person of [who.commander, who.reviewer, who.office]) expect((await adopt(person)).status).toBe(403);
  expect((await adopt(who.trainer, operation)).body.code).toBe('training/teaches-no-courses');
  expect((await adopt(who.trainer)).status).toBe(200);
  for (const row of ['P5d.2', 'A2.1', 'A2.3a', 'A2.3d']) expect(await status(row)).toBe('met');
  const { rows } = await bed.deployer.query(`select source_en, source_fr from evidence.item where kind = 'EV-CURR' and party_id = $1`, [
    nation,
  ]);
  // The evidence says that nobody has reviewed the courses.
  expect(rows).toEqual([
    {
      source_en: 'Courses of this installation, adopted by Alland. 9 of 9 modules were not reviewed by a practitioner.',
      source_fr: expect.stringContaining('9 modules sur 9 n’ont pas été relus par une personne du métier.'),
    },
  ]);
  // Signed acknowledgements and the directory are required as well.
  for (const row of ['P5d.3', 'P5d.4']) expect(await status(row)).toBe('partly-met');
  expect(await status('A2.2b')).toBe('not-reported');
  expect((await adopt(who.trainer)).body.code).toBe('training/adopted-already');
  expect((await bed.call(who.trainer, 'GET', '/desk/api/courses')).body).toMatchObject({
    parties: [{ id: nation, state: 'current', actions: [], by: 'Tim Trainer' }],
    withoutModule: expect.arrayContaining([expect.objectContaining({ id: 'care' })]),
    modules: expect.arrayContaining([expect.objectContaining({ id: 'G', review: null })]),
  });
  await bed.deployer.query(`update training.courses_taught set map_hash = sha256('older')`);
  expect((await bed.call(who.trainer, 'GET', '/desk/api/courses')).body.parties).toMatchObject([
    { state: 'older', actions: [{ action: 'adopt', button: 'plain', comment: null }] },
  ]);
  expect((await adopt(who.trainer)).status).toBe(200);
});
