import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';
import { givenContract } from '../fixtures/contract.ts';

let bed: TestBed;
let nation = '';
let officer: TestPerson;
let legal: TestPerson;
const contracts = '/desk/api/contracts';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  officer = await bed.signIn.contractingOfficer(nation);
  legal = await bed.signIn.legalAdviser(nation);
});
afterAll(() => bed.close());

describe('correct-member (5f, P5f.2)', () => {
  it('corrects what was recorded wrongly of a firm, keeps in the log what was recorded before, and engages no firm by its own', async () => {
    const id = await givenContract(bed, officer, nation, { number: 'XC-31' });
    const firm = { parentId: null, kind: 'subcontractor', name: 'Oldbran', work: 'Cleaning', country: 'XK' };
    const add = async (fields: object) =>
      (await bed.call(officer, 'POST', `${contracts}/${id}/members`, { ...firm, ...fields })).body.memberId as string;
    const wrong = await add({});
    const below = await add({ parentId: wrong, kind: 'agent', name: 'Talven' });
    const of = (memberId: string) => `${contracts}/${id}/members/${memberId}`;
    const correct = (fields: object, version: number, { person = officer, memberId = wrong } = {}) =>
      bed.call(person, 'PUT', of(memberId), { ...firm, ...fields }, { 'if-match': `"${version}"` });
    expect((await correct({}, 1, { person: legal })).status).toBe(403);
    expect((await correct({ name: '' }, 1)).status).toBe(422);
    expect((await correct({ country: 'QQ' }, 1)).status).toBe(422);
    for (const parentId of [wrong, below]) expect((await correct({ parentId }, 1)).body.code).toBe('contractors/engaged-by-own');
    expect((await correct({ parentId: below, kind: 'consortium' }, 1)).body.code).toBe('contractors/other-contract');
    const right = { name: 'Oldbarn', kind: 'consortium', country: 'FR' };
    expect((await correct(right, 1)).body).toEqual({ memberId: wrong, version: 2 });
    expect((await correct(right, 1)).body).toMatchObject({ status: 412, code: 'platform/stale' });
    const members = async () => (await bed.call(officer, 'GET', `${contracts}/${id}`)).body.members;
    expect(await members()).toMatchObject([
      { id: wrong, ...firm, ...right, tier: 0, version: 2 },
      { id: below, parentId: wrong, name: 'Talven', version: 1 },
    ]);
    const { rows } = await bed.deployer.query(
      `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where command = 'contractors/correct-member'`,
    );
    expect(rows).toEqual([
      { detail: { member: wrong, name: 'Oldbran', before: { name: 'Oldbran', kind: 'subcontractor', country: 'XK' }, after: right } },
    ]);
    // One that left can be corrected too.
    await bed.call(officer, 'POST', `${of(below)}/left`, { on: '2026-01-02' }, { 'if-match': '"1"' });
    expect((await correct({ name: 'Talven Recruitment', kind: 'agent' }, 2, { memberId: below })).status).toBe(200);
    expect((await members())[1]).toMatchObject({ name: 'Talven Recruitment', parentId: null, leftOn: '2026-01-02', version: 3 });
  });

  it('engages no two firms by each other where both are corrected at once', async () => {
    const id = await givenContract(bed, officer, nation, { number: 'XC-32' });
    const firm = { parentId: null, kind: 'subcontractor', name: 'Firm', work: null, country: null };
    const [one, two] = await Promise.all(
      [1, 2].map(async () => (await bed.call(officer, 'POST', `${contracts}/${id}/members`, firm)).body.memberId as string),
    );
    const engage = (memberId: string, parentId: string) =>
      bed.call(officer, 'PUT', `${contracts}/${id}/members/${memberId}`, { ...firm, parentId }, { 'if-match': '"1"' });
    const { both } = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query('select from contractors.member where id = any ($1) for update', [[one, two]]);
      const begun = Promise.all([engage(one!, two!), engage(two!, one!)]);
      await expect.poll(async () => (await readBlocked(bed.deployer)).length, { interval: 10 }).toBe(2);
      return { both: begun };
    });
    expect((await both).map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });
});
