import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import type { Origin, Says } from '#kernel/status.ts';
import { defineCommand, runCommand } from '#platform/command.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';

// Faults of the marks, by number, through the commands and the query of the matrix. F5, the adopted rating, is in the reviews room.
let bed: TestBed;
let [nation, other, headquarters] = ['', '', ''];
let focal: TestPerson;
let trainer: TestPerson;
let office: TestPerson;
let staff: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  focal = await bed.signIn.focalPoint(nation);
  trainer = await bed.signIn.trainingOfficer(nation);
  office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  staff = await bed.signIn.focalPoint(headquarters);
});
afterAll(() => bed.close());

/** A command of another room that leaves evidence of its own work. */
const work = defineCommand({
  name: 'test/work',
  permission: 'evidence:enter',
  operational: 'exercise',
  input: z.strictObject({ partyId: z.string(), item: z.any() }),
  answer: z.object({ id: z.string() }),
  party: (input) => input.partyId,
  run(context, { partyId, item }) {
    const id = recordEvidence(context, { ...item, partyId, origin: 'measured' as Origin });
    return { answer: { id }, entry: { subjectKind: 'evidence-item', subjectId: id, partyId, detail: {} } };
  },
});
type Said = { kind: string; says: Says; on: string[] };
const measured = (who: TestPerson, partyId: string, { kind, says, on }: Said) =>
  runCommand(bed.platform, work, {
    token: who.token,
    key: randomUUID(),
    input: { partyId, item: anItem({ kind, says, obligationIds: on, title: 'Counted here' }) },
  }) as Promise<{ id: string }>;
/** Types a line and signs it, as a focal point does. */
async function declared(who: TestPerson, partyId: string, { kind, says, on }: Said, date = '2026-01-15'): Promise<string> {
  const draft = await bed.call(who, 'POST', `/desk/api/parties/${partyId}/evidence`, anItem({ kind, says, obligationIds: on, date }));
  const sent = await bed.call(who, 'POST', `/desk/api/evidence/${draft.body.id}/submit`, {}, { 'if-match': '"1"' });
  expect(sent.status).toBe(200);
  return sent.body.id;
}
async function cell(partyId: string, obligationId: string, kind = 'nation', who = office) {
  const { body } = await bed.call(who, 'GET', `/desk/api/matrix?kind=${kind}`);
  const row = body.rows.find((one: { partyId: string }) => one.partyId === partyId);
  const { status, origin, difference } = row.cells.find((one: { obligationId: string }) => one.obligationId === obligationId);
  return { status, origin, difference };
}
const drawer = async (partyId: string, obligationId: string) =>
  (await bed.call(office, 'GET', `/desk/api/parties/${partyId}/obligations/${obligationId}`)).body;
const MET: Says = 'met';

describe('F1', () => {
  it('a typed statement never beats what was measured (5d)', async () => {
    const { id } = await measured(trainer, nation, { kind: 'EV-TRN', says: 'partly-met', on: ['P5d.1'] });
    await declared(focal, nation, { kind: 'EV-TRN', says: MET, on: ['P5d.1'] });
    expect(await cell(nation, 'P5d.1')).toEqual({ status: 'partly-met', origin: 'measured', difference: 'open' });
    expect(
      (await drawer(nation, 'P5d.1')).evidence.map(({ origin, weight }: Record<string, string>) => `${origin} ${weight}`).sort(),
    ).toEqual(['declared beside', 'measured decides']);
    const gone = await bed.call(focal, 'POST', `/desk/api/evidence/${id}/withdraw`, { reason: 'Not ours.' }, { 'if-match': '"1"' });
    expect([gone.status, gone.body.code]).toEqual([403, 'evidence/changes-at-its-source']);
    expect((await cell(nation, 'P5d.1')).status).toBe('partly-met');
  });
});

describe('F2', () => {
  it('a typed statement never beats the treaty table, and the two pages agree (5)', async () => {
    for (const instrument of ['UNTOC', 'TIP']) {
      const row = { instrument, status: 'signatory', signatureDate: '2000-12-13', asOf: '2026-01-27', confidence: 'one-source' };
      const text = { source: 'UN Treaty Collection', reason: 'Read again', supersedes: null };
      expect((await bed.call(office, 'POST', `/desk/api/parties/${nation}/treaties`, { ...row, ...text })).status).toBe(200);
    }
    const { status: before } = await cell(nation, 'P5.0b');
    expect(before).not.toBe('met');
    await declared(focal, nation, { kind: 'EV-TRTY', says: MET, on: ['P5.0b'] });
    expect(await cell(nation, 'P5.0b')).toMatchObject({ status: before, origin: 'public-source', difference: 'open' });
    const { body } = await bed.call(null, 'GET', '/api/v1/treaties');
    expect(JSON.stringify(body)).toContain('signatory');
  });
});

describe('F3', () => {
  it('a campaign meets no contract clause, and says that it informs (5f)', async () => {
    await declared(focal, nation, { kind: 'EV-CAMP', says: MET, on: ['P5f.1'] });
    expect(await cell(nation, 'P5f.1')).toMatchObject({ status: expect.not.stringMatching(/^met/), origin: null });
    expect((await drawer(nation, 'P5f.1')).evidence).toMatchObject([{ kind: 'EV-CAMP', weight: 'informs' }]);
    await declared(focal, nation, { kind: 'EV-CLAU', says: 'not-met', on: ['P5f.1'] });
    expect(await cell(nation, 'P5f.1')).toMatchObject({ status: 'not-met', origin: 'declared' });
  });
});

describe('F4', () => {
  it('a nil return is never met, and answers only what the edition lists for it (1, 3, 5c)', async () => {
    const member = await bed.signIn.focalPoint(other);
    await declared(member, other, { kind: 'EV-CASE', says: 'nil', on: ['P1.1', 'P5c.1', 'P3.3'] }, dayOf(new Date()));
    expect((await cell(other, 'P5c.1')).status).toBe('nothing-to-report');
    for (const id of ['P1.1', 'P3.3']) expect((await cell(other, id)).status, id).toMatch(/^not-(reported|asked)$/);
    expect((await drawer(other, 'P1.1')).evidence).toMatchObject([{ says: 'nil', weight: 'informs' }]);
  });
});

describe('F6', () => {
  it('a share of signatures never decides zero tolerance, a ban or taking no part (1, Appendix 1, Appendix 3)', async () => {
    await declared(staff, headquarters, { kind: 'EV-ACK', says: MET, on: ['A3.1'] });
    await measured(staff, headquarters, { kind: 'EV-ACK', says: 'not-met', on: ['A3.1', 'P1.1', 'P5c.1'] });
    expect(await cell(headquarters, 'A3.1', 'body')).toEqual({ status: 'met', origin: 'declared', difference: null });
    expect((await cell(headquarters, 'P1.1', 'body')).origin).toBeNull();
    // The duty about acknowledgement gets the share.
    expect(await cell(headquarters, 'P5c.1', 'body')).toMatchObject({ status: 'not-met', origin: 'measured' });
    await measured(trainer, nation, { kind: 'EV-ACK', says: 'not-met', on: ['A1.1'] });
    expect((await cell(nation, 'A1.1')).origin).toBeNull();
  });
});

describe('F8', () => {
  it('an old declaration does not soften a measured not met (5d)', async () => {
    const member = await bed.signIn.focalPoint(other);
    const officer = await bed.signIn.trainingOfficer(other);
    await declared(member, other, { kind: 'EV-TRN', says: MET, on: ['P5d.1'] });
    await declared(member, other, { kind: 'EV-NREP', says: MET, on: ['P5d.1'] });
    expect((await cell(other, 'P5d.1')).status).toBe('met');
    await measured(officer, other, { kind: 'EV-TRN', says: 'not-met', on: ['P5d.1'] });
    expect(await cell(other, 'P5d.1')).toEqual({ status: 'not-met', origin: 'measured', difference: 'open' });
  });
});

describe('F11', () => {
  it('clause 7 binds an operation, and 5c and 5f bind it once it lets contracts (7, 5c, 5f)', async () => {
    const operation = await bed.givenParty({ kind: 'operation', code: 'TEST-OP', name: 'Steady Hand' });
    const commander = await bed.signIn.commander(operation);
    const status = async (id: string) => (await cell(operation, id, 'operation')).status;
    for (const id of ['P7.1', 'P7.2']) expect(await status(id), id).toMatch(/^not-(reported|asked)$/);
    for (const id of ['P5c.1', 'P5f.1']) expect(await status(id), id).toBe('not-applicable');
    const contracting = { from: '2026-01-01', source: 'Order 12' };
    const set = await bed.call(office, 'PUT', `/desk/api/parties/${operation}/contracting`, contracting, { 'if-match': '"1"' });
    expect(set.status, set.text).toBe(200);
    for (const id of ['P5c.1', 'P5f.1']) expect(await status(id), id).toMatch(/^not-(reported|asked)$/);
    await measured(commander, operation, { kind: 'EV-TRN', says: 'partly-met', on: ['P7.2'] });
    expect(await cell(operation, 'P7.2', 'operation')).toMatchObject({ status: 'partly-met', origin: 'measured' });
    // Law, ratification and reports are a nation's.
    expect((await cell(operation, 'P5a.1', 'operation')).status).toBe('not-applicable');
  });
});
