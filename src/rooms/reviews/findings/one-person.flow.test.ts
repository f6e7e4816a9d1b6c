import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { desk, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';

let bed: TestBed;
let alone: TestPerson;
let ally: string;
let headquarters: string;

beforeAll(async () => {
  bed = await openTestBed();
  headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  alone = await bed.signIn.policyOffice(headquarters, 'Alone');
});
afterAll(() => bed.close());

it('one person alone can complete a round, and the record shows where a second person was missing', async () => {
  const { get, post } = desk(bed);
  setDay(bed, '2026-03-02');
  const { roundId, participations } = await givenOpenRound(bed, alone, [ally], { scope: ['3'] });
  const participationId = participations.get(ally)!;
  await givenSelfAssessment(bed, alone, participationId, { 'P3.2': { choice: 'changed', says: 'not-met', note: 'No plan yet.' } });
  await post(alone, `participations/${participationId}/ratings`, { obligationId: 'P3.2', status: 'not-met', reason: 'The party says so.' });
  const finding = {
    grade: 'urge',
    title: 'A plan',
    text: 'Write one.',
    obligationIds: ['P3.2'],
    evidenceIds: [],
    citesAbsence: true,
    owner: 'Ministry',
    due: '2027-06-30',
  };
  const { body: drafted } = await post(alone, `participations/${participationId}/findings`, finding);
  const { body: participation } = await get(alone, `participations/${participationId}`);
  await post(alone, `participations/${participationId}/draft`, { unratedReason: 'A test.' }, participation.version);
  await post(alone, `participations/${participationId}/comments`, { obligationId: null, findingId: null, text: null, done: true });
  expect((await post(alone, `rounds/${roundId}/adopt`, { release: 'party' }, 2)).body.state).toBe('adopted');
  expect((await post(alone, `findings/${drafted.id}/progress`, { text: 'Written.', evidenceIds: [] }, 1)).body.state).toBe('reported');

  // A second person joins the policy office, so verification now requires a second person.
  const helper = await bed.signIn.policyOffice(headquarters, 'Second');
  const verify = { settled: true, reason: 'Plan seen.' };
  const offered = async (person: TestPerson) =>
    (await get(person, `participations/${participationId}`)).body.findings[0].actions.map((one: { action: string }) => one.action);
  expect(await offered(alone)).toEqual(['carry-over']);
  expect((await post(alone, `findings/${drafted.id}/verify`, verify, 2)).body.code).toBe('reviews/second-person');
  // Deletes the grant itself. Revoking it would not be enough: one-person mode does not return when a grant ends.
  await bed.deployer.query('delete from identity.role_grant where person_id = $1', [helper.personId]);

  expect(await offered(alone)).toEqual(['close', 'refuse', 'report-progress', 'carry-over']);
  expect((await post(alone, `findings/${drafted.id}/verify`, verify, 2)).body).toMatchObject({ state: 'closed', samePerson: true });
  const { body } = await get(alone, `participations/${participationId}`);
  expect(body.findings[0].followUp).toMatchObject([
    { kind: 'progress', samePerson: false },
    { kind: 'closed', samePerson: true },
  ]);
});
