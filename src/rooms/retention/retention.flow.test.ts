import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey, runCommand } from '#platform/command.ts';
import { givenContract } from '#rooms/contractors/fixtures/contract.ts';
import { CHECKLIST } from '#rooms/contractors/site-visits/visit.rules.ts';
import { openTestBed, type TestBed, type TestPerson } from '../../../test/database/harness.ts';
import { recordBackup, runDeletion } from './index.ts';
import { RETENTION, RULES, retentionFaults } from './retention.rules.ts';

let bed: TestBed;
let office: TestPerson;
let auditor: TestPerson;
let platformAdmin: TestPerson;
let focal: TestPerson;
let installation: string;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  const nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(headquarters, 'Olga Office');
  await bed.signIn.policyOffice(headquarters);
  auditor = await bed.signIn.auditor();
  platformAdmin = await bed.signIn.platformAdmin();
  focal = await bed.signIn.focalPoint(nation, 'Fay Focal');
  installation = randomUUID();
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), installation]);
});
afterAll(() => bed.close());

const see = async (who: TestPerson) => (await bed.call(who, 'GET', '/desk/api/retention')).body;
const ruleOf = async (rule: string) => (await see(office)).rules.find((one: { rule: string }) => one.rule === rule);
const night = () => runDeletion(bed.platform, installation);

/** A person whose last role ended this many months ago, with a session of that time and a password. */
async function gone(name: string, months: number): Promise<string> {
  const { personId } = await bed.signIn.commander(null, name);
  const then = [personId, months];
  await bed.deployer.query(`update identity.person set created_at = now() - make_interval(months => $2 + 12) where id = $1`, then);
  await bed.deployer.query(
    `update identity.role_grant set valid_from = current_date - make_interval(months => $2 + 6), ended_at = now() - make_interval(months => $2) where person_id = $1`,
    then,
  );
  await bed.deployer.query(
    `update identity.session set created_at = now() - make_interval(months => $2), ends_at = now() - make_interval(months => $2) where person_id = $1`,
    then,
  );
  await bed.deployer.query(`insert into identity.password (person_id, salt, digest) values ($1, 'salt', 'digest')`, [personId]);
  return personId;
}
const personNow = async (id: string) =>
  (await bed.deployer.query('select name, email, disabled_at is not null as closed from identity.person where id = $1', [id])).rows[0];

describe('retention', () => {
  it('has a rule for every table, and the same deleting rules in the program and in the database', async () => {
    const { rows } = await bed.deployer.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables where tableowner = 'manumit_schema' order by 1`,
    );
    expect(retentionFaults(rows.map(({ name }) => name))).toEqual({ unruled: [], missing: [] });
    const known = await bed.deployer.query<{ rule: string }>('select rule from retention.rules() order by rule');
    expect(known.rows.map(({ rule }) => rule)).toEqual([...RULES].sort());
  });

  it('empties with an account every table whose rule says so', async () => {
    const { rows } = await bed.deployer.query<{ body: string }>(
      `select prosrc as body from pg_proc where oid = 'retention.expire'::regproc`,
    );
    const emptied = /foreach t in array array\[([^\]]+)\]/
      .exec(rows[0]!.body)![1]!
      .match(/\w+/g)!
      .map((name) => `identity.${name}`);
    const ruled = Object.entries(RETENTION).flatMap(([table, { keep }]) => (keep === 'with-account' ? [table] : []));
    expect(ruled.length).toBeGreaterThan(0);
    expect(ruled.filter((table) => !emptied.includes(table))).toEqual([]);
    expect(emptied.filter((table) => !RETENTION[table])).toEqual([]);
  });

  it('shows what will be deleted tonight, deletes it that night, and leaves nothing overdue', async () => {
    const before = await ruleOf('session');
    const [old, recent] = [await gone('Ora Old', 25), await gone('Rex Recent', 23)];
    expect(await ruleOf('session')).toMatchObject({ period: { n: 3, unit: 'months' }, due: before.due + 2 });
    expect(await ruleOf('account')).toMatchObject({ period: { n: 24, unit: 'months' }, due: 1, held: 0 });
    const { removed } = await night();
    expect(removed).toMatchObject({ account: 1, session: before.due + 2 });
    expect(await personNow(old)).toEqual({ name: 'Ora Old', email: null, closed: true });
    expect((await bed.deployer.query('select from identity.password where person_id = $1', [old])).rowCount).toBe(0);
    expect(await personNow(recent)).toMatchObject({ email: expect.stringContaining('@'), closed: false });
    expect((await see(office)).rules.filter(({ due }: { due: number }) => due > 0)).toEqual([]);
    expect((await bed.call(focal, 'GET', '/desk/api/session')).status).toBe(200);
    const entry = await bed.deployer.query(
      `select detail from ledger.opening o join ledger.entry e on e.id = o.entry_id where command = 'retention/delete-expired'`,
    );
    expect(entry.rows.at(-1).detail.removed).toMatchObject({ account: 1 });
  });

  it('deletes the name of an account closed long ago, and keeps the row that signed records refer to', async () => {
    const id = await gone('Nora Named', 30);
    await night();
    await bed.deployer.query(`update identity.person set disabled_at = now() - interval '121 months' where id = $1`, [id]);
    expect(await ruleOf('name')).toMatchObject({ due: 1 });
    expect((await night()).removed).toMatchObject({ name: 1 });
    expect(await personNow(id)).toEqual({ name: '—', email: null, closed: true });
  });

  it('deletes a photograph of a site visit after its period, and keeps a newer one and the visit', async () => {
    const party = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
    const officer = await bed.signIn.contractingOfficer(party);
    const visits = `/desk/api/contracts/${await givenContract(bed, officer, party, { number: 'QB-1' })}/site-visits`;
    const answers = Object.fromEntries(CHECKLIST.map((one) => [one, { sight: 'seen', note: null }]));
    const visit = { visitedOn: '2026-01-05', place: 'Camp North', answers, note: null };
    const { visitId } = (await bed.call(officer, 'POST', visits, visit)).body;
    const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';
    const add = async () => (await bed.call(officer, 'POST', `/desk/api/site-visits/${visitId}/photos`, { picture })).body.photoId;
    const [old, recent] = [await add(), await add()];
    const aged = 'update contractors.site_photo set added_at = now() - make_interval(months => $2) where id = $1';
    for (const values of [
      [old, 25],
      [recent, 23],
    ] as const)
      await bed.deployer.query(aged, [...values]);
    expect(await ruleOf('site-photo')).toMatchObject({ period: { n: 24, unit: 'months' }, due: 1 });
    expect((await night()).removed).toMatchObject({ 'site-photo': 1 });
    const statuses = [old, recent].map(async (id) => (await bed.call(officer, 'GET', `/desk/api/site-photos/${id}`)).status);
    expect(await Promise.all(statuses)).toEqual([404, 200]);
    expect((await bed.call(officer, 'GET', visits)).body.visits).toMatchObject([{ place: 'Camp North', photos: [recent] }]);
  });

  it('spares the person of a hold, and everybody under a general hold, until it is lifted', async () => {
    const held = await gone('Hal Held', 40);
    const place = (personId: string | null) => bed.call(office, 'POST', '/desk/api/holds', { personId, reason: 'An inquiry is open' });
    const placed = await place(held);
    expect(placed.status).toBe(200);
    expect((await place(held)).body.code).toBe('retention/held-already');
    expect((await place(randomUUID())).body.code).toBe('retention/nobody');
    expect(await ruleOf('account')).toMatchObject({ due: 0, held: 1 });
    expect((await night()).removed).toMatchObject({ account: 0 });
    const all = await place(null);
    await gone('Ann Another', 40);
    expect(await ruleOf('account')).toMatchObject({ due: 0, held: 2 });
    expect((await night()).removed).toEqual({});
    const lift = (id: string) => bed.call(office, 'POST', `/desk/api/holds/${id}/lift`, { reason: 'Closed' });
    for (const { body } of [placed, all]) expect((await lift(body.holdId)).status).toBe(200);
    expect((await lift(placed.body.holdId)).body.code).toBe('retention/lifted-already');
    expect((await night()).removed).toMatchObject({ account: 2 });
    expect((await personNow(held)).email).toBeNull();
  });
});

describe('backups', () => {
  it('are recorded by the installation only, and visible to policy office, administrators and auditors', async () => {
    const input = {
      name: '2026-11-24T02-30-00Z',
      sequence: 1,
      kind: 'cluster',
      createdAt: '2026-11-24T02:30:00Z',
      bytes: 4_000_000,
      recipients: 2,
      provenAt: '2026-11-24T02:31:00Z',
      proofSeconds: 2.5,
      tables: 70,
      rows: 1_000,
      links: 40,
    };
    const record = (token: string) => runCommand(bed.platform, recordBackup, { token, key: newKey(), input });
    await expect(record(office.token)).rejects.toThrow('platform/not-allowed');
    expect((await see(office)).backupStatus).toBe('none');
    await record(installation);
    for (const who of [office, auditor, platformAdmin]) expect((await see(who)).backups).toMatchObject([{ name: input.name, rows: 1_000 }]);
  });

  it('count in the order of recording, so that a date in the future hides nothing', async () => {
    const note = (name: string, at: string) =>
      runCommand(bed.platform, recordBackup, {
        token: installation,
        key: newKey(),
        input: {
          name,
          sequence: 1,
          kind: 'cluster',
          createdAt: at,
          provenAt: at,
          bytes: 1,
          recipients: 1,
          proofSeconds: 1,
          tables: 1,
          rows: 1,
          links: 1,
        },
      });
    const now = Date.now();
    const day = (offset: number) => new Date(now + offset * 86_400_000).toISOString();
    const statusNow = async () => {
      const { rows } = await bed.deployer.query('select retention.last_proven() as at');
      const { backupStatus, backups } = await see(auditor);
      return [(rows[0].at as Date).toISOString(), backupStatus, backups[0].name];
    };
    await bed.deployer.query('reset role');
    await note('ahead', day(400));
    expect(await statusNow()).toEqual([day(400), 'late', 'ahead']);
    await note('right', day(0));
    expect(await statusNow()).toEqual([day(0), 'proven', 'right']);
    bed.setClock(() => new Date(now + 3 * 86_400_000));
    expect(await statusNow()).toEqual([day(0), 'late', 'right']);
    bed.setClock(() => new Date());
    await bed.deployer.query('set role manumit_schema');
  });
});

describe('access to retention', () => {
  it('is refused to strangers, and administrators do not learn whom a hold is about', async () => {
    await bed.call(office, 'POST', '/desk/api/holds', { personId: focal.personId, reason: 'An inquiry is open' });
    expect((await see(office)).holds).toMatchObject([{ person: 'Fay Focal', placedBy: 'Olga Office' }]);
    expect((await see(auditor)).holds).toHaveLength(1);
    expect((await see(platformAdmin)).holds).toBeNull();
    expect((await bed.call(null, 'GET', '/desk/api/retention')).status).toBe(401);
    expect((await bed.call(focal, 'GET', '/desk/api/retention')).status).toBe(403);
    for (const who of [focal, auditor, platformAdmin])
      expect((await bed.call(who, 'POST', '/desk/api/holds', { personId: null, reason: 'x' })).status).toBe(403);
  });

  it('by arbitrary SQL neither deletes, nor reads holds, nor records a backup', async () => {
    const as = async (who: TestPerson, statement: string) => {
      const client = await bed.platform.pool.connect();
      try {
        await client.query('begin');
        await client.query('select identity.open($1)', [who.token]);
        return await client.query(statement);
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    await expect(as(office, `select retention.expire('session', '1 month', now(), 0, 64)`)).rejects.toThrow(/not allowed/);
    const night = `insert into retention.deletion (id, ended_at, failed) values (gen_random_uuid(), now(), '{}')`;
    await expect(as(office, night)).rejects.toThrow(/row-level security/);
    await expect(as(focal, `select * from retention.count_due('{"session": 1}', now())`)).rejects.toThrow(/not allowed/);
    await expect(as(office, 'delete from retention.hold')).rejects.toThrow(/permission denied/);
    expect((await as(platformAdmin, 'select * from retention.hold')).rowCount).toBe(0);
    expect((await as(focal, 'select * from retention.backup')).rowCount).toBe(0);
    const claim = `insert into retention.backup (id, name, kind, created_at, bytes, recipients, proven_at, proof_seconds, tables, row_count, links)
      values (gen_random_uuid(), 'x', 'cluster', now(), 1, 1, now(), 1, 1, 1, 1)`;
    await expect(as(office, claim)).rejects.toThrow(/row-level security/);
    await expect(
      as(
        office,
        `insert into retention.hold (id, reason, placed_by, placed_at) values (gen_random_uuid(), 'x', '${auditor.personId}', now())`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
