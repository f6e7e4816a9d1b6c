import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let [office, second, auditor] = [] as unknown as [TestPerson, TestPerson, TestPerson];
beforeAll(async () => {
  bed = await openTestBed();
  [office, second, auditor] = [await bed.signIn.policyOffice(), await bed.signIn.policyOffice(), await bed.signIn.auditor()];
});
afterAll(() => bed.close());

const post = (who: TestPerson, entryId: string, verb: string, body: object = {}) =>
  bed.call(who, 'POST', `/desk/api/log/entries/${entryId}/${verb}`, body);
const WHY = { reason: 'The name is needed.' };

/** An entry of the office whose erasure it requested. */
async function requested(): Promise<string> {
  await bed.call(office, 'POST', '/desk/api/people', { name: 'Person', email: `${randomUUID()}@example.org`, language: 'en' });
  const { rows } = await bed.deployer.query('select id from ledger.entry where person_id = $1 order by at desc limit 1', [office.personId]);
  expect((await post(office, rows[0].id, 'erasure-request', { reason: 'It names someone.' })).status).toBe(200);
  return rows[0].id;
}
const rowsOf = async (who: TestPerson, entryId: string) =>
  (await bed.call(who, 'GET', '/desk/api/log/erasures')).body.items.filter((one: { entryId: string }) => one.entryId === entryId);
const hasContent = async (entryId: string) =>
  (await bed.deployer.query('select from ledger.opening where entry_id = $1', [entryId])).rowCount === 1;

describe('refuse-erasure', () => {
  it('keeps the content and the reason, and lets the erasure be requested and approved again', async () => {
    const entryId = await requested();
    expect((await post(second, entryId, 'erasure-refusal')).status).toBe(422);
    expect((await post(auditor, entryId, 'erasure-refusal', WHY)).status).toBe(403);
    expect((await post(office, entryId, 'erasure-refusal', WHY)).body.code).toBe('transparency-log/second-person-needed');
    expect((await post(second, entryId, 'erasure-refusal', WHY)).status).toBe(200);
    for (const verb of ['erasure', 'erasure-refusal', 'erasure-withdrawal'])
      expect(
        (await post(verb === 'erasure-withdrawal' ? office : second, entryId, verb, verb === 'erasure-refusal' ? WHY : {})).status,
      ).toBe(404);
    expect(await hasContent(entryId)).toBe(true);
    expect(await rowsOf(office, entryId)).toMatchObject([
      { state: 'refused', refusal: WHY.reason, actions: [], endedAt: expect.any(String) },
    ]);
    // Both reasons say why content had to go, or not: no entry contains them.
    expect((await bed.deployer.query(`select from ledger.opening where detail::text like '%is needed%'`)).rowCount).toBe(0);
    expect((await post(office, entryId, 'erasure-request', { reason: 'It still names someone.' })).status).toBe(200);
    expect((await post(second, entryId, 'erasure')).status).toBe(200);
    expect(await hasContent(entryId)).toBe(false);
    expect((await rowsOf(office, entryId)).map(({ state }: { state: string }) => state)).toEqual(['erased', 'refused']);
    expect((await post(office, entryId, 'erasure-request', { reason: 'Again.' })).body.code).toBe('transparency-log/erasure-requested');
  });

  it('is news for the person who requested the erasure, and for nobody else', async () => {
    await post(second, await requested(), 'erasure-refusal', WHY);
    const newsOf = async (who: TestPerson) =>
      (await bed.call(who, 'GET', '/desk/api/news')).body.lines.filter(
        ({ kind }: { kind: string }) => kind === 'transparency-log/refuse-erasure',
      );
    expect(await newsOf(office)).toContainEqual(expect.objectContaining({ page: 'log' }));
    expect([await newsOf(second), await newsOf(auditor)]).toEqual([[], []]);
  });
});

describe('withdraw-erasure-request', () => {
  it('is for the person who requested the erasure alone, and keeps the content', async () => {
    const entryId = await requested();
    expect((await post(second, entryId, 'erasure-withdrawal')).body.code).toBe('transparency-log/request-of-another');
    expect((await post(office, entryId, 'erasure-withdrawal')).status).toBe(200);
    expect((await post(second, entryId, 'erasure')).status).toBe(404);
    expect(await hasContent(entryId)).toBe(true);
    expect(await rowsOf(second, entryId)).toMatchObject([{ state: 'withdrawn', refusal: null, actions: [] }]);
  });
});

describe('ask-erasure', () => {
  it('makes one request of two that are sent at the same moment', async () => {
    const entryId = await requested();
    await post(office, entryId, 'erasure-withdrawal');
    const both = await Promise.all([office, second].map((who) => post(who, entryId, 'erasure-request', { reason: 'At once.' })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
