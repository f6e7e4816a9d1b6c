import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROLE } from '#kernel/roles.ts';
import { PipelineFailed, sendPipeline } from '#platform/db/pipeline.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';

let bed: TestBed;
let aldmark: string;

beforeAll(async () => {
  bed = await openTestBed();
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

const enter = (who: TestPerson) =>
  bed.call(who, 'POST', `/desk/api/parties/${aldmark}/evidence`, {
    editionId: bed.platform.services.catalogue.current.id,
    obligationIds: ['P3.3'],
    kind: 'EV-CAMP',
    says: 'met',
    title: 'A campaign',
    date: '2026-10-01',
    source: 'Order of the day',
  });

describe('claims cached by a process and confirmed by the database (need-to-know, clause 5g)', () => {
  test('make the next command fail after a role or the session has ended', async () => {
    const mira = await bed.signIn.focalPoint(aldmark);
    expect((await enter(mira)).status).toBe(200);
    expect((await enter(mira)).status).toBe(200);
    await bed.deployer.query('update identity.role_grant set ended_at = now() where person_id = $1', [mira.personId]);
    const entered = async () =>
      (await bed.deployer.query('select count(*)::int as n from evidence.item where entered_by = $1', [mira.personId])).rows[0].n;
    expect((await enter(mira)).status).toBe(403);
    expect(await entered()).toBe(2);
    await bed.deployer.query('update identity.role_grant set ended_at = null where person_id = $1', [mira.personId]);
    expect((await enter(mira)).status).toBe(200);
    await bed.deployer.query('update identity.session set ended_at = now() where person_id = $1', [mira.personId]);
    expect((await enter(mira)).status).toBe(401);
    expect(await entered()).toBe(3);
  });

  test('let the next read follow a role that ended or was granted, and fail after the session has ended', async () => {
    const tova = await bed.signIn.policyOffice();
    const read = async () => (await bed.call(tova, 'GET', '/desk/api/authorities')).status;
    const lists = async () => (await bed.call(tova, 'GET', `/desk/api/parties/${aldmark}/evidence?limit=20`)).body.items.length > 0;
    await enter(await bed.signIn.focalPoint(aldmark));
    expect([await read(), await read()]).toEqual([200, 200]);
    await bed.deployer.query(
      `update evidence.item set state = 'submitted', submitted_at = now(), signed_by = entered_by, signed_name = entered_name, counts_on = date`,
    );
    expect([await lists(), await lists()]).toEqual([true, true]);
    await bed.deployer.query('update identity.role_grant set ended_at = now() where person_id = $1', [tova.personId]);
    expect(await lists().catch(() => false)).toBe(false);
    await bed.deployer.query('update identity.role_grant set ended_at = null where person_id = $1', [tova.personId]);
    expect(await lists()).toBe(true);
    await bed.deployer.query('update identity.session set ended_at = now() where person_id = $1', [tova.personId]);
    expect(await read()).toBe(401);
  });

  test('let a role granted after a refusal count at once, although the refusal was cached', async () => {
    const otto = await bed.givenPerson('Otto');
    expect((await enter(otto)).status).toBe(403);
    expect((await enter(otto)).status).toBe(403);
    await bed.deployer.query(
      `insert into identity.role_grant (id, person_id, role, party_id, valid_from) values ($1, $2, '${ROLE.focalPoint}', $3, '2020-01-01')`,
      [randomUUID(), otto.personId, aldmark],
    );
    expect((await enter(otto)).status).toBe(200);
  });

  test('decide each of several simultaneous commands by the roles of its moment', async () => {
    const vera = await bed.signIn.focalPoint(aldmark);
    await enter(vera);
    const acts = Array.from({ length: 30 }, () => enter(vera));
    await bed.deployer.query('update identity.role_grant set ended_at = now() where person_id = $1', [vera.personId]);
    const answers = await Promise.all(acts);
    const accepted = answers.filter(({ status }) => status === 200).length;
    expect(answers.every(({ status }) => status === 200 || status === 403)).toBe(true);
    const { rows } = await bed.deployer.query('select count(*)::int as n from evidence.item where entered_by = $1', [vera.personId]);
    expect(rows[0].n).toBe(accepted + 1);
    expect((await enter(vera)).status).toBe(403);
  });
});

describe('a query', () => {
  const asking = (statements: (db: Database) => Promise<unknown>) =>
    defineQuery({
      name: 'test/ask',
      permission: 'public',
      input: z.strictObject({}),
      answer: z.unknown(),
      run: ({ db }) => statements(db),
    });

  test('is repeated if the claims change between two round trips, and does not fail', async () => {
    const rosa = await bed.signIn.focalPoint(aldmark);
    const language = async (db: Database) =>
      (await sql<{ language: string }>`select language from identity.person where id = ${rosa.personId}`.execute(db)).rows[0]!.language;
    for (const remembered of [false, true])
      for (const first of ['en', 'fr']) {
        const then = first === 'en' ? 'fr' : 'en';
        await bed.deployer.query('update identity.person set language = $2 where id = $1', [rosa.personId, first]);
        if (remembered) await runQuery(bed.platform, asking(language), { token: rosa.token, input: {} });
        const seen: string[] = [];
        const query = asking(async (db) => {
          seen.push(await language(db));
          await bed.deployer.query('update identity.person set language = $2 where id = $1', [rosa.personId, then]);
          seen.push(await language(db));
          return seen.at(-1);
        });
        expect(await runQuery(bed.platform, query, { token: rosa.token, input: {} })).toBe(then);
        expect(seen).toEqual([first, then, then]);
      }
  });

  test('cannot write, for any reader and after any number of earlier reads', async () => {
    const nadia = await bed.signIn.focalPoint(aldmark);
    const selectOne = (db: Database) => sql`select 1`.execute(db);
    const write = (db: Database) => sql`update identity.person set name = 'Another person' where id = ${nadia.personId}`.execute(db);
    for (const token of [nadia.token, null])
      for (const trips of [0, 1, 2]) {
        const query = asking(async (db) => {
          for (let trip = 0; trip < trips; trip++) await selectOne(db);
          await write(db);
        });
        const refused = await runQuery(bed.platform, query, { token, input: {} }).catch((error: unknown) => error);
        expect((refused as { cause?: { code: string } }).cause?.code ?? (refused as { code: string }).code).toBe('25006');
      }
  });

  test('has the same person in all its round trips, and fails as a whole if one of its statements fails', async () => {
    const olaf = await bed.signIn.focalPoint(aldmark);
    const who = async (db: Database) => (await sql<{ who: string }>`select identity.person() as who`.execute(db)).rows[0]!.who;
    const thrice = asking(async (db) => [await who(db), ...(await Promise.all([who(db), who(db)])), await who(db)]);
    const read = () => runQuery(bed.platform, thrice, { token: olaf.token, input: {} });
    for (let turn = 0; turn < 2; turn++) expect(await read()).toEqual(Array(4).fill(olaf.personId));
    const failing = asking((db) => Promise.all([who(db), sql`select 1 / 0`.execute(db), who(db)]));
    await expect(runQuery(bed.platform, failing, { token: olaf.token, input: {} })).rejects.toThrow();
    expect(await read()).toEqual(Array(4).fill(olaf.personId));
  });
});

describe('statements sent together', () => {
  test('are stored all or not at all, and the connection is usable after a failure', async () => {
    const client = await bed.platform.pool.connect();
    try {
      const [made, failing] = [`select set_config('m.a', $1, false)`, 'select 1 / $1::int as x'];
      for (let turn = 0; turn < 3; turn++) {
        const failed = await sendPipeline(client, [
          { text: made, values: ['kept'] },
          { text: failing, values: [0] },
          { text: 'select never', values: [] },
        ]).catch((error: unknown) => error);
        expect(failed).toBeInstanceOf(PipelineFailed);
        expect((failed as PipelineFailed).at).toBe(1);
        expect(((failed as PipelineFailed).cause as { code: string }).code).toBe('22012');
        const [set, one] = await sendPipeline(client, [
          { text: `select current_setting('m.a', true) as a` },
          { text: failing, values: [1] },
        ]);
        expect(set!.rows[0]!.a || null).toBeNull();
        expect(one!.rows).toEqual([{ x: 1 }]);
      }
    } finally {
      client.release();
    }
  });
});
