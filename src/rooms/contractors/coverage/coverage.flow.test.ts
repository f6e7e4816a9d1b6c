import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureContracts } from '#app/serving/measuring.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { confirmedOn, givenContract } from '../fixtures/contract.ts';
import type { COVERAGES } from '../register/contract.rules.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
const who = {} as Record<'officer' | 'legal' | 'other' | 'office', TestPerson>;
const token = randomUUID();
const at = (hour: number) => bed.setClock(() => new Date(`2026-11-24T${hour}:00:00Z`));

beforeAll(async () => {
  bed = await openTestBed();
  at(12);
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  who.office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
});
afterAll(() => bed.close());

/** Sets what a contract carries, as a check that people confirmed would. */
const carry = (id: string, coverage: (typeof COVERAGES)[number]) =>
  bed.deployer.query('update contractors.contract set coverage = $2 where id = $1', [id, coverage]);
/** The daily round, as the installation does it; how many parties it measured. */
const measure = () =>
  measureContracts({
    run: (command, input) => runCommand(bed.platform, command, { token, key: newKey(), input }),
    ask: async (query, input) => query.answer.parse(await runQuery(bed.platform, query, { token, input })),
  });
const items = async (party: string) =>
  (
    await bed.deployer.query(
      `select i.says, i.origin, i.state, i.title_en as title, i.source_en as source, (select array_agg(o.obligation_id order by 1)
         from evidence.item_obligation o where o.item_id = i.id) as on
       from evidence.item i where i.kind = 'EV-CLAU' and i.party_id = $1 order by i.entered_at`,
      [party],
    )
  ).rows;

const contracts: string[] = [];

describe('measureCoverage (P5f.1, P5f.2)', () => {
  it('says nothing of a register in which nothing was read: unread is unread, never missing', async () => {
    for (let n = 1; n <= 6; n++)
      contracts.push(await givenContract(bed, who.officer, nation, { number: `XC-${n}`, value: `${n}00.50`, currency: 'EUR' }));
    contracts.push(await givenContract(bed, who.officer, nation, { number: 'XC-7' }));
    await givenContract(bed, who.officer, nation, { number: 'XC-OVER', endsOn: '2026-11-23' });
    await givenContract(bed, who.officer, nation, { number: 'XC-PLAN', state: 'planned' });
    expect(await measure()).toBe(0);
    expect(await items(nation)).toEqual([]);
  });

  it('is measured from the contracts that run, by number and by value, and names what is unknown', async () => {
    for (const id of contracts.slice(0, 5)) await carry(id, 'present');
    await carry(contracts[5]!, 'missing');
    expect(await measure()).toBe(1);
    const [item] = await items(nation);
    expect(item).toMatchObject({
      ...{ says: 'partly-met', origin: 'measured', state: 'submitted', on: ['P5f.1', 'P5f.2'] },
      title:
        'Running contracts with the whole clause set, confirmed by a person: 5 of 7. Lacking it or part of it: 1. Not read or not confirmed: 1',
    });
    // 1,502.50 of 2,103 euros.
    expect(item.source).toMatch(/By value in euros: 71 % of 6 contracts with a known value; 1 value is unknown\.$/);
    const cell = (await bed.call(who.officer, 'GET', `/desk/api/parties/${nation}/obligations/P5f.1`)).body;
    expect(cell).toMatchObject({ status: 'partly-met', origin: 'measured' });
    expect(await measure()).toBe(0);
  });

  it('is met once all that is known carries the set, and shows no value of few contracts', async () => {
    at(13);
    for (const id of contracts) await carry(id, 'present');
    const few = await givenContract(bed, who.other, other, { number: 'XD-1', value: '31415', currency: 'EUR' });
    await carry(few, 'struck-out');
    expect(await measure()).toBe(2);
    expect((await items(nation)).map(({ says, state }) => [says, state])).toEqual([
      ['partly-met', 'corrected'],
      ['met', 'submitted'],
    ]);
    const [theirs] = await items(other);
    expect(theirs).toMatchObject({ says: 'not-met' });
    expect(theirs.source).toMatch(/not shown, as fewer than 5 contracts/);
    // What headquarters reads of them is counts: no number, firm or value.
    const seen = (await bed.call(who.office, 'GET', `/desk/api/parties/${other}/obligations/P5f.1`)).text;
    expect(seen).toContain('0 of 1');
    for (const secret of ['XD-1', 'Brightwater', '31415', '31,415']) expect(seen).not.toContain(secret);
  });

  it('is in progress once nothing is known any more', async () => {
    at(14);
    for (const id of contracts) await carry(id, 'to-confirm');
    await measure();
    expect((await items(nation)).at(-1)).toMatchObject({ says: 'in-progress', state: 'submitted' });
  });
});

describe('getCoverage and listGaps (5f)', () => {
  const get = async (person: TestPerson, path: string) => (await bed.call(person, 'GET', `/desk/api/${path}`)).body;

  it('count each running contract once, by set, operation and officer, and name what lacks something first', async () => {
    at(15);
    const operation = await bed.givenParty({ kind: 'operation', code: 'AQ', name: 'Amber Quay' });
    for (const id of contracts.slice(0, 4)) await carry(id, 'present');
    await carry(contracts[4]!, 'missing');
    await bed.deployer.query('update contractors.contract set operation_id = $2, officer_id = $3 where id = $1', [
      ...[contracts[4]!, operation, who.officer.personId],
    ]);
    const view = await get(who.officer, 'contract-coverage');
    expect(view.shares).toEqual({
      whole: { contracts: 4, valued: 4, euros: 1002 },
      lacking: { contracts: 1, valued: 1, euros: 500.5 },
      unknown: { contracts: 2, valued: 1, euros: 600.5 },
    });
    for (const name of ['bySet', 'byOperation', 'byOfficer'])
      expect(view[name].flatMap(({ shares }: { shares: object }) => Object.values(shares)).reduce(add, 0)).toBe(7);
    expect(view.byOperation.at(0)).toMatchObject({ id: operation, name: { en: 'Amber Quay' } });
    expect(view.byOfficer.at(-1)).toMatchObject({ id: null, name: null });
    const gaps = await get(who.officer, 'contract-gaps');
    expect([gaps.all, ...gaps.rows.map(({ number }: { number: string }) => number)]).toEqual([3, 'XC-5', 'XC-6', 'XC-7']);
    // Nothing was read of it: each provision is a gap, and none is said to be missing.
    expect(gaps.rows[0].gaps.map(({ state }: { state: string | null }) => state)).toEqual([null, null, null]);
    expect((await get(who.officer, 'contract-gaps?most=1')).rows).toHaveLength(1);
  });

  it('show month by month how many ran, and since when those that are whole today are so', async () => {
    const [early, late] = contracts as [string, string];
    await bed.deployer.query(`update contractors.contract set starts_on = '2026-09-10' where party_id = $1`, [nation]);
    await bed.deployer.query(`update contractors.contract set starts_on = '2026-02-01', ends_on = '2026-11-30' where id = $1`, [early]);
    await confirmedOn(bed, who.officer.personId, nation, early, '2026-10-12');
    await confirmedOn(bed, who.officer.personId, nation, late, '2026-11-20');
    const { months } = await get(who.officer, 'contract-coverage');
    const at = (day: string) => months.find((one: { day: string }) => one.day === day);
    expect(months).toHaveLength(13);
    expect(at('2026-01-31')).toMatchObject({ contracts: 0, whole: 0 });
    expect(at('2026-08-31')).toMatchObject({ contracts: 1, whole: 0 });
    // One contract ended on 23 November, so it still ran at the end of October.
    expect(at('2026-10-31')).toMatchObject({ contracts: 8, whole: 1 });
    expect(months.at(-1)).toEqual({ day: '2026-11-24', contracts: 7, whole: 2 });
  });

  it('count no contract as having run that was cancelled before its award', async () => {
    const ran = async () => (await get(who.officer, 'contract-coverage')).months.map(({ contracts: n }: { contracts: number }) => n);
    const before = await ran();
    const id = await givenContract(bed, who.officer, nation, { number: 'XC-GONE', state: 'planned', endsOn: '2026-12-31' });
    const ended = await bed.call(who.officer, 'POST', `/desk/api/contracts/${id}/end`, { on: '2026-11-24' }, { 'if-match': '"1"' });
    expect(ended.status).toBe(200);
    expect(await get(who.officer, `contracts/${id}`)).toMatchObject({ state: 'ended', endsOn: null });
    expect(await ran()).toEqual(before);
  });

  it('count violations by the provision that is said to be violated', async () => {
    const report = (contractId: string, provisions: string[]) =>
      bed.call(who.officer, 'POST', '/desk/api/violations', {
        ...{ contractId, memberId: null, title: 'Fees', summary: 'Paid for visas.', provisions, source: 'audit', danger: false },
        ...{ knownAt: '2026-11-24T10:00:00Z', notifiedAt: null },
      });
    await report(contracts[0]!, ['engaging', 'penalties']);
    await report(contracts[1]!, ['engaging']);
    await report(contracts[1]!, []);
    const row = (provision: string | null, open: number) => expect.objectContaining({ provision, open, found: 0, 'not-found': 0 });
    const { violated } = await get(who.legal, 'contract-coverage');
    expect(violated).toEqual([row('engaging', 2), row('penalties', 1), row(null, 1)]);
    expect(violated[0]).toMatchObject({ title: { fr: 'Interdiction de se livrer à la traite' } });
    expect((await get(who.other, 'contract-coverage')).violated).toEqual([]);
  });

  it('draw no sample before the log published a checkpoint, then the same one for each reader of the party', async () => {
    const path = `contract-sample?partyId=${nation}&size=3`;
    expect(await get(who.officer, path)).toEqual({ sample: null });
    await placeAll(bed.platform.pool, bed.deployer);
    await publishIfDue(bed.platform, { hour: 3, step: 256 });
    const { sample } = await get(who.officer, path);
    expect(sample).toMatchObject({ rule: 'manumit contract sample 1', of: 7, checkpoint: { day: expect.any(String) } });
    expect(sample.contracts).toHaveLength(3);
    const all = (await get(who.officer, `contract-sample?partyId=${nation}&size=50`)).sample;
    expect(all.strata).toEqual([{ key: 'all', numbers: ['XC-1', 'XC-2', 'XC-3', 'XC-4', 'XC-5', 'XC-6', 'XC-7'], drawn: 7 }]);
    const read = all.contracts.find(({ number }: { number: string }) => number === 'XC-1');
    // Of the other provisions no file says anything: they are named, and nothing is said of them.
    expect(read.provisions.map(({ id, evidence }: { id: string; evidence: object[] }) => [id, evidence.length])).toEqual([
      ...[
        ['engaging', 1],
        ['facilitating', 0],
        ['penalties', 0],
      ],
    ]);
    expect(read.provisions[0]).toMatchObject({
      ...{ title: { fr: 'Interdiction de se livrer à la traite' } },
      evidence: [
        {
          ...{ file: 'a.pdf', state: 'present', decided: 'present', by: expect.any(String), entered: false, from: null },
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    });
    expect((await get(who.legal, path)).sample).toEqual(sample);
    expect((await get(who.other, path)).sample).toMatchObject({ of: 0, contracts: [] });
  });

  it('show nothing of another party, and are refused to headquarters', async () => {
    expect((await get(who.other, `contract-coverage?partyId=${nation}`)).shares.whole.contracts).toBe(0);
    expect((await get(who.other, 'contract-gaps')).rows.map(({ number }: { number: string }) => number)).toEqual(['XD-1']);
    expect((await get(who.legal, 'contract-gaps')).all).toBe(3);
    expect((await bed.call(who.office, 'GET', '/desk/api/contract-coverage')).status).toBe(403);
    expect((await bed.call(who.office, 'GET', '/desk/api/contract-gaps')).status).toBe(403);
    const { parts, order } = await get(who.officer, 'home');
    expect(order).toEqual(['coverage', 'contracts']);
    expect(parts.coverage).toMatchObject({ shares: { lacking: { contracts: 1 } }, gaps: { all: 3 }, late: 0, next: '2026-11-24' });
  });
});

const add = (sum: number, { contracts: n }: { contracts?: number } | never) => sum + (n ?? 0);
