import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let [office, second] = [] as unknown as [TestPerson, TestPerson];
beforeAll(async () => {
  bed = await openTestBed();
  [office, second] = [await bed.signIn.policyOffice(), await bed.signIn.policyOffice()];
});
afterAll(() => bed.close());

const list = async () => (await bed.call(second, 'GET', '/desk/api/log/erasures')).body;
const done = (count: number) =>
  bed.deployer.query(
    `insert into ledger.erasure (entry_id, reason, requested_by, requested_at, approved_by, approved_at)
      select gen_random_uuid(), 'Done', $1, '2026-03-01'::timestamptz + make_interval(mins => n), $2, '2026-04-01' from generate_series(1, $3::int) n`,
    [office.personId, second.personId, count],
  );
const request = async (at: string) => {
  const id = randomUUID();
  await bed.deployer.query('insert into ledger.erasure (entry_id, reason, requested_by, requested_at) values ($1, $2, $3, $4)', [
    id,
    'It names someone.',
    office.personId,
    at,
  ]);
  return id;
};

describe('list-erasures', () => {
  it('lists open requests before all completed erasures, the oldest request first, and says when there are more', async () => {
    await done(198);
    const [old, older] = [await request('2026-02-02T08:00:00Z'), await request('2026-02-01T08:00:00Z')];
    const whole = await list();
    expect([whole.items.length, whole.more]).toEqual([200, false]);
    await done(60);
    const { items, more } = await list();
    expect([items.length, more]).toEqual([200, true]);
    expect(items.slice(0, 2)).toMatchObject([
      { entryId: older, state: 'requested' },
      { entryId: old, state: 'requested' },
    ]);
    const times = items.slice(2).map(({ requestedAt }: { requestedAt: string }) => requestedAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });
});
