import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract, UNKNOWN_CONTRACT } from '../../fixtures/contract.ts';

let bed: TestBed;
let officer: TestPerson;
let nation = '';
const api = '/desk/api';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  officer = await bed.signIn.contractingOfficer(nation);
});
afterAll(() => bed.close());

const linkOf = async (contract: string, name: string): Promise<string> => {
  const link = { memberId: null, name, capacity: 'Compliance manager', email: null, telephone: null, endsOn: '2027-06-30' };
  return new URL((await bed.call(officer, 'POST', `${api}/contracts/${contract}/firm-links`, link)).body.link).pathname;
};
const ask = async (contract: string, question: string): Promise<string> =>
  (await bed.call(officer, 'POST', `${api}/contracts/${contract}/firm-questions`, { memberId: null, question, dueOn: null })).body
    .questionId;
const open = (address: string) => bed.server.inject({ method: 'GET', url: address, headers: { 'accept-language': 'en' } });
async function send(address: string, fields: Record<string, string>): Promise<string> {
  const id = randomUUID();
  const { statusCode } = await bed.server.inject({
    ...{ method: 'POST', url: address, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    payload: new URLSearchParams({ id, ...fields }).toString(),
  });
  expect(statusCode).toBe(303);
  return id;
}
const change = (contract: string, version: number, fields: object) =>
  bed.call(officer, 'PUT', `${api}/contracts/${contract}`, { ...UNKNOWN_CONTRACT, ...fields }, { 'if-match': `"${version}"` });

/** A contract whose contractor has a link, answered a question and certified; and the id of its answer. */
async function worked(number: string) {
  const contract = await givenContract(bed, officer, nation, { number });
  const question = await ask(contract, 'Who holds the passports?');
  const address = await linkOf(contract, 'Rosa Keller');
  const answer = await send(address, { do: 'answer', question, text: 'Each worker.' });
  const statements = ['plan-carried-out', 'procedures', 'due-diligence'].map((one) => ['statement', one] as [string, string]);
  const certified = await bed.server.inject({
    ...{ method: 'POST', url: address, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    payload: new URLSearchParams([
      ...Object.entries({ do: 'certify', id: randomUUID(), name: 'Rosa', capacity: 'Manager', found: 'none-found' }),
      ...statements,
    ]).toString(),
  });
  expect(certified.statusCode).toBe(303);
  return { contract, address, answer };
}

describe('a contract that gets another contractor (5f)', () => {
  it('opens no link of the earlier one, and shows the new one nothing of it', async () => {
    const { contract, address, answer } = await worked('XC-1');
    expect((await change(contract, 1, { contractor: 'BRIGHTWATER catering', title: 'Canteens' })).status).toBe(200);
    expect((await open(address)).body).toContain('Who holds the passports?');
    expect((await change(contract, 2, { contractor: 'Oldbarn Provisions' })).status).toBe(200);
    expect(await open(address)).toMatchObject({ statusCode: 404, body: expect.stringContaining('This link has expired') });
    const fresh = await linkOf(contract, 'Nils Berg');
    const page = await open(fresh);
    expect(page).toMatchObject({ statusCode: 200, body: expect.stringContaining('Page of Oldbarn Provisions') });
    for (const other of ['Who holds the passports?', answer, 'Your last certification']) expect(page.body).not.toContain(other);
    expect((await open(`${fresh}/receipts/${answer}`)).statusCode).toBe(404);
    await ask(contract, 'Who pays?');
    expect((await open(fresh)).body).toContain('Who pays?');
  });

  it('says at the desk which links, questions and texts are of an earlier one', async () => {
    const { contract } = await worked('XC-2');
    await change(contract, 1, { contractor: 'Oldbarn Provisions' });
    await linkOf(contract, 'Nils Berg');
    expect((await bed.call(officer, 'GET', `${api}/contracts/${contract}/firms`)).body).toMatchObject({
      links: [
        { name: 'Nils Berg', firm: 'Oldbarn Provisions', state: 'open' },
        { name: 'Rosa Keller', firm: null, state: 'over' },
      ],
      questions: [{ firm: null }],
      messages: [{ firm: null }, { firm: null }],
    });
  });

  it('names the contractor of then in a violation: that of the notice of a firm, and of what a person recorded', async () => {
    const { contract, address } = await worked('XC-6');
    await send(address, { do: 'notify', danger: 'no', what: 'Fees', where: '', when: '', since: 'hour', day: '' });
    const { memberId } = (
      await bed.call(officer, 'POST', `${api}/contracts/${contract}/members`, {
        parentId: null,
        kind: 'agent',
        name: 'Talven',
        work: null,
        country: null,
      })
    ).body;
    const record = (title: string, of: string | null) =>
      bed.call(officer, 'POST', `${api}/violations`, {
        ...{ contractId: contract, memberId: of, title, summary: 'Known.', provisions: [], source: 'worker', danger: false },
        ...{ knownAt: '2026-11-01T00:00:00Z', notifiedAt: null },
      });
    await record('Passports', null);
    await record('Housing', memberId);
    await change(contract, 1, { contractor: 'Oldbarn Provisions' });
    const latest = (await record('Wages', null)).body.violationId;
    const { items } = (await bed.call(officer, 'GET', `${api}/violations?contractId=${contract}`)).body;
    expect(new Map(items.map(({ title, firm }: { title: string; firm: string }) => [title, firm]))).toEqual(
      new Map([
        ['Fees', 'Brightwater Catering'],
        ['Passports', 'Brightwater Catering'],
        ['Housing', 'Talven'],
        ['Wages', 'Oldbarn Provisions'],
      ]),
    );
    expect((await bed.call(officer, 'GET', `${api}/violations/${latest}`)).body).toMatchObject({ firm: 'Oldbarn Provisions' });
    await bed.deployer.query('update contractors.violation set contractor = null where id = $1', [latest]);
    expect((await bed.call(officer, 'GET', `${api}/violations/${latest}`)).body).toMatchObject({ firm: null });
  });

  it('leaves no task of a question that nobody can answer any more', async () => {
    const { contract } = await worked('XC-4');
    const question = await ask(contract, 'Who pays?');
    await bed.deployer.query(`update contractors.firm_question set due_on = '2026-01-01' where id = $1`, [question]);
    const tasks = async () =>
      (await bed.call(officer, 'GET', `${api}/tasks`)).body.contracts.tasks.filter(
        ({ kind, id }: { kind: string; id: string }) => kind === 'unanswered' && id === contract,
      );
    expect(await tasks()).toHaveLength(1);
    await change(contract, 1, { contractor: 'Oldbarn Provisions' });
    expect(await tasks()).toEqual([]);
  });

  it('counts no plan, certification or notice of the earlier one for the new one (P5f.4)', async () => {
    const firm = await bed.givenParty({ kind: 'contractor', code: 'FIRM-X', name: 'Oldbarn' });
    const owed = {
      ...{ setId: 'far-52.222-50', value: '900000', currency: 'USD', country: 'XK', abroad: true, offTheShelf: false },
      ...{ clauseOn: '2026-01-02', awardedOn: '2026-01-02' },
    };
    const contract = await givenContract(bed, officer, nation, { ...owed, number: 'XC-5' });
    const post = (path: string, body: object) => bed.call(officer, 'POST', `${api}/contracts/${contract}/${path}`, body);
    const [of] = await Promise.all([
      post('members', { parentId: null, kind: 'agent', name: 'Talven', work: null, country: null }),
      post('plans', { memberId: null, on: '2026-02-01', title: 'Plan', file: null }),
    ]);
    const statements = ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'];
    const certify = (memberId: string | null) =>
      post('certifications', { memberId, on: '2026-02-01', name: 'Rosa', function: 'Manager', statements, note: null });
    for (const memberId of [null, of.body.memberId]) expect((await certify(memberId)).status).toBe(200);
    const notice = (at: string) =>
      bed.deployer.query(
        `insert into contractors.violation (id, contract_id, party_id, title, summary, provisions, source, danger, known_at, notified_at, state, recorded_at, recorded_by)
          select gen_random_uuid(), $1, $2, 't', 's', '{}', 'firm', false, $3, $3, 'recorded', now(), id from identity.person limit 1`,
        [contract, nation, at],
      );
    await notice(new Date().toISOString());
    const token = randomUUID();
    await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
    const measured = async () => {
      const client = await connect(bed.app);
      try {
        await client.query('begin');
        await client.query('select identity.open($1)', [token]);
        const { rows } = await client.query(
          `select contractors.plan_facts($1, current_date) -> 'contracts' as kept, contractors.count_notices('2026-01-01', 24) as notices`,
          [firm],
        );
        return rows[0];
      } finally {
        await client.end();
      }
    };
    const seen = async () => ({
      firms: (await bed.call(officer, 'GET', `${api}/contracts/${contract}/plans`)).body.firms,
      ...(await measured()),
    });
    expect((await change(contract, 1, { ...owed, contractorId: firm })).status).toBe(200);
    expect(await seen()).toMatchObject({
      firms: [{ plan: { title: 'Plan' }, certification: { name: 'Rosa' } }, { certification: { name: 'Rosa' } }],
      kept: [{ plan: { review: null }, certifiedOn: '2026-02-01' }],
      notices: [{ party: firm, notices: 1 }],
    });
    expect((await change(contract, 2, { ...owed, contractorId: firm, contractor: 'Oldbarn Provisions' })).status).toBe(200);
    const today = new Date().toISOString().slice(0, 10);
    expect(await seen()).toMatchObject({
      firms: [
        { plan: null, certification: null, dues: [{ kind: 'plan', on: today, late: false }, { kind: 'certification' }] },
        { certification: { name: 'Rosa' } },
      ],
      kept: [{ plan: null, certifiedOn: null }],
      notices: [],
    });
    // One that is recorded of the new one, which notified before the contract had it.
    await notice('2026-02-01');
    expect(await measured()).toMatchObject({ notices: [{ party: firm, notices: 1 }] });
  });

  /** Imports a table that gives the contract of this number to Oldbarn; undoes it. */
  async function importOldbarn(number: string): Promise<() => Promise<void>> {
    const imports = (path: string, fields: Record<string, string> = {}) =>
      bed.call(
        officer,
        'POST',
        `${api}/parties/${nation}/contract-imports${path}?${new URLSearchParams({ name: 't.csv', ...fields })}`,
        Buffer.from(`Number,Title,Contractor\n${number},Kitchens,Oldbarn Provisions\n`),
        { 'content-type': 'application/octet-stream' },
      );
    const { mapping, against } = (await imports('/preview')).body;
    const applied = await imports('', { mapping: JSON.stringify(mapping), against, title: 'Sheet', leaveOut: 'no' });
    const undo = `${api}/contract-imports/${applied.body.importId}/undo`;
    return async () =>
      expect((await bed.call(officer, 'POST', undo, { reason: 'The wrong sheet.' }, { 'if-match': '"1"' })).status).toBe(200);
  }

  it('ends the links of the earlier one also where a table says it, and where that is undone after the new one got a link', async () => {
    const { contract, address } = await worked('XC-3');
    const undo = await importOldbarn('XC-3');
    expect((await open(address)).statusCode).toBe(404);
    const fresh = await linkOf(contract, 'Nils Berg');
    await undo();
    expect([(await open(address)).statusCode, (await open(fresh)).statusCode]).toEqual([404, 404]);
  });

  it('is as before the table that is undone where nobody dealt with the new one: links open, and certifications count', async () => {
    const { contract, address, answer } = await worked('XC-7');
    const certified = async () => (await bed.call(officer, 'GET', `${api}/contracts/${contract}/plans`)).body.firms[0].certification;
    const undo = await importOldbarn('XC-7');
    expect(await certified()).toBeNull();
    // A violation of the earlier one is none of the new one.
    const violation = {
      ...{ contractId: contract, memberId: null, contractor: 'Brightwater Catering', title: 'Fees', summary: 'Known.', provisions: [] },
      ...{ source: 'worker', danger: false, knownAt: '2026-11-01T00:00:00Z', notifiedAt: null },
    };
    expect((await bed.call(officer, 'POST', `${api}/violations`, violation)).status).toBe(200);
    await undo();
    expect((await bed.call(officer, 'GET', `${api}/contracts/${contract}`)).body.earlierContractors).toEqual([]);
    expect(await certified()).toMatchObject({ name: 'Rosa' });
    expect((await open(address)).body).toContain('Who holds the passports?');
    await change(contract, 3, { contractor: 'Marlow' });
    const latest = await linkOf(contract, 'Nils Berg');
    await (await importOldbarn('XC-7'))();
    expect([(await open(address)).statusCode, (await open(latest)).statusCode]).toEqual([404, 200]);
    expect((await open(`${latest}/receipts/${answer}`)).statusCode).toBe(404);
  });
});
