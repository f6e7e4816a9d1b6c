import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterFailedSignIns } from '#platform/ledger/failed-sign-ins.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

const fail = async (email: string) => {
  const answer = await bed.call(null, 'POST', '/desk/api/session', { email, password: 'not the password of anybody' });
  expect([answer.status, answer.body.code]).toEqual([401, 'people/sign-in-failed']);
};
const entered = async () =>
  (
    await bed.deployer.query(
      `select e.operational, p.kind, e.party_id as party, o.detail from ledger.entry e join identity.person p on p.id = e.person_id join ledger.opening o on o.entry_id = e.id
        where e.command = 'people/failed-sign-ins' order by e.at`,
    )
  ).rows;
const aMinuteLater = () => bed.deployer.query(`update identity.failed_minute set minute = minute - interval '1 minute'`);

test('failed sign-ins are recorded in the ledger once a minute, as a number without any account', async () => {
  const person = await bed.givenPerson('Mira');
  for (const email of [person.email, person.email, 'nobody@example.org']) await fail(email);
  // The test may cross into the next minute; the counts are then in two entries.
  await aMinuteLater();
  expect(await enterFailedSignIns(bed.platform)).toBeGreaterThanOrEqual(1);
  const first = await entered();
  expect(first.reduce((sum, { detail }) => sum + detail.failures, 0)).toBe(3);
  for (const { detail, ...entry } of first) {
    expect(entry).toEqual({ operational: 'access', kind: 'installation', party: null });
    expect(Object.keys(detail).sort()).toEqual(['failures', 'minute']);
  }
  expect(await enterFailedSignIns(bed.platform)).toBe(0);
  await fail('nobody@example.org');
  // A minute that is still running has no entry.
  await bed.deployer.query(`update identity.failed_minute set minute = date_trunc('minute', now()) + interval '1 minute'`);
  expect(await enterFailedSignIns(bed.platform)).toBe(0);
  expect(await entered()).toHaveLength(first.length);
});

test('only the server can remove or add a count', async () => {
  const { pool } = bed.platform;
  await expect(pool.query('select * from identity.drain_failed_minutes()')).rejects.toThrow('only the program itself');
  await expect(
    pool.query(
      `select ledger.append_for_installation(gen_random_uuid(), now(), 1::smallint, 'c', 'access', gen_random_uuid(), 'c', 'l', 's', '{}')`,
    ),
  ).rejects.toThrow('only the program itself');
});
