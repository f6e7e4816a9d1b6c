import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let office: TestPerson;
let focal: TestPerson;
let stranger: TestPerson;
let admin: TestPerson;
let ours: string;
let batchId: string;

const TABLE =
  'iso2,instrument,status,signature_date,action,action_date,action_precision,in_force_date,as_of,confidence,source,crosscheck,note\nXA,UNTOC,party,,,,,,2014,single-source,s,,';
const FIX = { instrument: 'TIP', status: 'party', asOf: '2026', confidence: 'one-source', source: 's', reason: 'r', supersedes: null };

beforeAll(async () => {
  bed = await openTestBed();
  ours = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Alderia' });
  const theirs = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  focal = await bed.signIn.focalPoint(ours);
  stranger = await bed.signIn.focalPoint(theirs);
  admin = await bed.givenPerson('Ada', [{ role: ROLE.platformAdmin }, { role: ROLE.partyAdmin, partyId: ours }]);
  const applied = await bed.call(office, 'POST', '/desk/api/treaty-imports', { title: 't', table: TABLE });
  batchId = applied.body.batchId;
});
afterAll(() => bed.close());

const who = {
  'signed out': () => null,
  'another nation': () => stranger,
  'the nation itself': () => focal,
  'an administrator': () => admin,
};
const MATCH = { 'if-match': '"1"' };

test.each<[keyof typeof who, string, () => [string, unknown], number]>([
  ['signed out', 'import', () => ['/desk/api/treaty-imports', { title: 't', table: TABLE }], 401],
  ['another nation', 'import', () => ['/desk/api/treaty-imports', { title: 't', table: TABLE }], 403],
  ['the nation itself', 'import', () => ['/desk/api/treaty-imports', { title: 't', table: TABLE }], 403],
  ['an administrator', 'import', () => ['/desk/api/treaty-imports', { title: 't', table: TABLE }], 403],
  ['signed out', 'preview', () => ['/desk/api/treaty-imports/preview', { title: 't', table: TABLE }], 401],
  ['the nation itself', 'preview', () => ['/desk/api/treaty-imports/preview', { title: 't', table: TABLE }], 403],
  ['signed out', 'undo', () => [`/desk/api/treaty-imports/${batchId}/undo`, { reason: 'r' }], 401],
  ['the nation itself', 'undo', () => [`/desk/api/treaty-imports/${batchId}/undo`, { reason: 'r' }], 403],
  ['an administrator', 'undo', () => [`/desk/api/treaty-imports/${batchId}/undo`, { reason: 'r' }], 403],
  ['signed out', 'correct', () => [`/desk/api/parties/${ours}/treaties`, FIX], 401],
  ['another nation', 'correct', () => [`/desk/api/parties/${ours}/treaties`, FIX], 403],
  ['signed out', 'accept', () => [`/desk/api/parties/${ours}/treaties/${randomUUID()}/accept`, { reason: 'r' }], 401],
  ['another nation', 'accept', () => [`/desk/api/parties/${ours}/treaties/${randomUUID()}/accept`, { reason: 'r' }], 403],
  ['the nation itself', 'accept', () => [`/desk/api/parties/${ours}/treaties/${randomUUID()}/accept`, { reason: 'r' }], 403],
  ['an administrator', 'accept', () => [`/desk/api/parties/${ours}/treaties/${randomUUID()}/accept`, { reason: 'r' }], 403],
  ['an administrator', 'correct', () => [`/desk/api/parties/${ours}/treaties`, FIX], 403],
])('%s may not %s', async (name, _action, request, status) => {
  const [url, body] = request();
  expect((await bed.call(who[name](), 'POST', url, body, MATCH)).status).toBe(status);
});

test('the database refuses arbitrary SQL on another nation’s row, and a focal point’s on a batch', async () => {
  const client = await bed.platform.pool.connect();
  const tries = async (person: TestPerson, sql: string, values: unknown[]) => {
    await client.query('begin');
    await client.query('select identity.open($1)', [person.token]);
    const outcome = await client.query(sql, values).then(
      (result) => result.rowCount,
      (error: { code: string }) => error.code,
    );
    await client.query('rollback');
    return outcome;
  };
  const insert = `insert into nations.treaty_action (id, party_id, instrument, status, as_of, confidence, source, recorded_at, recorded_by, reason, origin)
    values ($1, $2, 'TIP', 'party', '2026', 'one-source', 's', now(), $3, 'r', $4)`;
  try {
    expect(await tries(stranger, insert, [randomUUID(), ours, stranger.personId, 'declared'])).toBe('42501');
    expect(await tries(focal, insert, [randomUUID(), ours, focal.personId, 'public-source'])).toBe('42501');
    expect(await tries(focal, insert, [randomUUID(), ours, focal.personId, 'declared'])).toBe(1);
    expect(
      await tries(focal, `update nations.import_batch set undone_at = now(), undone_by = $1, undo_reason = 'x' where id = $2`, [
        focal.personId,
        batchId,
      ]),
    ).toBe(0);
    expect(await tries(office, `update nations.treaty_action set status = 'not-party' where party_id = $1`, [ours])).toBe('42501');
    expect(await tries(office, `delete from nations.treaty_action where party_id = $1`, [ours])).toBe('42501');
    expect(await tries(focal, `select evidence.withdraw_recorded(array[$1::uuid], now(), 'x')`, [randomUUID()])).toBe('42501');
  } finally {
    client.release();
  }
});

test('an unknown id is not found, and a stale version is answered with both versions', async () => {
  expect((await bed.call(office, 'POST', `/desk/api/treaty-imports/${randomUUID()}/undo`, { reason: 'r' }, MATCH)).status).toBe(404);
  expect((await bed.call(office, 'GET', `/desk/api/parties/${randomUUID()}/treaties`)).status).toBe(404);
  const stale = await bed.call(office, 'POST', `/desk/api/treaty-imports/${batchId}/undo`, { reason: 'r' }, { 'if-match': '"7"' });
  expect([stale.status, stale.body.current, stale.body.yours]).toEqual([412, 1, 7]);
});

test('the treaty table is the same signed out and signed in', async () => {
  const answers = await Promise.all([bed.call(null, 'GET', '/api/v1/treaties'), bed.call(stranger, 'GET', '/api/v1/treaties')]);
  expect(answers[0]?.text).toBe(answers[1]?.text);
  expect((await bed.call(null, 'GET', `/desk/api/parties/${ours}/treaties`)).status).toBe(401);
});
