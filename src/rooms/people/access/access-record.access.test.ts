import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { flushAccess } from '#platform/access-record.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// Reads of protected content are recorded, and so are refusals of signed-in people. Nobody can record a read in another person's name.
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
  people.office = await bed.givenPerson('Ines', [{ role: 'policy-office' }]);
  people.second = await bed.givenPerson('Joris', [{ role: 'policy-office' }]);
  people.focal = await bed.givenPerson('Mira', [{ role: 'focal-point', partyId: aldmark }]);
  people.stranger = await bed.givenPerson('Bruno', [{ role: 'focal-point', partyId: brevia }]);
  people.admin = await bed.givenPerson('Wanda', [{ role: 'party-admin', partyId: aldmark }]);
  people.otherAdmin = await bed.givenPerson('Otto', [{ role: 'party-admin', partyId: brevia }]);
  people.auditor = await bed.givenPerson('Peter', [{ role: 'auditor' }]);
  people.platform = await bed.givenPerson('Zoe', [{ role: 'platform-admin' }]);
  item = (await bed.call(people.focal!, 'POST', `/desk/api/parties/${aldmark}/evidence`, CONTENT)).body.id;
  draft = (await bed.call(people.focal!, 'POST', `/desk/api/parties/${aldmark}/evidence`, CONTENT)).body.id;
  await bed.call(people.focal!, 'POST', `/desk/api/evidence/${item}/submit`, {}, { 'if-match': '"1"' });
});
afterAll(() => bed.close());
beforeEach(async () => {
  await flushAccess(bed.platform);
  await bed.deployer.query('delete from identity.access_record');
});

const get = (who: string | null, url: string) => bed.call(who === null ? null : people[who]!, 'GET', `/desk/api/${url}`);

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
async function sql(who: string, text: string, values: unknown[] = []): Promise<unknown> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [people[who]!.token]);
    return (await client.query(text, values)).rows;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('what is recorded', () => {
  test('a read of each kind, once per person and minute however often', async () => {
    for (let n = 0; n < 3; n++) expect((await get('focal', `evidence/${item}`)).status).toBe(200);
    await get('focal', `parties/${aldmark}/evidence`);
    await get('focal', `parties/${aldmark}/dossier`);
    await get('focal', 'matrix');
    await get('focal', 'people');
    expect(await records()).toEqual([
      { who: 'focal', kind: 'dossier', object: aldmark, party: aldmark, outcome: 'read' },
      { who: 'focal', kind: 'evidence', object: aldmark, party: aldmark, outcome: 'read' },
      { who: 'focal', kind: 'evidence-item', object: item, party: aldmark, outcome: 'read' },
      { who: 'focal', kind: 'matrix', object: null, party: null, outcome: 'read' },
      { who: 'focal', kind: 'people', object: null, party: null, outcome: 'read' },
    ]);
  });

  test('a refusal of a signed-in person, with its party; invented ids leave one row', async () => {
    expect((await get('stranger', `evidence/${item}`)).status).toBe(404);
    expect((await get('office', `evidence/${draft}`)).status).toBe(404);
    expect((await get('platform', 'people')).status).toBe(200);
    for (let n = 0; n < 5; n++) await get('admin', `evidence/${randomUUID()}`);
    expect(await records()).toEqual([
      { who: 'admin', kind: 'evidence-item', object: null, party: null, outcome: 'denied' },
      { who: 'office', kind: 'evidence-item', object: draft, party: aldmark, outcome: 'denied' },
      { who: 'platform', kind: 'people', object: null, party: null, outcome: 'read' },
      { who: 'stranger', kind: 'evidence-item', object: item, party: aldmark, outcome: 'denied' },
    ]);
  });

  test('a refused command, under its object; a completed one is in the ledger alone', async () => {
    const act = (who: string, url: string, body: object = {}) =>
      bed.call(people[who]!, 'POST', `/desk/api/${url}`, body, { 'if-match': '"2"' });
    expect((await act('stranger', `evidence/${item}/withdraw`, { reason: 'Not mine.' })).status).toBe(404);
    expect((await act('auditor', `parties/${aldmark}/evidence`, CONTENT)).status).toBe(403);
    expect((await act('focal', `parties/${aldmark}/evidence`, { ...CONTENT, title: '' })).status).toBe(422);
    expect((await act('focal', `parties/${aldmark}/evidence`, CONTENT)).status).toBe(200);
    expect(await records()).toEqual([
      { who: 'auditor', kind: 'dossier', object: aldmark, party: aldmark, outcome: 'denied' },
      { who: 'stranger', kind: 'evidence-item', object: item, party: aldmark, outcome: 'denied' },
    ]);
  });

  test('nothing of strangers: neither without a session nor with a made-up one', async () => {
    await get(null, `evidence/${item}`);
    await bed.call({ personId: '', email: '', token: 'made-up' }, 'GET', `/desk/api/evidence/${item}`);
    expect(await records()).toEqual([]);
  });

  test('it is written by itself, and what the database could not take is written later', async () => {
    await get('focal', `evidence/${item}`);
    await expect.poll(async () => (await bed.deployer.query('select from identity.access_record')).rowCount).toBe(1);
    await bed.deployer.query('revoke execute on function identity.note_access(jsonb) from manumit_app');
    await get('focal', `parties/${aldmark}/evidence`);
    await flushAccess(bed.platform);
    expect((await bed.deployer.query('select from identity.access_record')).rowCount).toBe(1);
    await bed.deployer.query('grant execute on function identity.note_access(jsonb) to manumit_app');
    await wait(10);
    expect(await records()).toHaveLength(2);
  });
});

describe('who may do what with the records', () => {
  const seen = (who: string) => sql(who, 'select distinct kind from identity.access_record order by kind');

  test('read by the policy office and auditors, and by the administrator of the party it is of', async () => {
    await get('focal', `evidence/${item}`);
    await get('focal', 'matrix');
    await flushAccess(bed.platform);
    for (const who of ['office', 'auditor']) expect(await seen(who)).toEqual([{ kind: 'evidence-item' }, { kind: 'matrix' }]);
    expect(await seen('admin')).toEqual([{ kind: 'evidence-item' }]);
    for (const who of ['focal', 'stranger', 'otherAdmin', 'platform']) expect(await seen(who), who).toEqual([]);
  });

  test('nobody adds, changes or deletes a record, not even with the function that the server uses', async () => {
    await get('focal', `evidence/${item}`);
    await flushAccess(bed.platform);
    const forged = `insert into identity.access_record (minute, person_id, kind, outcome) values (now(), $1, 'people', 'read')`;
    expect(await sql('office', forged, [people.focal!.personId])).toBe('42501');
    expect(await sql('office', `update identity.access_record set outcome = 'denied'`)).toBe('42501');
    expect(await sql('office', 'delete from identity.access_record')).toBe('42501');
    // Only its holder knows the hash of a session; the id of a person opens nothing.
    const note = 'select identity.note_access($1) as added';
    const row = { kind: 'evidence-item', object: item, outcome: 'read', age: 0 };
    expect(await sql('office', note, [JSON.stringify([{ ...row, session: people.focal!.personId.replaceAll('-', '') }])])).toEqual([
      { added: 0 },
    ]);
    expect(await sql('office', `select * from identity.object_of('evidence-item', $1)`, [item])).toBe('42501');
  });
});
