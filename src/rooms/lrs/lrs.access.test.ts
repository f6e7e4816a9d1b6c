import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { CREDENTIAL } from './authenticate.ts';
import { listCredentials } from './credentials/list-credentials.query.ts';
import { aStatement, givenCredential, installationToken, type Sender, send } from './fixtures.ts';

let bed: TestBed;
const parties = {} as Record<'one' | 'two', string>;
const senders = {} as Record<'one' | 'sibling' | 'two', Sender>;
const people = {} as Record<'officer' | 'other' | 'focal' | 'office', TestPerson>;
const mine = aStatement('SN-SECRET');
const state = `activities/state?${new URLSearchParams({ activityId: mine.object.id, agent: JSON.stringify(mine.actor), stateId: 'x' })}`;

beforeAll(async () => {
  bed = await openTestBed();
  parties.one = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  parties.two = await bed.givenParty({ kind: 'contractor', code: 'FIRM', name: 'A firm' });
  senders.one = await givenCredential(bed, parties.one, 'academy');
  senders.sibling = await givenCredential(bed, parties.one, 'navy');
  senders.two = await givenCredential(bed, parties.two, 'academy');
  people.officer = await bed.signIn.trainingOfficer(parties.one);
  people.other = await bed.signIn.trainingOfficer(parties.two);
  people.focal = await bed.signIn.focalPoint(parties.one);
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  people.office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  expect((await send(bed, senders.one, 'POST', 'statements', { body: mine })).status).toBe(200);
  expect((await send(bed, senders.one, 'PUT', state, { body: { at: 3 } })).status).toBe(204);
});
afterAll(() => bed.close());

/** Runs arbitrary SQL under the claims that a token gives. */
async function under<T>(
  open: string,
  token: string,
  work: (ask: (sql: string, values?: unknown[]) => Promise<unknown[]>) => Promise<T>,
): Promise<T> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query(`select ${open}($1)`, [token]);
    return await work(async (sql, values) => (await client.query(sql, values)).rows);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const tokenOf = ({ key, secret }: Sender) => `${key}:${secret}`;
const TABLES = ['statement', 'mention', 'attachment', 'document'];

it('a source reads only its own statements and documents, not even those of its party’s other sources', async () => {
  for (const other of [senders.sibling, senders.two]) {
    expect((await send(bed, other, 'GET', 'statements')).body.statements).toEqual([]);
    const missing = await send(bed, other, 'GET', `statements?statementId=${randomUUID()}`);
    expect((await send(bed, other, 'GET', `statements?statementId=${mine.id}`)).text).toBe(missing.text);
    expect((await send(bed, other, 'GET', state)).status).toBe(404);
    expect((await send(bed, other, 'DELETE', state)).status).toBe(204);
    expect((await send(bed, other, 'GET', `activities?activityId=${mine.object.id}`)).body.definition).toBeUndefined();
    // The same id reveals nothing about what another source stored under it.
    expect((await send(bed, other, 'POST', 'statements', { body: { ...aStatement('SN-OTHER'), id: mine.id } })).status).toBe(200);
    for (const table of TABLES)
      await under('lrs.open', tokenOf(other), async (ask) =>
        expect(await ask(`select from lrs.${table} where source_id <> lrs.own_source()`)).toEqual([]),
      );
  }
  expect((await send(bed, senders.one, 'GET', state)).body).toEqual({ at: 3 });
  expect((await send(bed, senders.one, 'GET', `statements?statementId=${mine.id}`)).body.actor).toMatchObject(mine.actor);
});

it('a source writes only under its own id, even with arbitrary SQL', async () => {
  const foreign = (await bed.deployer.query(`select s.id from lrs.source s where s.party_id = $1`, [parties.two])).rows[0].id;
  const refused = async (sql: string, values: unknown[] = []) =>
    await under('lrs.open', tokenOf(senders.one), async (ask) =>
      expect(ask(sql, values), sql).rejects.toThrow(/row-level security|permission denied/),
    );
  await refused(`insert into lrs.document values ($1, '', null, 'x', 'x', '', '', now())`, [foreign]);
  await refused(`insert into lrs.attachment values ($1, repeat('a', 64), '', now())`, [foreign]);
  await refused(`insert into lrs.statement (source_id, party_id, id, stored_at, verb_key, voiding, completes, statement)
    select source_id, party_id, gen_random_uuid(), now(), 1, false, true, statement from lrs.statement limit 1`);
  await refused('update lrs.statement set statement = statement');
  await refused('delete from lrs.statement');
  await refused('update lrs.document set source_id = $1', [foreign]);
  await refused('select secret_hash from lrs.credential');
  await refused(`insert into lrs.source values (gen_random_uuid(), $1, 'x', now(), lrs.own_source())`, [parties.one]);
  await under('lrs.open', tokenOf(senders.one), async (ask) => {
    await ask(`select set_config('manumit.claims', replace(current_setting('manumit.claims'), lrs.own_source()::text, $1), true)`, [
      foreign,
    ]);
    expect(await ask('select lrs.own_source() as s')).toEqual([{ s: null }]);
    expect(await ask('select from lrs.statement')).toEqual([]);
  });
});

it('a source has no other access: no people, no desk, no roles', async () => {
  await under('lrs.open', tokenOf(senders.one), async (ask) => {
    expect(await ask('select identity.person() as p')).toEqual([{ p: null }]);
    expect(await ask('select from identity.person')).toEqual([]);
    expect(await ask('select from lrs.credential')).toEqual([]);
    expect(await ask('select from evidence.item')).toEqual([]);
  });
  const answer = await bed.call({ personId: '', email: '', token: tokenOf(senders.one) }, 'GET', '/desk/api/parties?kind=nation');
  expect(answer.status).toBe(401);
  await expect(runQuery(bed.platform, listCredentials, { token: tokenOf(senders.one), input: {}, credential: CREDENTIAL })).rejects.toThrow(
    'platform/not-allowed',
  );
});

it('statements are visible to the party’s training officer, and to no other person', async () => {
  const seen = async ({ token }: TestPerson) =>
    await under('identity.open', token, (ask) => ask('select id from lrs.statement where source_id in (select id from lrs.source)'));
  expect(await seen(people.officer)).toHaveLength(2);
  expect(await seen(people.other)).toHaveLength(1);
  for (const person of [people.focal, people.office])
    for (const table of [...TABLES, 'source', 'credential'])
      expect(await under('identity.open', person.token, (ask) => ask(`select 1 from lrs.${table}`)), table).toEqual([]);
  // A session is no credential: its claims write nothing here.
  expect((await send(bed, { key: people.officer.personId, secret: people.officer.token }, 'GET', 'statements')).status).toBe(401);
  await expect(
    under('identity.open', people.officer.token, (ask) =>
      ask(
        `select lrs.store('{${randomUUID()}}', '{2026-01-01}', '{1}', '{1}', '{1}', '{1}', '{1}', '{null}', '{null}', '{f}', '{t}', '{}', '{}', '{}')`,
      ),
    ),
  ).rejects.toThrow();
});

it('only the installation lists a party’s credentials', async () => {
  const ask = (token: string) => runQuery(bed.platform, listCredentials, { token, input: { partyId: parties.two } });
  expect(await ask(await installationToken(bed))).toMatchObject([{ source: 'academy', revokedAt: null }]);
  for (const person of [people.officer, people.office]) await expect(ask(person.token)).rejects.toThrow('platform/not-allowed');
});
