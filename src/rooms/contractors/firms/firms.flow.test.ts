import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureNoticesOfFirms } from '#app/serving/measuring.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../fixtures/contract.ts';
import { OWN_SET } from '../fixtures/own-set.ts';
import { hashText } from './firm-link.rules.ts';

let bed: TestBed;
let [nation, other, contract, member] = ['', '', '', ''];
const who = {} as Record<'officer' | 'legal' | 'other', TestPerson>;
const api = '/desk/api';
const END = '2027-06-30';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  contract = await givenContract(bed, who.officer, nation, { number: 'XC-1', value: '123456.00', currency: 'EUR' });
  const added = await bed.call(who.officer, 'POST', `${api}/contracts/${contract}/members`, {
    ...{ parentId: null, kind: 'agent', name: 'Talven Recruitment', work: null, country: null },
  });
  member = added.body.memberId;
});
afterAll(() => bed.close());

const representative = { name: 'Rosa Keller', capacity: 'Compliance manager', email: null, telephone: '+999 555 0142', endsOn: END };
const make = async (fields: Record<string, unknown> = {}, person = who.officer) =>
  bed.call(person, 'POST', `${api}/contracts/${contract}/firm-links`, { memberId: null, ...representative, ...fields });
const linkOf = async (memberId: string | null = null) => {
  const { body } = await make({ memberId });
  return { id: body.linkId as string, address: new URL(body.link).pathname };
};
const open = (address: string, language = 'en') =>
  bed.server.inject({ method: 'GET', url: address, headers: { 'accept-language': language } });
const send = (address: string, fields: Record<string, string | string[]>) =>
  bed.server.inject({
    ...{ method: 'POST', url: address, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    payload: new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
    ).toString(),
  });
const firms = async (person = who.officer) => (await bed.call(person, 'GET', `${api}/contracts/${contract}/firms`)).body;
const SIGNED = { do: 'certify', name: 'Rosa Keller', capacity: 'Compliance manager', note: '', found: 'none-found' };
const ALL = ['plan-carried-out', 'procedures', 'due-diligence'];
const NOTICE = { do: 'notify', danger: 'yes', what: 'Fees were asked.', where: 'Camp 2', when: '', since: 'day', day: '' };

describe('the link of a firm (5f, P5f.4)', () => {
  it('is shown once, opens its firm alone without account or script, and shows the day of its last use', async () => {
    const { id, address } = await linkOf(member);
    const page = await open(address);
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(page.headers['content-security-policy']).not.toContain('script-src');
    expect(page.body).toContain('Talven Recruitment');
    for (const hidden of ['<script', 'Brightwater', '123456']) expect(page.body).not.toContain(hidden);
    expect((await open(address, 'fr')).body).toContain('Contrat XC-1');
    expect((await firms(who.legal)).links[0]).toMatchObject({ id, state: 'open', lastUsedOn: new Date().toISOString().slice(0, 10) });
    expect(JSON.stringify(await firms())).not.toContain(address.split('/').at(-1));
    expect((await make({}, who.legal)).status).toBe(403);
    expect((await make({}, who.other)).status).toBe(404);
    expect((await make({ memberId: randomUUID() })).body.code).toBe('contractors/other-contract');
    expect((await make({ endsOn: '2020-01-01' })).body.code).toBe('contractors/firm-link-end');
    expect((await bed.call(who.other, 'GET', `${api}/contracts/${contract}/firms`)).status).toBe(404);
  });

  it('certifies: each statement is signed, hashed and recorded once, and the receipt has the code that the officer sees', async () => {
    const { address } = await linkOf();
    const id = randomUUID();
    const incomplete = await send(address, { ...SIGNED, id, statement: ALL.slice(1), name: 'Rosa <Keller>' });
    expect([incomplete.statusCode, incomplete.body.includes('Rosa &#60;Keller&#62;')]).toEqual([422, true]);
    expect((await send(address, { ...SIGNED, id, statement: ALL, name: '' })).statusCode).toBe(422);
    const sent = await send(address, { ...SIGNED, id, statement: ALL });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${address}/receipts/${id}?lang=en`]);
    expect((await send(address, { ...SIGNED, id, statement: ALL })).statusCode).toBe(303);
    const { messages } = await firms();
    expect(messages.filter(({ kind }: { kind: string }) => kind === 'certification')).toHaveLength(1);
    const receipt = (await open(`${address}/receipts/${id}`)).body;
    expect(receipt).toContain(messages[0].code);
    expect(receipt).toContain(hashText([messages[0].content]).sha256);
    expect(messages[0].content).toContain('Signed: Rosa Keller, Compliance manager');
    const { rows } = await bed.deployer.query(`select source, recorded_by, statements, sha256 from contractors.certification`);
    expect(rows).toEqual([
      { source: 'firm', recorded_by: null, statements: [...ALL, 'none-found'], sha256: hashText([messages[0].content]).sha256 },
    ]);
  });

  it('certifies for a firm under the contract, and no other firm sees that', async () => {
    const [agent, contractor] = [await linkOf(member), await linkOf()];
    const id = randomUUID();
    expect((await send(agent.address, { ...SIGNED, id, statement: ALL })).statusCode).toBe(303);
    expect((await open(`${contractor.address}/receipts/${id}`)).statusCode).toBe(404);
    expect((await open(contractor.address)).body).not.toContain(id);
    expect((await open(agent.address)).body).toContain(id);
  });

  it('notifies credible information: a violation begins with its clock, reported by the firm', async () => {
    const [{ address }, second] = [await linkOf(), await linkOf()];
    const id = randomUUID();
    expect((await send(address, { ...NOTICE, id, danger: '' })).statusCode).toBe(422);
    expect((await send(address, { ...NOTICE, id, since: 'earlier', day: '2999-01-01' })).body).toContain('up to today');
    expect((await send(address, { ...NOTICE, id })).statusCode).toBe(303);
    expect((await send(address, { ...NOTICE, id })).statusCode).toBe(303);
    const { items } = (await bed.call(who.officer, 'GET', `${api}/violations`)).body;
    expect(items).toHaveLength(1);
    expect((await bed.call(who.legal, 'GET', `${api}/violations/${items[0].id}`)).body).toMatchObject({
      ...{ state: 'notified', source: 'firm', danger: true, inTime: true, steps: [{ action: 'notify', by: 'Rosa Keller' }] },
    });
    const receipt = (await open(`${address}/receipts/${id}`)).body;
    for (const said of ['Corvania', '+999 555 0142', 'Camp 2']) expect(receipt).toContain(said);
    // Another representative of the same firm does not read it.
    expect((await open(`${second.address}/receipts/${id}`)).statusCode).toBe(404);
    expect((await open(second.address)).body).not.toContain(id);
  });

  it('names provisions of the set and whom the set notifies, who are a task until a person informed them', async () => {
    const inspector = { id: 'ig', title: { en: 'Inspector General', fr: 'Inspection générale' }, contact: 'ig@agency.example' };
    const load = (person: TestPerson, partyId: string, set: object) =>
      bed.call(person, 'POST', `${api}/contract-sets`, { partyId, file: JSON.stringify({ ...OWN_SET, ...set }) });
    // Another party may have another set of the same name.
    await load(who.other, other, { title: { en: 'Not of this contract' }, notify: [{ ...inspector, title: { en: 'Not theirs' } }] });
    expect((await load(who.officer, nation, { notify: [inspector] })).status).toBe(200);
    const owing = await givenContract(bed, who.officer, nation, { number: 'XC-OWN', setId: 'agency-2026@2026-01' });
    const { body } = await bed.call(who.officer, 'POST', `${api}/contracts/${owing}/firm-links`, { memberId: null, ...representative });
    const address = new URL(body.link).pathname;
    const form = (await open(`${address}/notice`)).body;
    for (const said of ['No recruitment fees', 'Inspector General', 'ig@agency.example', 'sends them nothing'])
      expect(form).toContain(said);
    expect(form).not.toContain('Not theirs');
    expect((await open(`${address}/notice`, 'fr')).body).toContain('Inspection générale');
    const page = (await open(address)).body;
    for (const said of ['No recruitment fees', 'After 24 hours a notice counts as late. This limit is set here: the clause may set none.'])
      expect(page).toContain(said);
    const id = randomUUID();
    const strange = await send(address, { ...NOTICE, id, provision: ['fees', 'engaging'] });
    expect([strange.statusCode, strange.body.includes('value="fees" checked')]).toEqual([422, true]);
    expect((await send(address, { ...NOTICE, id, provision: ['fees', 'fees'] })).statusCode).toBe(303);
    expect((await open(`${address}/receipts/${id}`)).body).toContain('Provisions concerned: No recruitment fees');

    const { items } = (await bed.call(who.officer, 'GET', `${api}/violations?contractId=${owing}`)).body;
    const at = `${api}/violations/${items[0].id}`;
    const seen = async (person: TestPerson) => (await bed.call(person, 'GET', at)).body;
    expect(await seen(who.officer)).toMatchObject({
      ...{ provisions: [{ id: 'fees', title: { en: 'No recruitment fees' } }], setTitle: OWN_SET.title, mayInform: true },
      notify: [{ ...inspector, informedOn: null }],
    });
    const tasks = async (person: TestPerson) =>
      (await bed.call(person, 'GET', `${api}/tasks`)).body.contracts.tasks.filter(
        ({ kind }: { kind: string }) => kind === 'inform-notified',
      );
    expect(await tasks(who.officer)).toMatchObject([{ names: ['Inspector General', 'Fees were asked.', 'XC-OWN'], id: items[0].id }]);
    expect([await tasks(who.legal), await tasks(who.other)]).toEqual([[], []]);
    const inform = (person: TestPerson, to = 'ig') => bed.call(person, 'POST', `${at}/information`, { to, note: 'By mail.' });
    expect([(await inform(who.legal)).status, (await inform(who.other)).status]).toEqual([403, 404]);
    expect((await inform(who.officer, 'nobody')).body.code).toBe('contractors/not-named');
    expect((await inform(who.officer)).status).toBe(200);
    expect((await inform(who.officer)).body.code).toBe('contractors/informed-already');
    expect(await tasks(who.officer)).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await seen(who.legal)).toMatchObject({
      ...{ state: 'notified', mayInform: false, notify: [{ informedOn: today }] },
      steps: [{ action: 'inform-notified', note: 'By mail.' }, { action: 'notify' }],
    });
  });

  it('names the Inspector General under the FAR set that ships, to the firm before its notice and as a task after it', async () => {
    const owing = await givenContract(bed, who.officer, nation, { number: 'XC-FAR', setId: 'far-52.222-50' });
    const { body } = await bed.call(who.officer, 'POST', `${api}/contracts/${owing}/firm-links`, { memberId: null, ...representative });
    const address = new URL(body.link).pathname;
    expect((await open(`${address}/notice`)).body).toContain('Inspector General of the agency, 52.222-50(d)');
    expect((await open(`${address}/notice`, 'fr')).body).toContain('Inspection générale de l’agence, 52.222-50(d)');
    await send(address, { ...NOTICE, id: randomUUID() });
    const { text } = await bed.call(who.officer, 'GET', `${api}/tasks`);
    expect(text).toContain('"names":["Inspector General of the agency, 52.222-50(d)","Fees were asked.","XC-FAR"]');
  });

  it('measures notices of a contractor once their violations are recorded, and nothing before (P5f.4)', async () => {
    const firm = await bed.givenParty({ kind: 'contractor', code: 'FIRM-X', name: 'Brightwater' });
    const token = randomUUID();
    await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
    const measure = () =>
      measureNoticesOfFirms({
        run: (command, input) => runCommand(bed.platform, command, { token, key: newKey(), input }),
        ask: async (query, input) => query.answer.parse(await runQuery(bed.platform, query, { token, input })),
      });
    await bed.deployer.query('update contractors.contract set contractor_id = $1 where id = $2', [firm, contract]);
    const reader = await bed.signIn.focalPoint(firm);
    const cell = async (person: TestPerson) => (await bed.call(person, 'GET', `${api}/parties/${firm}/obligations/P5f.4`)).text;
    expect(await measure()).toBe(0);
    expect(JSON.parse(await cell(reader))).toMatchObject({ status: 'not-reported' });
    await bed.deployer.query(`update contractors.violation set state = 'recorded'`);
    expect([await measure(), await measure()]).toEqual([1, 0]);
    expect(JSON.parse(await cell(reader))).toMatchObject({ status: 'met', origin: 'measured' });
    for (const person of [who.officer, who.other]) expect(await cell(person)).not.toContain('twelve months: 1 of 1');
    const { rows } = await bed.deployer.query(`select kind, says, origin, title_en from evidence.item where party_id = $1`, [firm]);
    const title_en = expect.stringContaining('24 hours, in the last twelve months: 1 of 1');
    expect(rows).toEqual([{ kind: 'EV-NOTI', says: 'met', origin: 'measured', title_en }]);
  });

  it('answers what its firm was asked, and nothing that another firm was asked', async () => {
    const ask = (memberId: string | null, question: string) =>
      bed.call(who.officer, 'POST', `${api}/contracts/${contract}/firm-questions`, { memberId, question, dueOn: '2999-01-01' });
    const own = (await ask(null, 'Who holds the passports?')).body.questionId;
    const foreign = (await ask(member, 'Who pays?')).body.questionId;
    const { address } = await linkOf();
    const page = (await open(address)).body;
    expect([page.includes('Who holds the passports?'), page.includes('Who pays?')]).toEqual([true, false]);
    // Three forms of one page are three texts.
    const ids = [...page.matchAll(/name="id" value="([^"]+)"/g)].map(([, one]) => one);
    expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
    const answer = async (question: string, text: string) =>
      (await send(address, { do: 'answer', id: randomUUID(), question, text })).statusCode;
    expect([await answer(foreign, 'x'), await answer(own, ' ')]).toEqual([404, 422]);
    // Until its day has passed, the answer is a task of nobody.
    const unanswered = async (person = who.officer) =>
      (await bed.call(person, 'GET', `${api}/tasks`)).body.contracts.tasks.filter(({ kind }: { kind: string }) => kind === 'unanswered');
    expect(await unanswered()).toEqual([]);
    await bed.deployer.query(`update contractors.firm_question set due_on = '2026-01-01'`);
    const task = { page: 'firms', id: contract, late: true, names: ['Brightwater Catering, Talven Recruitment', 'XC-1'] };
    expect([await unanswered(), await unanswered(who.legal), await unanswered(who.other)]).toMatchObject([[task], [], []]);
    expect(await answer(own, 'Each worker.')).toBe(303);
    expect(await unanswered()).toMatchObject([{ ...task, names: ['Talven Recruitment', 'XC-1'] }]);
    const content = expect.stringContaining('Answer: Each worker.');
    expect((await firms()).messages[0]).toMatchObject({ kind: 'answer', questionId: own, by: 'Rosa Keller', content });
  });

  it('says why it does not open when it is unknown, revoked, expired, or used too often', async () => {
    const { id, address } = await linkOf();
    const opens = async () => [(await open(address)).statusCode, (await send(address, { ...NOTICE, id: randomUUID() })).statusCode];
    expect((await open(`${address.slice(0, -8)}AAAAAAAA`)).body).toContain('This link does not exist');
    expect((await open('/desk/firm/short')).statusCode).toBe(404);
    expect((await send(`${address.slice(0, -8)}AAAAAAAA`, { do: 'notify' })).statusCode).toBe(404);
    await bed.deployer.query('update contractors.firm_link set uses = 300, uses_since = now() where id = $1', [id]);
    expect((await open(address)).statusCode).toBe(429);
    await bed.deployer.query(`update contractors.firm_link set uses_since = now() - interval '11 minutes' where id = $1`, [id]);
    expect((await open(address)).statusCode).toBe(200);
    await bed.deployer.query(`update contractors.firm_link set ends_on = current_date - 1 where id = $1`, [id]);
    expect([await opens(), (await open(address)).body.includes('expired')]).toEqual([[404, 404], true]);
    expect((await bed.call(who.other, 'POST', `${api}/firm-links/${id}/revocation`, {})).status).toBe(404);
    expect((await bed.call(who.officer, 'POST', `${api}/firm-links/${id}/revocation`, {})).status).toBe(200);
    expect((await bed.call(who.officer, 'POST', `${api}/firm-links/${id}/revocation`, {})).status).toBe(409);
    expect([await opens(), (await open(address)).body.includes('revoked')]).toEqual([[404, 404], true]);
    expect((await firms()).links.find((one: { id: string }) => one.id === id)).toMatchObject({ state: 'revoked' });
  });
});
