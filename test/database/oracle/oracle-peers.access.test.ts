import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import type { Role } from '../../oracle/attributes.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';
import { addressesOf } from './server-addresses.ts';
import { makeAskers } from './subjects.ts';
import { buildWorld, EDITION, OBLIGATIONS, type World } from './world.ts';

// Known need-to-know faults of other products, each tried against its nearest equivalent here. The numbers are those of the other products.
let bed: TestBed;
let world: World;
let own: string;
let other: string;
const people: Record<string, TestPerson> = {};

beforeAll(async () => {
  bed = await openTestBed();
  world = await buildWorld(bed);
  own = world.parties.nation!.id;
  other = world.parties['other-nation']!.id;
  const wanted: [string, Role][] = [
    ['focal', ROLE.focalPoint],
    ['judge', ROLE.reviewer],
    ['admin', ROLE.partyAdmin],
  ];
  const askers = await makeAskers(world, [
    ...wanted.map(([name, role]) => ({ name, grants: [{ role, at: world.parties.nation! }] })),
    ...['office', 'second'].map((name) => ({ name, grants: [{ role: ROLE.policyOffice, at: world.parties.headquarters! }] })),
  ]);
  for (const { name, who } of askers) if (who) people[name] = who;
});
afterAll(() => bed.close());

const send = (who: TestPerson, method: 'GET' | 'POST' | 'PUT', url: string, body?: object, version = 1) =>
  bed.call(who, method, `/desk/api/${url}`, body, method === 'GET' ? {} : { 'if-match': `"${version}"` });
const idOf = async (from: string, party = own): Promise<string> => {
  const { rows } = await bed.deployer.query(`select id from ${from} order by id limit 1`, [party]);
  return rows[0].id;
};
const mine = (table: string, where = 'true') => idOf(`${table} where party_id = $1 and ${where}`);
const theirs = (table: string, where = 'true') => idOf(`${table} where party_id = $1 and ${where}`, other);
const participationIn = (state: string, party = own) => idOf(`reviews.participation where party_id = $1 and state = '${state}'`, party);
const withoutIds = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
const ITEM = {
  editionId: EDITION,
  obligationIds: [OBLIGATIONS[0]],
  kind: 'EV-POL',
  says: 'met',
  title: 't',
  date: '2026-01-01',
  source: 's',
};
const FINDING = {
  grade: 'urge',
  title: 't',
  text: 't',
  obligationIds: [OBLIGATIONS[0]],
  citesAbsence: false,
  owner: 'o',
  due: '2030-01-01',
};

test('peer: Primero 3c44a1ee93, a child of another record is not reached through the record in the address', async () => {
  const participation = await participationIn('commenting');
  const item = await theirs('evidence.item', `state = 'submitted' and released_at is null`);
  const finding = await mine('reviews.finding', `state = 'reported'`);
  const tries: [string, TestPerson, 'POST' | 'PUT', string, (id: string) => object, string][] = [
    [
      'comment on a finding',
      people.focal!,
      'POST',
      `participations/${participation}/comments`,
      (findingId) => ({ findingId, obligationId: null, text: 't', done: false }),
      await theirs('reviews.finding', `state = 'drafted'`),
    ],
    [
      'finding that cites an item',
      people.judge!,
      'POST',
      `participations/${participation}/findings`,
      (id) => ({ ...FINDING, evidenceIds: [id] }),
      item,
    ],
    [
      'progress that cites an item',
      people.focal!,
      'POST',
      `findings/${finding}/progress`,
      (id) => ({ text: 't', evidenceIds: [id] }),
      item,
    ],
    [
      'item that shows a file',
      people.focal!,
      'POST',
      `parties/${own}/evidence`,
      (documentId) => ({ ...ITEM, documentId }),
      await theirs('evidence.document', 'not by_office'),
    ],
    [
      'unit under a superior',
      people.focal!,
      'POST',
      `parties/${own}/units`,
      (superiorId) => ({ name: 'n', superiorId }),
      await theirs('parties.unit'),
    ],
    [
      'correction of a treaty row',
      people.focal!,
      'POST',
      `parties/${own}/treaties`,
      (supersedes) => ({
        instrument: 'UNTOC',
        status: 'party',
        asOf: '2030-01-01',
        confidence: 'one-source',
        source: 's',
        reason: 'r',
        supersedes,
      }),
      await theirs('nations.treaty_action'),
    ],
  ];
  for (const [what, who, method, url, body, foreign] of tries) {
    const swapped = await send(who, method, url, body(foreign));
    const missing = await send(who, method, url, body(randomUUID()));
    expect(swapped.status, `${what}: ${swapped.text}`).toBeGreaterThanOrEqual(400);
    expect(withoutIds(swapped.text), what).toBe(withoutIds(missing.text));
  }
});

test('peer: Primero 3c44a1ee93, an id in the body or query does not replace the one in the address', async () => {
  const body = await send(people.focal!, 'POST', `parties/${own}/evidence`, { ...ITEM, partyId: other });
  expect([body.status, body.body.code]).toEqual([422, 'platform/invalid-input']);
  const list = await send(people.focal!, 'GET', `parties/${own}/evidence?limit=100`);
  expect((await send(people.focal!, 'GET', `parties/${own}/evidence?limit=100&partyId=${other}`)).text).toBe(list.text);
  expect((await send(people.focal!, 'GET', `parties/${other}/evidence?limit=100&partyId=${own}`)).status).toBe(403);
  const report = await send(people.focal!, 'GET', `rounds/${world.rounds.adopted}/report?partyId=${other}`);
  const nobody = await send(people.focal!, 'GET', `rounds/${world.rounds.adopted}/report?partyId=${randomUUID()}`);
  expect([report.status, report.text]).toEqual([404, nobody.text]);
});

test('peer: Primero 0d1d510309 and eb676a4b1a, a person cannot extend their own roles or party', async () => {
  for (const role of [ROLE.policyOffice, ROLE.partyAdmin, ROLE.reviewer, ROLE.focalPoint])
    expect((await send(people.admin!, 'POST', 'grants', { personId: people.admin!.personId, role, partyId: own })).status, role).toBe(403);
  for (const field of ['role', 'grants', 'partyId', 'disabledAt', 'kind', 'email'])
    expect((await bed.call(people.admin!, 'PUT', '/desk/api/session/language', { language: 'en', [field]: 'x' })).status, field).toBe(422);
  const me = people.admin!.personId;
  for (const sql of [
    `update identity.role_grant set role = '${ROLE.policyOffice}' where person_id = '${me}'`,
    `update identity.role_grant set party_id = '${other}', valid_to = null where person_id = '${me}'`,
    `update identity.person set kind = 'installation' where id = '${me}'`,
    `update identity.session set person_id = '${people.office!.personId}' where person_id = '${me}'`,
    `insert into identity.role_grant (id, person_id, role) values (gen_random_uuid(), '${me}', '${ROLE.policyOffice}')`,
  ])
    expect(await codeOf(people.admin!, sql), sql).toBe('42501');
});

test('peer: CISO Assistant 26bcf13a4 and 27e80d827, totals count only what their reader may see', async () => {
  const matrix = await send(people.focal!, 'GET', 'matrix?kind=nation');
  expect(matrix.body.rows.map((row: { partyId: string }) => row.partyId)).toEqual([own]);
  expect(matrix.body.counts).toEqual({ nation: 1, body: 0, operation: 0, contractor: 0, partner: 0 });
  const round = await send(people.focal!, 'GET', `rounds/${world.rounds.drafts}`);
  expect(round.body.participations.map((participation: { party: { id: string } }) => participation.party.id)).toEqual([own]);
  expect(round.body.findings).toEqual({ urge: 1, recommend: 0, suggest: 0 });
  expect((await send(people.focal!, 'GET', `rounds/${world.rounds.open}`)).body.findings).toEqual({ urge: 0, recommend: 0, suggest: 0 });
  const ratings = await send(people.focal!, 'GET', `rounds/${world.rounds.drafts}/ratings`);
  expect(ratings.body.ratings.map((rating: { partyId: string }) => rating.partyId)).toEqual([own]);
  expect((await send(people.focal!, 'GET', `rounds/${world.rounds.open}/ratings`)).body.ratings).toEqual([]);
});

test('peer: CISO Assistant 49c45ba66, a1327a4b9, feb4b4f81, 7e8a72f86, log and restore are subject to the same checks', async () => {
  for (const url of ['retention', 'access-records', 'access-reviews'])
    expect((await send(people.focal!, 'GET', url)).status, url).toBe(403);
  // No installation is restored, imported or exported over HTTP. Tables are imported (treaties; evidence, parties and people), each under a permission.
  const doors = addressesOf(bed.server).map(([method, url]) => `${method} ${url}`);
  expect(
    doors.filter((door) => /restore|backup|export|dump|\/import/.test(door) && !/^(GET|POST) \/desk\/api\/(treaty-)?imports/.test(door)),
  ).toEqual([]);
});

test('peer: GlobaLeaks #2833, tasks are shown only for the person’s own party', async () => {
  for (const who of ['focal', 'judge', 'admin'])
    for (const url of ['tasks', 'hand-overs']) {
      const { status, text } = await send(people[who]!, 'GET', url);
      expect(status).toBe(200);
      for (const party of Object.values(world.parties)) if (party.id !== own) expect(text, `${who} ${url}`).not.toContain(party.id);
    }
  expect(
    (await send(people.judge!, 'GET', 'tasks')).body.reviews.tasks.length +
      (await send(people.focal!, 'GET', 'tasks')).body.reviews.tasks.length,
  ).toBeGreaterThan(0);
});

test('peer: Moodle CVE-2025-3647, -3644, -67856, 2023-5549, a move is checked at its source and at its destination', async () => {
  const unit = await mine('parties.unit');
  const there = await theirs('parties.unit');
  const under = await send(people.focal!, 'PUT', `units/${unit}`, { superiorId: there, location: null });
  const nowhere = await send(people.focal!, 'PUT', `units/${unit}`, { superiorId: randomUUID(), location: null });
  expect([under.status, under.text]).toEqual([404, nowhere.text]);
  // An item, a participation and a unit stay with their party, also under a person's own SQL.
  for (const table of ['evidence.item', 'reviews.participation', 'parties.unit'])
    expect(await codeOf(people.focal!, `update ${table} set party_id = '${other}' where party_id = '${own}'`), table).toBe('42501');
  const newcomer = world.parties['third-nation']!.author;
  const bound = await send(people.admin!, 'POST', 'grants', {
    personId: newcomer,
    role: ROLE.trainingOfficer,
    partyId: own,
    unitId: there,
  });
  expect(bound.status, bound.text).toBeGreaterThanOrEqual(400);
});

test('peer: OpenEMR CVE-2026-24487, a table without row-level security is found, and one without policies shows no rows', async () => {
  await bed.deployer.query(
    'create table reviews.forgotten (id int, party_id uuid); insert into reviews.forgotten values (1, null); grant select on reviews.forgotten to manumit_app',
  );
  const open = `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and not (c.relrowsecurity and c.relforcerowsecurity) order by 1`;
  expect((await bed.deployer.query(open)).rows).toEqual([{ name: 'reviews.forgotten' }]);
  await bed.deployer.query(
    'alter table reviews.forgotten enable row level security; alter table reviews.forgotten force row level security',
  );
  expect(await rowsOf(people.office!, 'select * from reviews.forgotten')).toEqual([]);
  await bed.deployer.query('drop table reviews.forgotten');
});

describe('peer: InterSystems HSDD-2316, an empty list of permissions permits nothing', () => {
  test('to a person without a role, who has an empty set of parties', async () => {
    const { personId, token } = people.judge!;
    expect(await rowsOf({ token }, `select cardinality(identity.parties('{${ROLE.reviewer}}')) as n`)).toEqual([{ n: 1 }]);
    await bed.deployer.query('update identity.role_grant set ended_at = now() where person_id = $1', [personId]);
    expect(
      await rowsOf({ token }, `select cardinality(identity.parties('{${ROLE.reviewer}}')) as n, identity.holds('{}') as held`),
    ).toEqual([{ n: 0, held: false }]);
    // Corrections of a report that was released to all are read like the report, by everyone who is signed in.
    for (const table of [
      'evidence.summary',
      'reviews.participation',
      'reviews.rating where round_id is null',
      'parties.unit',
      'commitments.answer',
    ])
      expect(await rowsOf({ token }, `select 1 from ${table}`), table).toEqual([]);
  });

  test('from the next request after a role, session or account has ended', async () => {
    const rotation = { name: `Unit ${randomUUID()}` };
    expect((await send(people.admin!, 'POST', `parties/${own}/units`, rotation)).status).toBe(200);
    await bed.deployer.query('update identity.role_grant set ended_at = now() where person_id = $1', [people.admin!.personId]);
    expect((await send(people.admin!, 'POST', `parties/${own}/units`, rotation)).status).toBe(403);
    expect((await send(people.focal!, 'POST', `parties/${own}/units`, rotation)).status).toBe(200);
    await bed.deployer.query('delete from identity.session where person_id = $1', [people.focal!.personId]);
    expect((await send(people.focal!, 'POST', `parties/${own}/units`, rotation)).status).toBe(401);
    expect((await send(people.focal!, 'GET', `parties/${own}/dossier`)).status).toBe(401);
    expect((await send(people.office!, 'GET', `parties/${own}/dossier`)).status).toBe(200);
    await bed.deployer.query('update identity.person set disabled_at = now() where id = $1', [people.office!.personId]);
    expect((await send(people.office!, 'GET', `parties/${own}/dossier`)).status).toBe(401);
    expect((await send(people.office!, 'POST', 'people', { name: 'n', email: 'late@example.org', language: 'en' })).status).toBe(401);
  });
});

async function rowsOf({ token }: { token: string }, sql: string): Promise<unknown[]> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [token]);
    return (await client.query(sql)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const codeOf = (who: TestPerson, sql: string): Promise<unknown> =>
  rowsOf(who, sql).then(
    (rows) => rows,
    (error: { code: string }) => error.code,
  );

test('a person who enters evidence may request the purge of a colleague’s signed item, but cannot sign an item that way', async () => {
  const [officer] = await makeAskers(world, [{ name: 'officer', grants: [{ role: ROLE.contractingOfficer, at: world.parties.nation! }] }]);
  const item = await mine('evidence.item', `state = 'submitted' and origin = 'declared' and not by_office and released_at is null`);
  const draft = await mine('evidence.item', `state = 'draft' and not by_office`);
  const asked = await bed.call(officer!.who, 'POST', `/desk/api/evidence/${item}/request-purge`, { reason: 'r' }, { 'if-match': '"1"' });
  expect(asked.status, asked.text).toBe(200);
  const sign = `update evidence.item set state = 'purge-requested', submitted_at = now(), counts_on = '2026-01-01', signed_by = identity.person(), purge_requested_by = identity.person(),
    purge_requested_at = now(), purge_reason = 'r' where id = '${draft}'`;
  expect(await codeOf(officer!.who!, sign)).toBe('42501');
});
