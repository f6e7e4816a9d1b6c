import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { flushAccess } from '#platform/access-record.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// Reads of protected content are recorded, and so are refusals of signed-in people. No person can record a read in another person's name.
let bed: TestBed;
let aldmark: string;
let brevia: string;
let item: string;
let draft: string;
const people: Record<string, TestPerson> = {};
const CONTENT = {
  editionId: 'nato-thb-2004',
  obligationIds: ['P1.1'],
  kind: 'EV-POL',
  says: 'met',
  title: 'Title of it',
  date: '2025',
  source: 'S',
};

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  people.office = await bed.signIn.policyOffice();
  people.second = await bed.signIn.policyOffice();
  people.focal = await bed.signIn.focalPoint(aldmark);
  people.stranger = await bed.signIn.focalPoint(brevia);
  people.admin = await bed.signIn.partyAdmin(aldmark);
  people.otherAdmin = await bed.signIn.partyAdmin(brevia);
  people.inspector = await bed.signIn.auditor();
  people.platform = await bed.signIn.platformAdmin();
  item = (await bed.call(people.focal!, 'POST', `/desk/api/parties/${aldmark}/evidence`, CONTENT)).body.id;
  draft = (await bed.call(people.focal!, 'POST', `/desk/api/parties/${aldmark}/evidence`, CONTENT)).body.id;
  await bed.call(people.focal!, 'POST', `/desk/api/evidence/${item}/submit`, {}, { 'if-match': '"1"' });
});
afterAll(() => bed.close());
beforeEach(async () => {
  await flushAccess(bed.platform);
  await bed.deployer.query('delete from identity.access_record');
});

const get = (who: TestPerson | null, url: string) => bed.call(who, 'GET', `/desk/api/${url}`);

/** The records: who, kind of object, object, party, outcome. */
async function records() {
  await flushAccess(bed.platform);
  const { rows } = await bed.deployer.query(
    'select person_id, kind, object_id, party_id, outcome from identity.access_record order by minute, id',
  );
  const name = (id: string) => Object.entries(people).find(([, person]) => person.personId === id)?.[0];
  return rows
    .map((row) => ({ who: name(row.person_id), kind: row.kind, object: row.object_id, party: row.party_id, outcome: row.outcome }))
    .sort((a, b) => `${a.who} ${a.kind}`.localeCompare(`${b.who} ${b.kind}`));
}

/** Runs SQL as a person and rolls it back. Returns the rows, or the code of the refusal. */
async function sql(who: TestPerson, text: string, values: unknown[] = []): Promise<unknown> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [who.token]);
    return (await client.query(text, values)).rows;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('the access record', () => {
  test('counts a read of each kind once per person and minute', async () => {
    for (let n = 0; n < 3; n++) expect((await get(people.focal!, `evidence/${item}`)).status).toBe(200);
    await get(people.focal!, `parties/${aldmark}/evidence`);
    await get(people.focal!, `parties/${aldmark}/dossier`);
    await get(people.focal!, 'matrix');
    await get(people.focal!, 'people');
    expect(await records()).toEqual([
      { who: 'focal', kind: 'dossier', object: aldmark, party: aldmark, outcome: 'read' },
      { who: 'focal', kind: 'evidence', object: aldmark, party: aldmark, outcome: 'read' },
      { who: 'focal', kind: 'evidence-item', object: item, party: aldmark, outcome: 'read' },
      { who: 'focal', kind: 'matrix', object: null, party: null, outcome: 'read' },
      { who: 'focal', kind: 'people', object: null, party: null, outcome: 'read' },
    ]);
  });

  test('records a refusal of a signed-in person with its party, and invented ids in one row', async () => {
    expect((await get(people.stranger!, `evidence/${item}`)).status).toBe(404);
    expect((await get(people.office!, `evidence/${draft}`)).status).toBe(404);
    expect((await get(people.platform!, 'people')).status).toBe(200);
    for (let n = 0; n < 5; n++) await get(people.admin!, `evidence/${randomUUID()}`);
    expect(await records()).toEqual([
      { who: 'admin', kind: 'evidence-item', object: null, party: null, outcome: 'denied' },
      { who: 'office', kind: 'evidence-item', object: draft, party: aldmark, outcome: 'denied' },
      { who: 'platform', kind: 'people', object: null, party: null, outcome: 'read' },
      { who: 'stranger', kind: 'evidence-item', object: item, party: aldmark, outcome: 'denied' },
    ]);
  });

  test('records a refused command under its object, and leaves completed commands to the ledger', async () => {
    const post = (who: TestPerson, url: string, body: object = {}) =>
      bed.call(who, 'POST', `/desk/api/${url}`, body, { 'if-match': '"2"' });
    expect((await post(people.stranger!, `evidence/${item}/withdraw`, { reason: 'Not mine.' })).status).toBe(404);
    expect((await post(people.inspector!, `parties/${aldmark}/evidence`, CONTENT)).status).toBe(403);
    expect((await post(people.focal!, `parties/${aldmark}/evidence`, { ...CONTENT, title: '' })).status).toBe(422);
    expect((await post(people.focal!, `parties/${aldmark}/evidence`, CONTENT)).status).toBe(200);
    expect(await records()).toEqual([
      { who: 'inspector', kind: 'dossier', object: aldmark, party: aldmark, outcome: 'denied' },
      { who: 'stranger', kind: 'evidence-item', object: item, party: aldmark, outcome: 'denied' },
    ]);
  });

  test('records nothing without a session or with an invented one', async () => {
    await get(null, `evidence/${item}`);
    await bed.call({ personId: '', email: '', token: 'made-up' }, 'GET', `/desk/api/evidence/${item}`);
    expect(await records()).toEqual([]);
  });

  test('is written without a request, and later if the database was unavailable', async () => {
    await get(people.focal!, `evidence/${item}`);
    await expect.poll(async () => (await bed.deployer.query('select from identity.access_record')).rowCount).toBe(1);
    await bed.deployer.query('revoke execute on function identity.record_access(jsonb) from manumit_app');
    await get(people.focal!, `parties/${aldmark}/evidence`);
    await flushAccess(bed.platform);
    expect((await bed.deployer.query('select from identity.access_record')).rowCount).toBe(1);
    await bed.deployer.query('grant execute on function identity.record_access(jsonb) to manumit_app');
    await wait(10);
    expect(await records()).toHaveLength(2);
  });
});

describe('reading the access record', () => {
  const seen = (who: TestPerson) => sql(who, 'select distinct kind from identity.access_record order by kind');

  test('is open to the policy office, to auditors, and to the party’s administrator for that party', async () => {
    await get(people.focal!, `evidence/${item}`);
    await get(people.focal!, 'matrix');
    await flushAccess(bed.platform);
    for (const who of [people.office!, people.inspector!]) expect(await seen(who)).toEqual([{ kind: 'evidence-item' }, { kind: 'matrix' }]);
    expect(await seen(people.admin!)).toEqual([{ kind: 'evidence-item' }]);
    for (const who of ['focal', 'stranger', 'otherAdmin', 'platform']) expect(await seen(people[who]!), who).toEqual([]);
  });

  test('does not include adding, changing or deleting a record, even with the server’s own function', async () => {
    await get(people.focal!, `evidence/${item}`);
    await flushAccess(bed.platform);
    const forged = `insert into identity.access_record (minute, person_id, kind, outcome) values (now(), $1, 'people', 'read')`;
    expect(await sql(people.office!, forged, [people.focal!.personId])).toBe('42501');
    expect(await sql(people.office!, `update identity.access_record set outcome = 'denied'`)).toBe('42501');
    expect(await sql(people.office!, 'delete from identity.access_record')).toBe('42501');
    // Only its holder knows the hash of a session; the id of a person opens nothing.
    const note = 'select identity.record_access($1) as added';
    const row = { kind: 'evidence-item', object: item, outcome: 'read', age: 0 };
    expect(await sql(people.office!, note, [JSON.stringify([{ ...row, session: people.focal!.personId.replaceAll('-', '') }])])).toEqual([
      { added: 0 },
    ]);
    expect(await sql(people.office!, `select * from identity.object_of('evidence-item', $1)`, [item])).toBe('42501');
  });
});
