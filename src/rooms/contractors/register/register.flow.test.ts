import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract, UNKNOWN_CONTRACT } from '../fixtures/contract.ts';

let bed: TestBed;
let [nation, other, headquarters, firm] = ['', '', '', ''];
const who = {} as Record<'officer' | 'legal' | 'other' | 'headquarters' | 'office' | 'firm' | 'trainer', TestPerson>;
const contracts = '/desk/api/contracts';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  firm = await bed.givenParty({ kind: 'contractor', code: 'BRIGHTWATER', name: 'Brightwater' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  who.headquarters = await bed.signIn.contractingOfficer(headquarters);
  who.office = await bed.signIn.policyOffice(headquarters);
  // A second one: a person alone would see everything.
  await bed.signIn.policyOffice(headquarters);
  who.firm = await bed.signIn.contractingOfficer(firm);
});
afterAll(() => bed.close());

const record = (person: TestPerson, partyId: string, fields: Record<string, unknown>) =>
  bed.call(person, 'POST', contracts, { ...UNKNOWN_CONTRACT, partyId, state: 'awarded', ...fields });
const numbersFor = async (person: TestPerson) =>
  (await bed.call(person, 'GET', contracts)).body.items.map(({ number }: { number: string }) => number);

describe('the register of contracts (5f)', () => {
  it('shows a contract to those of its party who read contracts, and to no other, nor to the policy office', async () => {
    const own = await givenContract(bed, who.officer, nation, { number: 'XC-1', value: '410000.50', currency: 'EUR' });
    const ofHeadquarters = await givenContract(bed, who.headquarters, headquarters, { number: 'HQ-1' });
    expect(await numbersFor(who.officer)).toEqual(['XC-1']);
    expect(await numbersFor(who.legal)).toEqual(['XC-1']);
    expect(await numbersFor(who.headquarters)).toEqual(['HQ-1']);
    expect(await numbersFor(who.other)).toEqual([]);
    expect(await numbersFor(who.firm)).toEqual([]);
    for (const other of [who.trainer, who.office]) expect((await bed.call(other, 'GET', contracts)).status).toBe(403);
    for (const stranger of [who.other, who.office, who.firm])
      expect((await bed.call(stranger, 'GET', `${contracts}/${own}`)).status).toBe(404);
    expect((await bed.call(who.headquarters, 'GET', `${contracts}/${ofHeadquarters}`)).body).toMatchObject({ number: 'HQ-1' });
    expect((await bed.call(who.legal, 'GET', `${contracts}/${own}`)).body).toMatchObject({ number: 'XC-1', mayManage: false });
    expect((await bed.call(who.officer, 'GET', `${contracts}/${own}`)).body).toMatchObject({
      ...{
        number: 'XC-1',
        value: '410000.50',
        currency: 'EUR',
        valueEur: '410000.50',
        coverage: 'not-checked',
        members: [],
        earlierContractors: [],
        mayManage: true,
      },
    });
  });

  it('refuses a number twice, a firm that lets contracts, a set that does not exist, and a currency that does not', async () => {
    expect((await record(who.officer, nation, { number: 'XC-1' })).body.code).toBe('contractors/number-taken');
    expect((await record(who.firm, firm, { number: 'F-1' })).body.code).toBe('contractors/lets-no-contracts');
    expect((await record(who.officer, nation, { number: 'XC-2', setId: 'none' })).body.code).toBe('contractors/unknown-set');
    expect((await record(who.officer, nation, { number: 'XC-2', contractorId: other })).body.code).toBe('contractors/not-a-firm');
    expect((await record(who.officer, nation, { number: 'XC-2', operationId: other })).body.code).toBe('contractors/not-an-operation');
    expect((await record(who.officer, nation, { number: 'XC-2', value: '1', currency: 'XYZ' })).status).toBe(422);
    expect((await record(who.officer, nation, { number: 'XC-2', value: '1' })).body.code).toBe('contractors/amount-without-currency');
    expect((await record(who.officer, nation, { number: 'XC-2', startsOn: '2026-02-01', endsOn: '2026-01-31' })).body.code).toBe(
      'contractors/end-before-start',
    );
    expect((await record(who.legal, nation, { number: 'XC-2' })).status).toBe(403);
    expect((await record(who.other, nation, { number: 'XC-2' })).status).toBe(403);
    expect(await numbersFor(who.officer)).toEqual(['XC-1']);
  });

  it('keeps the firms under a contract by tier, and refuses one under a firm of another contract (P5f.2)', async () => {
    const [one, two] = [
      await givenContract(bed, who.officer, nation, { number: 'XC-3' }),
      await givenContract(bed, who.officer, nation, { number: 'XC-4' }),
    ];
    const add = (contractId: string, kind: string, name: string, parentId: string | null = null) =>
      bed.call(who.officer, 'POST', `${contracts}/${contractId}/members`, { parentId, kind, name, work: null, country: null });
    const first = (await add(one, 'subcontractor', 'Oldbarn Provisions')).body.memberId;
    await add(one, 'agent', 'Talven Recruitment', first);
    await add(one, 'consortium', 'Marlow and Finch');
    expect((await add(two, 'agent', 'Talven Recruitment', first)).body.code).toBe('contractors/other-contract');
    const { members } = (await bed.call(who.officer, 'GET', `${contracts}/${one}`)).body;
    expect(members.map(({ name, tier }: { name: string; tier: number }) => [name, tier])).toEqual([
      ['Oldbarn Provisions', 1],
      ['Talven Recruitment', 2],
      ['Marlow and Finch', 0],
    ]);
    const leave = (on: string, version: number) =>
      bed.call(who.officer, 'POST', `${contracts}/${one}/members/${first}/left`, { on }, { 'if-match': `"${version}"` });
    expect((await leave('2999-01-01', 1)).body.code).toBe('contractors/day-to-come');
    expect((await leave('2026-01-02', 1)).status).toBe(200);
    expect((await leave('2026-01-02', 1)).status).toBe(412);
    expect((await bed.call(who.officer, 'GET', `${contracts}/${one}`)).body.members[0]).toMatchObject({ leftOn: '2026-01-02', version: 2 });
  });

  it('changes what is known of a contract, and forgets the value in euros with the amount', async () => {
    const id = await givenContract(bed, who.officer, nation, { number: 'XC-5', value: '100', currency: 'USD' });
    await bed.deployer.query(`update contractors.contract set rate = 1.25, rate_on = '2026-11-01', value_eur = 80 where id = $1`, [id]);
    const change = (fields: Record<string, unknown>, version: number) =>
      bed.call(
        who.officer,
        'PUT',
        `${contracts}/${id}`,
        { ...UNKNOWN_CONTRACT, value: '100.00', currency: 'USD', ...fields },
        { 'if-match': `"${version}"` },
      );
    expect((await change({ abroad: true, labour: 'low-skilled' }, 1)).status).toBe(200);
    expect((await bed.call(who.officer, 'GET', `${contracts}/${id}`)).body).toMatchObject({
      abroad: true,
      valueEur: '80.00',
      rateOn: '2026-11-01',
    });
    expect((await change({ value: '120' }, 1)).status).toBe(412);
    expect((await change({ value: '120' }, 2)).status).toBe(200);
    expect((await bed.call(who.officer, 'GET', `${contracts}/${id}`)).body).toMatchObject({
      value: '120.00',
      valueEur: null,
      rateOn: null,
    });
  });

  it('replaces a wrong rate with a reason, counts its contracts again, and keeps the earlier rate in the log', async () => {
    const id = await givenContract(bed, who.officer, nation, { number: 'XC-7', value: '600', currency: 'CHF' });
    const record = (fields: object, person = who.officer) =>
      bed.call(person, 'POST', '/desk/api/contract-rates', {
        ...{ partyId: nation, currency: 'CHF', day: '2026-01-05', units: '0.6', source: 'Bank' },
        ...fields,
      });
    const euros = async () => (await bed.call(who.officer, 'GET', `${contracts}/${id}`)).body;
    expect(await euros()).toMatchObject({ valueEur: null, rate: null, rateOn: null });
    expect((await record({ reason: 'Typing error' })).body.code).toBe('contractors/no-rate-to-replace');
    expect((await record({})).status).toBe(200);
    expect(await euros()).toMatchObject({ valueEur: '1000.00', rateOn: '2026-01-05' });
    expect((await record({ units: '0.96' })).body.code).toBe('contractors/rate-known');
    for (const person of [who.legal, who.other]) expect((await record({ units: '0.96', reason: 'Wrong' }, person)).status).toBe(403);
    expect(await euros()).toMatchObject({ valueEur: '1000.00' });
    expect((await record({ units: '0.96', source: 'Gazette', reason: 'Typing error' })).status).toBe(200);
    expect(await euros()).toMatchObject({ valueEur: '625.00', rate: '0.96000000', rateOn: '2026-01-05' });
    const { items } = (await bed.call(who.officer, 'GET', `/desk/api/contract-rates?partyId=${nation}`)).body;
    expect(items).toContainEqual({ currency: 'CHF', contracts: 1, day: '2026-01-05', units: '0.96', source: 'Gazette' });
    const { rows } = await bed.deployer.query(
      `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where command = 'contractors/record-rate' order by e.xid`,
    );
    expect(rows.map(({ detail }) => detail)).toEqual([
      { currency: 'CHF', day: '2026-01-05', units: '0.6' },
      {
        ...{ currency: 'CHF', day: '2026-01-05', units: '0.96' },
        ...{ reason: 'Typing error', replaced: { units: '0.6', source: 'Bank' } },
      },
    ]);
  });

  it('gives contracts that are not over to the successor of their officer once the hand-over is accepted', async () => {
    const role = { role: ROLE.contractingOfficer, partyId: other };
    const [leaver, successor, admin] = [
      await bed.givenPerson('Lena Voss', [role, { role: ROLE.trainingOfficer, partyId: other }]),
      await bed.givenPerson('Otto Brandt'),
      await bed.signIn.partyAdmin(other),
    ];
    const kept = async (number: string, officer: TestPerson, state = 'awarded') =>
      (await record(who.other, other, { number, state, officerId: officer.personId })).body.contractId as string;
    const ids = [await kept('XD-1', leaver), await kept('XD-2', leaver, 'ended'), await kept('XD-3', who.other)];
    const elsewhere = await givenContract(bed, who.officer, nation, { number: 'XC-8', officerId: leaver.personId });
    const officers = () => Promise.all(ids.map(async (id) => (await bed.call(who.other, 'GET', `${contracts}/${id}`)).body.officerId));
    const byOfficer = async () =>
      (await bed.call(who.other, 'GET', '/desk/api/contract-coverage')).body.byOfficer.map(({ name }: { name: { en: string } }) => name.en);
    const handOver = async (name: string, accept: boolean) => {
      const grants = (await bed.call(leaver, 'GET', '/desk/api/session')).body.grants as { id: string; role: string }[];
      const { body } = await bed.call(leaver, 'POST', '/desk/api/hand-overs', {
        ...{ successorId: successor.personId, lastDay: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) },
        grantIds: grants.filter((grant) => grant.role === name).map(({ id }) => id),
      });
      const decision = { accept, reason: accept ? null : 'Not yet.' };
      expect((await bed.call(admin, 'POST', `/desk/api/hand-overs/${body.handOverId}/decision`, decision)).status).toBe(200);
    };
    // Another role of the leaver, or a refusal, moves nothing.
    await handOver(ROLE.trainingOfficer, true);
    await handOver(ROLE.contractingOfficer, false);
    expect(await officers()).toEqual([leaver.personId, leaver.personId, who.other.personId]);
    expect(await byOfficer()).toContain('Lena Voss');
    await handOver(ROLE.contractingOfficer, true);
    expect(await officers()).toEqual([successor.personId, leaver.personId, who.other.personId]);
    expect((await bed.call(successor, 'GET', `${contracts}/${ids[0]}`)).body).toMatchObject({
      number: 'XD-1',
      mayManage: true,
      version: 2,
    });
    expect((await bed.call(who.officer, 'GET', `${contracts}/${elsewhere}`)).body.officerId).toBe(leaver.personId);
    expect(await byOfficer()).toContain('Otto Brandt');
    expect(await byOfficer()).not.toContain('Lena Voss');
  });

  it('ends once, on a day that has come', async () => {
    const id = await givenContract(bed, who.officer, nation, { number: 'XC-6', state: 'awarded' });
    const end = async (on: string, version: number) =>
      (await bed.call(who.officer, 'POST', `${contracts}/${id}/end`, { on }, { 'if-match': `"${version}"` })).body.code;
    expect(await end('2999-01-01', 1)).toBe('contractors/day-to-come');
    expect(await end('2026-02-02', 1)).toBeUndefined();
    expect(await end('2026-02-02', 2)).toBe('contractors/not-in-this-state');
    expect((await bed.call(who.officer, 'GET', `${contracts}/${id}`)).body).toMatchObject({ state: 'ended', endsOn: '2026-02-02' });
  });

  it('ends a contract before the start that it states, and keeps both days when it is changed', async () => {
    const term = { startsOn: '2999-01-01', endsOn: '2999-12-31' };
    const id = await givenContract(bed, who.officer, nation, { number: 'XC-9', state: 'awarded', awardedOn: '2026-01-15', ...term });
    const change = (fields: object, version: number) =>
      bed.call(who.officer, 'PUT', `${contracts}/${id}`, { ...UNKNOWN_CONTRACT, ...term, ...fields }, { 'if-match': `"${version}"` });
    const end = { startsOn: '2999-01-01', endsOn: '2026-02-02' };
    expect((await change(end, 1)).body.code).toBe('contractors/end-before-start');
    expect((await bed.call(who.officer, 'POST', `${contracts}/${id}/end`, { on: end.endsOn }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await change({ ...end, title: 'Canteens' }, 2)).status).toBe(200);
    expect((await bed.call(who.officer, 'GET', `${contracts}/${id}`)).body).toMatchObject({ state: 'ended', title: 'Canteens', ...end });
  });
});
