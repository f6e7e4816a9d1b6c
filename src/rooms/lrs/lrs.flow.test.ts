import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { databaseOn } from '#platform/db/transaction.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { WAIT_TIMEOUT_MS } from '#test/timeouts.ts';
import { writeMultipart } from './checks/multipart.rules.ts';
import { aStatement, givenCredential, type Sender, send } from './fixtures.ts';
import { type Completion, completionsSince } from './index.ts';

let bed: TestBed;
let nation: string;
let academy: Sender;
let officer: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  academy = await givenCredential(bed, nation, 'academy');
  officer = await bed.signIn.trainingOfficer(nation);
});
afterAll(() => bed.close());

const post = (body: unknown, headers?: Record<string, string>) =>
  send(bed, academy, 'POST', 'statements', { body, ...(headers && { headers }) });
const get = (query: Record<string, string>) => send(bed, academy, 'GET', `statements?${new URLSearchParams(query)}`);
const storedRows = async () => (await bed.deployer.query<{ n: number }>('select count(*)::int as n from lrs.statement')).rows[0]!.n;
const entries = async () =>
  (await bed.deployer.query<{ n: number }>(`select count(*)::int as n from ledger.entry where command = 'lrs/store-statements'`)).rows[0]!
    .n;

it('store-statements stores a batch as one command, or nothing of it', async () => {
  const [before, entriesBefore] = [await storedRows(), await entries()];
  const batch = [aStatement(), aStatement('SN-2')];
  expect(await post(batch)).toMatchObject({ status: 200, body: batch.map(({ id }) => id) });
  expect(await entries()).toBe(entriesBefore + 1);
  const broken = { ...aStatement(), verb: { id: 'no iri' } };
  expect((await post([aStatement(), broken])).body).toMatchObject({ status: 400, code: 'lrs/wrong-form' });
  expect((await post([batch[0], aStatement(), { ...batch[1], actor: aStatement('SN-3').actor }])).body).toMatchObject({
    status: 409,
    code: 'lrs/other-content',
  });
  const twice = aStatement();
  expect((await post([twice, twice])).body.code).toBe('lrs/same-id-twice');
  expect((await post('{"actor": 1, "actor": 2}')).body.code).toBe('lrs/not-json');
  expect([await storedRows(), await entries()]).toEqual([before + 2, entriesBefore + 1]);
});

it('a statement that is sent again is stored once, and only new ones of a batch are added', async () => {
  const known = aStatement();
  await post(known);
  const before = await storedRows();
  expect((await post(known)).status).toBe(200);
  const fresh = aStatement();
  expect((await post([known, fresh])).body).toEqual([known.id, fresh.id]);
  expect(await storedRows()).toBe(before + 1);
  const same = Array.from({ length: 6 }, () => aStatement());
  const answers = await Promise.all(Array.from({ length: 6 }, () => post(same)));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  expect(await storedRows()).toBe(before + 7);
});

it('queries page by key in both directions, follow references and omit voided statements', async () => {
  const activity = `https://academy.example.org/${randomUUID()}`;
  const made = Array.from({ length: 5 }, () => ({ ...aStatement(), object: { id: activity } }));
  for (const one of made) await post(one);
  const about = { ...aStatement('SN-9', 'commented'), object: { objectType: 'StatementRef', id: made[0]!.id } };
  const aboutThat = { ...aStatement('SN-9', 'commented'), object: { objectType: 'StatementRef', id: about.id } };
  await post(about);
  await post(aboutThat);
  const all: string[] = [];
  for (let page = await get({ activity, limit: '3' }); ; page = await send(bed, academy, 'GET', page.body.more.slice('/xapi/'.length))) {
    all.push(...page.body.statements.map(({ id }: { id: string }) => id));
    if (page.body.more === '') break;
  }
  expect(all).toEqual([aboutThat.id, about.id, ...made.map(({ id }) => id).toReversed()]);
  expect((await get({ activity, ascending: 'true' })).body.statements.map(({ id }: { id: string }) => id)).toEqual(all.toReversed());
  const voiding = { ...aStatement('SN-9', 'voided'), object: { objectType: 'StatementRef', id: made[4]!.id } };
  await post(voiding);
  expect((await get({ activity })).body.statements.map(({ id }: { id: string }) => id)).not.toContain(made[4]!.id);
  expect((await get({ statementId: made[4]!.id })).status).toBe(404);
  expect((await get({ voidedStatementId: made[4]!.id })).body.id).toBe(made[4]!.id);
  expect((await post({ ...aStatement('SN-9', 'voided'), object: voiding.object, id: randomUUID() })).status).toBe(200);
  expect((await post({ ...aStatement('SN-9', 'voided'), object: { objectType: 'StatementRef', id: voiding.id } })).body.code).toBe(
    'lrs/voids-a-voiding',
  );
});

it('related_agents and related_activities also find people and activities in the context', async () => {
  const person = { account: { homePage: 'https://academy.example.org', name: randomUUID() } };
  const around = `https://academy.example.org/${randomUUID()}`;
  const made = { ...aStatement(), context: { instructor: person, contextActivities: { grouping: { id: around } } } };
  const group = { ...aStatement(), actor: { objectType: 'Group', member: [person] } };
  await post([made, group]);
  const ids = async (query: Record<string, string>) => (await get(query)).body.statements.map(({ id }: { id: string }) => id);
  expect(await ids({ agent: JSON.stringify(person) })).toEqual([group.id]);
  expect(await ids({ agent: JSON.stringify(person), related_agents: 'true' })).toEqual([group.id, made.id]);
  expect(await ids({ activity: around })).toEqual([]);
  expect(await ids({ activity: around, related_activities: 'true' })).toEqual([made.id]);
});

it('related_activities finds a statement by each of its context activities, however many', async () => {
  const activities = Array.from({ length: 4 }, () => ({ id: `https://academy.example.org/${randomUUID()}` }));
  const made = { ...aStatement(), context: { contextActivities: { grouping: activities } } };
  await post(made);
  for (const { id } of activities) {
    const { statements } = (await get({ activity: id, related_activities: 'true' })).body;
    expect(statements.map((one: { id: string }) => one.id)).toEqual([made.id]);
  }
});

it('a batch with a damaged, missing or too large attachment is not stored', async () => {
  const before = await storedRows();
  const content = Buffer.from('a scanned slip');
  const sha2 = 'b9'.padEnd(64, '0');
  const attachment = {
    usageType: 'https://academy.example.org/slip',
    display: { en: 'Slip' },
    contentType: 'text/plain',
    length: content.length,
    sha2,
  };
  const json = {
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(JSON.stringify({ ...aStatement(), attachments: [attachment] })),
  };
  const file = {
    headers: { 'Content-Type': 'text/plain', 'Content-Transfer-Encoding': 'binary', 'X-Experience-API-Hash': sha2 },
    body: content,
  };
  const whole = writeMultipart('xyz', [json, file]);
  const type = { 'content-type': 'multipart/mixed; boundary=xyz' };
  expect((await post(whole, type)).body.code).toBe('lrs/attachment-wrong');
  expect((await post(whole.subarray(0, whole.length - 12), type)).body.code).toBe('lrs/multipart-damaged');
  expect((await post(writeMultipart('xyz', [json]), type)).body.code).toBe('lrs/attachment-missing');
  expect((await post(Buffer.alloc(9 * 1024 * 1024, 32))).status).toBe(413);
  expect(await storedRows()).toBe(before);
});

it('the ledger entry is the same whether one function stores the batch or three statements do', async () => {
  const plain = aStatement();
  await post(plain);
  await post({ ...aStatement('SN-9', 'voided'), object: { objectType: 'StatementRef', id: plain.id } });
  const { rows } = await bed.deployer.query(
    `select e.person_id, e.party_id, e.subject_id, e.clause_ids, o.detail - 'sha256' as detail from ledger.entry e join ledger.opening o on o.entry_id = e.id
      where command = 'lrs/store-statements' order by e.id desc limit 2`,
  );
  expect(rows[1]).toMatchObject({ person_id: academy.key, party_id: nation, detail: { statements: 1, files: 0 } });
  expect(rows[0]).toEqual(rows[1]);
});

it('other versions, unknown senders and revoked credentials are refused, with what to do', async () => {
  expect((await send(bed, academy, 'GET', 'statements', { version: '0.95' })).body.code).toBe('lrs/version-unknown');
  expect(await send(bed, null, 'GET', 'statements')).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': expect.stringContaining('Basic') },
  });
  const other = await givenCredential(bed, nation, 'academy');
  expect((await send(bed, other, 'POST', 'statements', { body: aStatement() })).status).toBe(200);
  await bed.deployer.query('update lrs.credential set revoked_at = now(), revoked_by = created_by where id = $1', [other.key]);
  expect((await send(bed, other, 'POST', 'statements', { body: aStatement() })).status).toBe(401);
  expect((await send(bed, other, 'GET', 'statements')).status).toBe(401);
  const wrong = { key: academy.key, secret: 'wrong' };
  for (let n = 0; n < 20; n++) expect((await send(bed, wrong, 'GET', 'statements')).status).toBe(401);
  expect((await send(bed, wrong, 'GET', 'statements')).body.code).toBe('lrs/too-many-wrong');
  expect((await send(bed, academy, 'GET', 'statements')).status).toBe(200);
});

it('the right secret is accepted after a hundred wrong ones, even at its first use', async () => {
  const fresh = await givenCredential(bed, nation, 'academy');
  const wrong = { key: fresh.key, secret: 'wrong' };
  const codes = [];
  for (let n = 0; n < 100; n++) codes.push((await send(bed, wrong, 'GET', 'statements')).body.code);
  expect(codes).toEqual([...Array(20).fill('lrs/credential-wrong'), ...Array(80).fill('lrs/too-many-wrong')]);
  expect((await send(bed, fresh, 'GET', 'statements')).status).toBe(200);
});

it('a sender is asked to retry while the database is unreachable', async () => {
  const fresh = await givenCredential(bed, nation, 'academy');
  const away = vi
    .spyOn(bed.platform.pool, 'connect')
    .mockImplementation(() => Promise.reject(new Error('Connection terminated unexpectedly')));
  const refused = await send(bed, fresh, 'POST', 'statements', { body: [aStatement()] });
  away.mockRestore();
  expect([refused.status, refused.body.code, Number(refused.headers['retry-after']) > 0]).toEqual([503, 'platform/database-lost', true]);
  expect((await send(bed, fresh, 'POST', 'statements', { body: [aStatement()] })).status).toBe(200);
});

it('completionsSince misses no completion, and dates none later than it was stored', async () => {
  const ahead = { ...aStatement('SN-7', 'passed'), timestamp: '2999-01-01T00:00:00Z' };
  await post([ahead, aStatement('SN-7', 'attempted')]);
  const read = async (after?: string): Promise<Completion[]> => {
    const client = await bed.platform.pool.connect();
    try {
      await client.query('begin read only');
      await client.query('select identity.open($1)', [officer.token]);
      const db = databaseOn(async ({ text, values }) => {
        const { rows, command, rowCount } = await client.query(text, values as unknown[]);
        return { rows, command, rowCount: rowCount ?? 0 };
      });
      return await completionsSince(db, { partyId: nation, ...(after !== undefined && { after }), limit: 500 });
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  // A transaction in another database of the same server may delay them.
  const until = async (id: string, after?: string) =>
    await vi.waitFor(async () => {
      const found = await read(after);
      expect(found.map(({ statementId }) => statementId)).toContain(id);
      return found;
    }, WAIT_TIMEOUT_MS);
  const first = await until(ahead.id);
  const passed = first.find(({ statementId }) => statementId === ahead.id)!;
  expect(passed).toMatchObject({
    verb: 'passed',
    account: { name: 'SN-7' },
    activityId: ahead.object.id,
    result: { success: true, scaled: 0.9 },
    voided: false,
  });
  expect(passed.at).toEqual(passed.storedAt);
  expect(await read(first.at(-1)!.position)).toEqual([]);
  const next = aStatement('SN-8');
  await post(next);
  expect((await until(next.id, first.at(-1)!.position)).map(({ statementId }) => statementId)).toEqual([next.id]);
});
