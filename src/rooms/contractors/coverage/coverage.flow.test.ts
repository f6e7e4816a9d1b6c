import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureContracts } from '#app/serving/measuring.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../fixtures/contract.ts';
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
