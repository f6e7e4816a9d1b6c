import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let nation: string;
let [office, second, auditor, lawyer, focal] = [] as unknown as [TestPerson, TestPerson, TestPerson, TestPerson, TestPerson];
let [colleague, outsider] = [] as unknown as [TestPerson, TestPerson];
beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Borland' });
  [office, second, auditor] = [await bed.signIn.policyOffice(), await bed.signIn.policyOffice(), await bed.signIn.auditor()];
  [lawyer, colleague] = [await bed.signIn.legalAdviser(nation), await bed.signIn.legalAdviser(nation)];
  [focal, outsider] = [await bed.signIn.focalPoint(nation), await bed.signIn.legalAdviser(other)];
});
afterAll(() => bed.close());

const post = async (who: TestPerson, entryId: string, verb: string, body: object = {}) => {
  expect((await bed.call(who, 'POST', `/desk/api/log/entries/${entryId}/${verb}`, body)).status).toBe(200);
};
const request = (who: TestPerson, entryId: string) => post(who, entryId, 'erasure-request', { reason: 'It names someone.' });

/** An entry that the policy office wrote about no party. */
async function ofOffice(): Promise<string> {
  await bed.call(office, 'POST', '/desk/api/people', { name: 'Person', email: `${randomUUID()}@example.org`, language: 'en' });
  const { rows } = await bed.deployer.query('select id from ledger.entry where person_id = $1 order by at desc limit 1', [office.personId]);
  return rows[0].id;
}
/** An entry that a person of the nation wrote about it. */
async function ofNation(): Promise<string> {
  const { rows } = await bed.deployer.query(
    `insert into ledger.entry (id, at, format, person_id, command, clause_ids, party_id, subject_kind, subject_id, commitment, leaf_hash)
      values (gen_random_uuid(), clock_timestamp(), 1, $1, 'returns/answer', '{x}', $2, 'return', gen_random_uuid(), '', '') returning id`,
    [focal.personId, nation],
  );
  return rows[0].id;
}

/** The number of requests in a person's task; null where the person has no such tasks at all. */
async function countOf(who: TestPerson): Promise<number | null> {
  const { body } = await bed.call(who, 'GET', '/desk/api/tasks');
  if (body.erasures === undefined) return null;
  expect(body.erasures.tasks.length).toBeLessThan(2);
  return body.erasures.tasks[0]?.count ?? 0;
}
const counts = async () => Promise.all([office, second, lawyer, colleague, outsider, auditor, focal].map(countOf));

describe('list-erasure-tasks', () => {
  it('shows requests to those who may decide on them, and neither to the person who requested them nor to an auditor or another nation', async () => {
    expect(await counts()).toEqual([0, 0, 0, 0, 0, null, null]);
    const [first, own] = [await ofOffice(), await ofNation()];
    await request(office, first);
    expect(await counts()).toEqual([0, 1, 0, 0, 0, null, null]);
    await request(lawyer, own);
    expect(await counts()).toEqual([1, 2, 0, 1, 0, null, null]);
    expect((await bed.call(null, 'GET', '/desk/api/tasks')).status).toBe(401);
    await post(colleague, own, 'erasure');
    expect(await counts()).toEqual([0, 1, 0, 0, 0, null, null]);
    await post(second, first, 'erasure-refusal', { reason: 'The name is needed.' });
    expect(await counts()).toEqual([0, 0, 0, 0, 0, null, null]);
  });

  it('shows one task for several requests, with the time of the first, until the last one has ended', async () => {
    const [first, last] = [await ofOffice(), await ofOffice()];
    await request(office, first);
    await request(office, last);
    const { rows } = await bed.deployer.query('select requested_at from ledger.erasure where entry_id = $1', [first]);
    expect((await bed.call(second, 'GET', '/desk/api/tasks')).body.erasures).toEqual({
      tasks: [{ count: 2, requestedAt: rows[0].requested_at.toISOString() }],
    });
    await post(office, first, 'erasure-withdrawal');
    expect(await countOf(second)).toBe(1);
    await post(office, last, 'erasure-withdrawal');
    expect(await countOf(second)).toBe(0);
  });
});
