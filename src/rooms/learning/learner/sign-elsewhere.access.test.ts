import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';

// A learner who runs their own SQL, passed the general module elsewhere and has not signed.
let bed: TestBed;
let nation = '';
let author = '';
const DENIED = /row-level security/;
const text = (locale: 'en' | 'fr' = 'en', module = 'G') =>
  acknowledgementHash(bed.platform.services.courses.module(module).module, locale)!;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  author = (await bed.signIn.trainingOfficer(nation, 'Training Officer')).personId;
});
afterAll(() => bed.close());

async function learner(more: { version?: number; until?: string; lessons?: string[] } = {}) {
  const [trainee, session, record] = [randomUUID(), randomUUID(), randomUUID()];
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', now(), $4)`,
    [trainee, nation, `AR-${trainee.slice(0, 8).toUpperCase()}`, author],
  );
  await bed.deployer.query(
    `insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
      values ($1, $2, $3, sha256($4), sha256($5), now() + interval '1 hour', now() + interval '1 hour')`,
    [session, trainee, nation, `s ${trainee}`, `q ${trainee}`],
  );
  await bed.deployer.query(
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, valid_until, recorded_at, recorded_by)
      values ($1, $2, $3, 'G', $4, $5, 'table', 'row', now() - interval '1 day', coalesce($6::date, current_date + 300), now(), $7)`,
    [record, trainee, nation, more.version ?? 1, more.lessons ?? null, more.until ?? null, author],
  );
  const run = async (sql: string, values: unknown[] = []) => {
    const client = await bed.platform.pool.connect();
    try {
      await client.query('begin');
      await client.query('select training.enter_learner($1, false) as claims', [`s ${trainee}`]);
      const answer = await client.query(sql, values);
      await client.query('commit');
      return answer;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const sign = async (which: string, hash = text(), at = 'now()') =>
    (
      await run(`update training.completion set acknowledged_at = ${at}, acknowledgement_hash = $2 where id = $1`, [
        which,
        Buffer.from(hash, 'hex'),
      ])
    ).rowCount;
  const recordsOffered = async () =>
    (await bed.deployer.query('select training.learner_elsewhere($1) as had', [`s ${trainee}`])).rows[0].had as Record<
      string,
      { record: string }
    >;
  return { trainee, record, run, sign, recordsOffered };
}

test('a learner signs only their own record, with its own text, once', async () => {
  const [mine, other] = [await learner(), await learner()];
  expect((await mine.recordsOffered()).G?.record).toBe(mine.record);
  expect(await mine.sign(other.record), 'another person’s record').toBe(0);
  for (const [why, hash, at] of [
    ['another text', '00'.repeat(32)],
    ['the text of another module', text('en', 'S12')],
    ['before it was passed', text(), "now() - interval '2 days'"],
    ['with a future date', text(), "now() + interval '2 days'"],
  ] as const)
    await expect(mine.sign(mine.record, hash, at), why).rejects.toThrow(DENIED);
  await expect(
    mine.run('update training.completion set revoked_at = now(), revoked_by = $2 where id = $1', [mine.record, author]),
    'revoking it',
  ).rejects.toThrow(DENIED);
  expect([await mine.sign(mine.record, text('fr')), await mine.sign(mine.record)], 'once').toEqual([1, 0]);
  expect((await mine.recordsOffered()).G).toMatchObject({ record: mine.record, signedAt: expect.any(String) });
  // Other learners' records are not visible.
  const asked = async (who: string) => (await mine.run(`select training.elsewhere($1, 'G') as had`, [who])).rows[0].had;
  expect([await asked(other.trainee), (await asked(mine.trainee)).record]).toEqual([null, mine.record]);
});

test('a record that no longer counts is neither shown nor signed', async () => {
  for (const [why, more] of [
    ['it has ended', { until: '2020-01-01' }],
    ['another version', { version: 99 }],
  ] as const) {
    const { record, sign, recordsOffered } = await learner(more);
    expect(await recordsOffered(), why).toEqual({});
    await expect(sign(record), why).rejects.toThrow(DENIED);
  }
  const { record, sign, recordsOffered } = await learner();
  await bed.deployer.query(`update training.completion set revoked_at = now(), revoked_by = $2, revocation_reason = 'r' where id = $1`, [
    record,
    author,
  ]);
  expect([await recordsOffered(), await sign(record)], 'revoked').toEqual([{}, 0]);
});

test('a record that lacks a lesson is offered for signature only once another course covers it', async () => {
  const all = bed.platform.services.courses.module('G').lessons.map(({ id }) => id);
  const { recordsOffered, trainee, record } = await learner({ lessons: all.slice(1) });
  expect(await recordsOffered()).toEqual({});
  const rest = randomUUID();
  await bed.deployer.query(
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, recorded_at, recorded_by)
      values ($1, $2, $3, 'G', 1, $4, 'recognised', 'course', now() - interval '2 days', now(), $5)`,
    [rest, trainee, nation, all.slice(0, 1), author],
  );
  // Signing the later record also signs what was passed before it.
  expect((await recordsOffered()).G?.record).toBe(record);
});
