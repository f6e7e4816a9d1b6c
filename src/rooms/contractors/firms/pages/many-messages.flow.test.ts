import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../../fixtures/contract.ts';

let bed: TestBed;
let officer: TestPerson;
let [nation, contract] = ['', ''];
const api = '/desk/api';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  officer = await bed.signIn.contractingOfficer(nation);
  contract = await givenContract(bed, officer, nation, { number: 'XC-1' });
});
afterAll(() => bed.close());

async function linkOf(): Promise<string> {
  const { body } = await bed.call(officer, 'POST', `${api}/contracts/${contract}/firm-links`, {
    ...{ memberId: null, name: 'Rosa Keller', capacity: 'Compliance manager', email: null, telephone: null, endsOn: '2027-06-30' },
  });
  return new URL(body.link).pathname;
}
const open = (address: string) => bed.server.inject({ method: 'GET', url: address, headers: { 'accept-language': 'en' } });
/** Sends an answer by the link; its id. */
async function answer(address: string, question: string): Promise<string> {
  const id = randomUUID();
  const { statusCode } = await bed.server.inject({
    ...{ method: 'POST', url: address, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    payload: new URLSearchParams({ do: 'answer', id, question, text: 'Each worker.' }).toString(),
  });
  expect(statusCode).toBe(303);
  return id;
}

describe('a firm that sent more than 200 texts (5f)', () => {
  it('keeps its questions answered and its receipts, on its page and at the desk', async () => {
    const ask = async (question: string) =>
      (await bed.call(officer, 'POST', `${api}/contracts/${contract}/firm-questions`, { memberId: null, question, dueOn: null })).body
        .questionId as string;
    const [old, never] = [await ask('Who holds the passports?'), await ask('Who pays?')];
    const address = await linkOf();
    const id = await answer(address, old);
    await bed.deployer.query(
      `insert into contractors.firm_message (id, link_id, contract_id, party_id, member_id, kind, content, sha256, sent_at)
        select gen_random_uuid(), link_id, contract_id, party_id, member_id, 'certification', content, sha256, now() + n * interval '1 minute'
        from contractors.firm_message, generate_series(1, 200) n where id = $1`,
      [id],
    );
    await bed.deployer.query(`update contractors.firm_message set sent_at = sent_at - interval '3 days'`);
    const page = (await open(address)).body;
    expect(page.match(/href="#q-[^"]+"/g)).toEqual([`href="#q-${never}"`]);
    expect([page.includes('The newest 200 are listed.'), page.includes(id)]).toEqual([true, false]);
    expect(await open(`${address}/receipts/${id}`)).toMatchObject({ statusCode: 200, body: expect.stringContaining('Each worker.') });
    for (const strange of [randomUUID(), 'x']) expect((await open(`${address}/receipts/${strange}`)).statusCode).toBe(404);
    const { questions, messages } = (await bed.call(officer, 'GET', `${api}/contracts/${contract}/firms`)).body;
    expect(messages).toHaveLength(200);
    const day = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
    expect(questions).toMatchObject([
      { id: never, answeredOn: null },
      { id: old, answeredOn: day },
    ]);
  });
});

describe('a contract with more than 200 links and questions (5f)', () => {
  it('lists all of them at the desk, so that an old link can be revoked', async () => {
    for (const [table, columns] of [
      ['firm_link', 'contract_id, party_id, member_id, name, capacity, created_by, created_at, ends_on'],
      ['firm_question', 'contract_id, party_id, member_id, question, due_on, asked_by, asked_at'],
    ] as const)
      await bed.deployer.query(
        `insert into contractors.${table} (id, ${columns}${table === 'firm_link' ? ', token_hash' : ''})
          select gen_random_uuid(), ${columns}${table === 'firm_link' ? `, sha256(convert_to(n::text, 'UTF8'))` : ''}
          from (select * from contractors.${table} limit 1) one, generate_series(1, 201) n`,
      );
    const { links, questions } = (await bed.call(officer, 'GET', `${api}/contracts/${contract}/firms`)).body;
    const countOf = async (table: string) => (await bed.deployer.query(`select count(*)::int from contractors.${table}`)).rows[0].count;
    expect([links.length, questions.length]).toEqual([await countOf('firm_link'), await countOf('firm_question')]);
    expect(links.length).toBeGreaterThan(200);
  });
});

describe('a firm that sent forty texts on one day (5f)', () => {
  it('still notifies credible information, and sends nothing else until tomorrow', async () => {
    contract = await givenContract(bed, officer, nation, { number: 'XC-2' });
    const question = (
      await bed.call(officer, 'POST', `${api}/contracts/${contract}/firm-questions`, { memberId: null, question: 'Who pays?', dueOn: null })
    ).body.questionId;
    const address = await linkOf();
    const id = await answer(address, question);
    await bed.deployer.query(
      `insert into contractors.firm_message (id, link_id, contract_id, party_id, member_id, kind, content, sha256, sent_at)
        select gen_random_uuid(), link_id, contract_id, party_id, member_id, 'certification', content, sha256, sent_at
        from contractors.firm_message, generate_series(1, 39) where id = $1`,
      [id],
    );
    const send = async (fields: Record<string, string>) =>
      (
        await bed.server.inject({
          ...{ method: 'POST', url: address, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
          payload: new URLSearchParams({ id: randomUUID(), ...fields }).toString(),
        })
      ).statusCode;
    expect(await send({ do: 'answer', question, text: 'Each worker.' })).toBe(429);
    expect(await send({ do: 'notify', danger: 'yes', what: 'Fees were asked.', since: 'day' })).toBe(303);
  });
});
