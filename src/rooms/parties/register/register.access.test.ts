import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
const people: Record<string, TestPerson> = {};
let ours: string;
let operation: string;
let firm: string;
let unit: string;
let contribution: string;

const MATCH = { 'if-match': '"1"' };

beforeAll(async () => {
  bed = await openTestBed();
  ours = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Alderia', ally: false });
  const theirs = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  operation = await bed.givenParty({ kind: 'operation', code: 'OP-NORTH', name: 'North' });
  people.office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  people.focal = await bed.signIn.focalPoint(ours);
  people.stranger = await bed.signIn.focalPoint(theirs);
  people.operation = await bed.signIn.commander(operation);
  people.buyer = await bed.signIn.contractingOfficer(theirs);
  people.admin = await bed.signIn.platformAdmin();
  people.nobody = await bed.givenPerson('Nora');
  const name = { en: 'Brick & Sons', fr: 'Brick & Fils' };
  firm = (await bed.call(people.buyer, 'POST', '/desk/api/contractors', { code: 'BRICK', name, source: 'contract' })).body.partyId;
  unit = (await bed.call(people.focal, 'POST', `/desk/api/parties/${ours}/units`, { name: 'Company', location: 'Camp North' })).body.unitId;
  const confirmed = await bed.call(people.focal, 'POST', `/desk/api/parties/${ours}/contributions`, {
    operationId: operation,
    from: '2026-01-01',
    source: 's',
  });
  contribution = confirmed.body.contributionId;
});
afterAll(() => bed.close());

const NATION = { kind: 'nation', code: 'XC', name: { en: 'C', fr: 'C' }, source: 's' };
const commands = {
  'register a nation': () => ['POST', '/desk/api/parties', NATION] as const,
  'register a firm': () => ['POST', '/desk/api/contractors', { code: 'FIRM', name: NATION.name, source: 's' }] as const,
  'record an observed contribution': () =>
    ['POST', `/desk/api/parties/${ours}/observed-contributions`, { operationId: operation, source: 's' }] as const,
  'confirm a contribution': () =>
    [
      'POST',
      `/desk/api/parties/${ours}/contributions`,
      { operationId: operation, from: '2019-01-01', to: '2019-02-01', source: 's' },
    ] as const,
  'end a contribution': () => ['POST', `/desk/api/contributions/${contribution}/end`, { to: '2026-05-01' }] as const,
  'register a unit': () => ['POST', `/desk/api/parties/${ours}/units`, { name: 'Other' }] as const,
  'move a unit': () => ['PUT', `/desk/api/units/${unit}`, { superiorId: null, location: null }] as const,
  'plan a rotation': () =>
    ['POST', `/desk/api/units/${unit}/rotations`, { operationId: operation, contingent: 'C', from: '2026-01-01' }] as const,
};

test.each<[keyof typeof commands, string, number]>([
  ...(Object.keys(commands) as (keyof typeof commands)[]).map(
    (command) => [command, 'signedOut', 401] as [keyof typeof commands, string, number],
  ),
  ['register a nation', 'focal', 403],
  ['register a nation', 'admin', 403],
  ['register a firm', 'focal', 403],
  ['record an observed contribution', 'focal', 403],
  ['confirm a contribution', 'stranger', 403],
  ['confirm a contribution', 'operation', 403],
  ['confirm a contribution', 'admin', 403],
  ['end a contribution', 'stranger', 403],
  ['register a unit', 'stranger', 403],
  ['register a unit', 'admin', 403],
  // A unit of another nation gives the same answer as one that does not exist.
  ['move a unit', 'stranger', 404],
  ['move a unit', 'nobody', 404],
  ['plan a rotation', 'stranger', 404],
])('%s as %s: %i', async (command, who, status) => {
  const [method, url, body] = commands[command]();
  expect((await bed.call(people[who] ?? null, method, url, body, MATCH)).status).toBe(status);
});

test('a firm is visible to people who place contracts and to headquarters, and looks missing to others', async () => {
  const statuses = await Promise.all(
    ['office', 'buyer', 'focal', 'operation', 'nobody'].map(
      async (who) => (await bed.call(people[who] ?? null, 'GET', `/desk/api/parties/${firm}`)).status,
    ),
  );
  expect(statuses).toEqual([200, 200, 404, 404, 404]);
  const codes = async (who: string) =>
    (await bed.call(people[who] ?? null, 'GET', '/desk/api/parties?kind=contractor')).body.items.map(
      (party: { code: string }) => party.code,
    );
  expect([await codes('buyer'), await codes('focal')]).toEqual([['BRICK'], []]);
  expect((await bed.call(null, 'GET', `/desk/api/parties/${firm}`)).status).toBe(401);
});

test('units are visible to their nation and headquarters, and to an operation only while they serve in it', async () => {
  const seenBy = async (who: string) => (await bed.call(people[who] ?? null, 'GET', `/desk/api/parties/${ours}`)).body.units.length;
  expect([await seenBy('focal'), await seenBy('office'), await seenBy('stranger'), await seenBy('nobody')]).toEqual([1, 1, 0, 0]);
  expect(await seenBy('operation')).toBe(0);
  const planned = await bed.call(people.focal ?? null, 'POST', `/desk/api/units/${unit}/rotations`, {
    operationId: operation,
    contingent: 'C',
    from: '2026-01-01',
  });
  expect(await seenBy('operation')).toBe(1);
  const handOver = (day: string, version: number) =>
    bed.call(
      people.focal ?? null,
      'PUT',
      `/desk/api/rotations/${planned.body.rotationId}/hand-over`,
      { handOver: day },
      { 'if-match': `"${version}"` },
    );
  await handOver('2099-01-01', 1);
  expect(await seenBy('operation')).toBe(1);
  await handOver('2026-01-02', 2);
  expect([await seenBy('operation'), await seenBy('focal'), await seenBy('office')]).toEqual([0, 1, 1]);
});

test('the database refuses the same writes and reads by arbitrary SQL', async () => {
  const client = await bed.platform.pool.connect();
  const tries = async (who: string, sql: string, values: unknown[]) => {
    await client.query('begin');
    await client.query('select identity.open($1)', [people[who]?.token ?? '']);
    const outcome = await client.query(sql, values).then(
      (result) => result.rowCount,
      (error: { code: string }) => error.code,
    );
    await client.query('rollback');
    return outcome;
  };
  try {
    const insert = `insert into parties.party (id, kind, code, name_en, name_fr, source) values ($1, $2, $3, 'n', 'n', 's')`;
    expect(await tries('focal', insert, [randomUUID(), 'nation', 'XZ'])).toBe('42501');
    expect(await tries('buyer', insert, [randomUUID(), 'nation', 'XZ'])).toBe('42501');
    expect(await tries('buyer', insert, [randomUUID(), 'contractor', 'ZZZ'])).toBe(1);
    expect(await tries('stranger', 'update parties.contribution set to_day = $2 where id = $1', [contribution, '2026-02-01'])).toBe(0);
    expect(await tries('focal', 'update parties.contribution set from_day = $2 where id = $1', [contribution, '2020-01-01'])).toBe('42501');
    expect(await tries('nobody', 'select 1 from parties.unit', [])).toBe(0);
    expect(await tries('signedOut', 'select 1 from parties.unit', [])).toBe(0);
    expect(await tries('signedOut', `select 1 from parties.party where kind = 'contractor'`, [])).toBe(0);
    expect(await tries('signedOut', `select 1 from parties.party where kind = 'nation'`, [])).toBe(2);
  } finally {
    client.release();
  }
});
