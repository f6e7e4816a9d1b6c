import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';
import { COMPLETION_COLUMNS } from './completions-file.ts';

let bed: TestBed;
let nation: string;
let officer: TestPerson;
let commander: TestPerson;
let operation: string;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Quay' });
  officer = await bed.signIn.trainingOfficer(nation, 'Tara Training');
  commander = await bed.signIn.commander(nation, 'Lea Leads');
  const rows = ['QB-101', 'QB-104', 'QB-105'].map((number) => `${number};;contingent;legal-adviser;;;`);
  rows.push('QB-106;;contingent;legal-adviser;QUAY;2026-12-01;');
  const table = [ROSTER_COLUMNS.join(';'), ...rows].join('\n');
  const { against } = (await bed.call(officer, 'POST', '/desk/api/rosters/preview', { partyId: nation, table })).body;
  const batch = { batchId: randomUUID(), title: 'R', total: rows.length, against };
  await bed.call(officer, 'POST', '/desk/api/rosters', { partyId: nation, table, ...batch });
});
afterAll(() => bed.close());

describe('a table of completions', () => {
  test('skips people who left and records the rest', async () => {
    await bed.deployer.query(`update training.trainee set left_at = now() where service_number = 'QB-105'`);
    const rows = ['QB-104;S3;1;2026-11-01;90;;', 'QB-105;S3;1;2026-11-01;90;;'];
    const table = [COMPLETION_COLUMNS.join(';'), ...rows].join('\n');
    const input = { partyId: nation, table };
    expect((await bed.call(officer, 'POST', '/desk/api/completions/preview', input)).body).toMatchObject({
      new: 1,
      left: 1,
      faultCount: 0,
    });
    expect((await bed.call(officer, 'POST', '/desk/api/completions', input)).body).toEqual({ imported: 1, known: 0, signed: 0, left: 1 });
    const unknown = { partyId: nation, table: `${table}\nQB-999;S3;1;2026-11-01;90;;` };
    expect((await bed.call(officer, 'POST', '/desk/api/completions', unknown)).body.code).toBe('training/table-damaged');
  });
});

describe('a waiver', () => {
  test('is refused for a module that is covered on its last day, or not required', async () => {
    const [{ id, until }] = (
      await bed.deployer.query(
        `select t.id, n.covered_until::text as until from training.trainee t join training.need n on n.trainee_id = t.id
          where t.service_number = 'QB-104' and n.module_id = 'S3'`,
      )
    ).rows;
    const waive = (module: string, day: string) =>
      bed.call(commander, 'POST', `/desk/api/trainees/${id}/waivers`, { module, reason: 'No place in a course', until: day });
    expect(until > '2027-01-01').toBe(true);
    expect((await waive('S3', '2027-01-01')).body.code).toBe('training/covered-already');
    expect((await waive('S8', '2027-01-01')).body.code).toBe('training/not-required');
  });

  test('lasts at most the term that the edition sets', async () => {
    const [{ id }] = (await bed.deployer.query(`select id from training.trainee where service_number = 'QB-101'`)).rows;
    const waive = (until: string) =>
      bed.call(commander, 'POST', `/desk/api/trainees/${id}/waivers`, { module: 'S3', reason: 'Course place in spring', until });
    const refused = await waive('2027-02-24');
    expect([refused.status, refused.body.code, refused.body.last]).toEqual([422, 'training/waiver-too-long', '2027-02-23']);
    expect((await waive('2027-02-23')).status).toBe(200);
  });

  test('F18: is given by the contingent’s own commander, and by no commander of the operation', async () => {
    const [{ id }] = (await bed.deployer.query(`select id from training.trainee where service_number = 'QB-106'`)).rows;
    const lead = await bed.signIn.commander(operation, 'Otto Operation');
    const waive = (by: TestPerson) =>
      bed.call(by, 'POST', `/desk/api/trainees/${id}/waivers`, { module: 'S3', reason: 'Course place in spring', until: '2027-02-23' });
    const refused = await waive(lead);
    expect([refused.status, refused.body.code]).toEqual([403, 'platform/not-allowed']);
    expect((await waive(commander)).status).toBe(200);
  });
});
