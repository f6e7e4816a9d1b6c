import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';
import { COMPLETION_COLUMNS } from './completions-file.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
const who = {} as { officer: TestPerson; commander: TestPerson; stranger: TestPerson };
const REASON = 'Two numbers were mixed up';

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  who.officer = await bed.signIn.trainingOfficer(nation);
  who.commander = await bed.signIn.commander(nation);
  who.stranger = await bed.signIn.trainingOfficer(other);
  const table = [ROSTER_COLUMNS.join(';'), ...['QA-100', 'QA-101', 'QA-102'].map((number) => `${number};;contingent;;QUAY;;`)].join('\n');
  const { against } = (await bed.call(who.officer, 'POST', '/desk/api/rosters/preview', { partyId: nation, table })).body;
  await bed.call(who.officer, 'POST', '/desk/api/rosters', {
    partyId: nation,
    table,
    batchId: randomUUID(),
    title: 'R',
    total: 3,
    against,
  });
});
afterAll(() => bed.close());

const idOf = async (number: string) =>
  (await bed.deployer.query('select id from training.trainee where service_number = $1', [number])).rows[0].id as string;
const recordsOf = async (number: string, person = who.officer) =>
  (await bed.call(person, 'GET', `/desk/api/trainees/${await idOf(number)}/completions`)).body.completions;
const revoke = (id: string, person = who.officer) => bed.call(person, 'POST', `/desk/api/completions/${id}/revocation`, { reason: REASON });
const ready = async () => {
  const { persons, ready: able } = (await bed.call(who.officer, 'GET', `/desk/api/readiness/${nation}`)).body;
  return { persons, ready: able };
};
const complete = (row: string) =>
  bed.call(who.officer, 'POST', '/desk/api/completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), row].join('\n') });

describe('revoke-completion (5d, A2)', () => {
  test('removes the completion from the board and revokes its certificate', async () => {
    await complete('QA-100;G;1;2026-11-20;90;2026-11-20;');
    expect(await ready()).toEqual({ persons: 3, ready: 1 });
    const [record] = await recordsOf('QA-100');
    expect(record).toMatchObject({
      module: 'G',
      source: 'table',
      passedOn: '2026-11-20',
      signedOn: '2026-11-20',
      certificate: false,
      revokedOn: null,
    });
    const made = await bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/certificates`, { completionIds: [record.id] });
    const { number } = made.body.issued[0];

    expect((await revoke(record.id, who.commander)).status).toBe(403);
    expect((await revoke(record.id, who.stranger)).status).toBe(404);
    expect((await bed.call(who.officer, 'POST', `/desk/api/completions/${record.id}/revocation`, { reason: ' ' })).status).toBe(422);
    expect(await ready()).toEqual({ persons: 3, ready: 1 });

    expect((await revoke(record.id)).body).toEqual({ certificate: true });
    expect(await ready()).toEqual({ persons: 3, ready: 0 });
    expect((await revoke(record.id)).body.code).toBe('training/record-already-revoked');
    expect(await recordsOf('QA-100', who.commander)).toMatchObject([{ revokedOn: '2026-11-25', reason: REASON }]);
    // The public page shows it to anybody who has the paper, and it cannot be printed again.
    expect((await bed.call(null, 'GET', '/verify/list.json')).body.revoked).toHaveLength(1);
    expect((await bed.call(who.officer, 'GET', `/desk/api/certificates/${number}/certificate.pdf`)).body.code).toBe(
      'training/already-revoked',
    );
    const { rows } = await bed.deployer.query(
      `select o.detail, e.clause_ids as clauses, e.evidence_kind as kind from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'training/revoke-completion'`,
    );
    expect(rows).toMatchObject([
      { detail: { reason: REASON, module: 'G', source: 'table', certificate: true }, clauses: ['5d', 'A2'], kind: 'EV-TRN' },
    ]);
  });

  test('does not let the same source be imported again', async () => {
    expect((await complete('QA-100;G;1;2026-11-20;90;2026-11-20;')).body).toMatchObject({ imported: 0, known: 1 });
    expect(await ready()).toEqual({ persons: 3, ready: 0 });
    expect((await complete('QA-100;G;1;2026-11-21;90;2026-11-21;')).body).toMatchObject({ imported: 1 });
    expect(await ready()).toEqual({ persons: 3, ready: 1 });
  });

  test('gives a person who passed on another person’s access slip the check again, with all tries', async () => {
    const [trainee, attempt] = [await idOf('QA-101'), randomUUID()];
    await bed.deployer.query(
      `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at, answered_at, received_at, score, missed, passed, acknowledged_at, acknowledgement_hash)
        values ($1, $2, $3, 'G', 1, '[]', now(), now(), now(), 95, '{}', true, now(), sha256('x'))`,
      [attempt, trainee, nation],
    );
    await bed.deployer.query(
      `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, score, acknowledged_at, acknowledgement_hash, recorded_at)
        values ($1, $2, $3, 'G', 1, 'player', $4, now(), 95, now(), sha256('x'), now())`,
      [randomUUID(), trainee, nation, attempt],
    );
    const [record] = await recordsOf('QA-101');
    await revoke(record.id);
    const { rows } = await bed.deployer.query(
      `select a.passed, a.score, exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = 'G' and r.reset_by = $2) as forgiven
        from training.attempt a where a.id = $1`,
      [attempt, who.officer.personId],
    );
    expect(rows).toEqual([{ passed: false, score: 95, forgiven: true }]);
  });
});

describe('end-equivalent (5d, A2)', () => {
  const course = async (title: string, number: string) => {
    const elements = ['A2.1', 'A2.2a', 'A2.2b', 'A2.3a', 'A2.3b', 'A2.3c', 'A2.3d'];
    const equivalent = { title, provider: 'A school', module: 'G', elements, why: 'Read lesson by lesson' };
    const { id } = (await bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/equivalents`, equivalent)).body;
    await bed.call(who.officer, 'POST', `/desk/api/equivalents/${id}/takers`, { numbers: [number], completedOn: '2026-11-02' });
    return id as string;
  };
  const end = (id: string, keep: boolean, person = who.officer, version = 1) =>
    bed.call(person, 'POST', `/desk/api/equivalents/${id}/end`, { reason: REASON, keep }, { 'if-match': `"${version}"` });
  const under = async (id: string) =>
    (await recordsOf('QA-102')).filter(({ revokedOn }: { revokedOn: string | null }) => revokedOn === null && id !== '').length;

  test('ends the course with a reason, and keeps or revokes its completions as requested', async () => {
    const [first, second] = [await course('Six hours', 'QA-102'), await course('Seven hours', 'QA-102')];
    // The same day under another course is another record.
    expect(await under(first)).toBe(2);
    expect((await end(first, true, who.commander)).status).toBe(403);
    expect((await end(first, true, who.stranger)).status).toBe(403);
    expect((await end(first, true, who.officer, 7)).body.code).toBe('training/changed-since');
    expect((await end(first, true)).body).toEqual({ revoked: 0 });
    expect(await under(first)).toBe(2);
    expect((await end(second, false)).body).toEqual({ revoked: 1 });
    expect(await under(second)).toBe(1);
    expect((await end(second, false)).body.code).toBe('training/changed-since');
    const late = await bed.call(who.officer, 'POST', `/desk/api/equivalents/${first}/takers`, {
      numbers: ['QA-100'],
      completedOn: '2026-11-03',
    });
    expect(late.body.code).toBe('training/changed-since');
    expect((await bed.call(who.officer, 'GET', `/desk/api/parties/${nation}/recognition`)).body.equivalents).toEqual([]);
    const { rows } = await bed.deployer.query(
      `select end_reason as reason, ended_by as by from training.equivalent where id = any ($1) order by 1`,
      [[first, second]],
    );
    expect(rows).toEqual([first, second].map(() => ({ reason: REASON, by: who.officer.personId })));
  });
});
