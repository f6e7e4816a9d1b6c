import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../fixtures/contract.ts';

let bed: TestBed;
let [nation, contract] = ['', ''];
const who = {} as Record<'officer' | 'decider' | 'legal' | 'investigator' | 'other' | 'trainer', TestPerson>;
const base = '/desk/api/violations';

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-02T12:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.decider = await bed.signIn.commander(nation);
  who.investigator = await bed.signIn.investigator(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  contract = await givenContract(bed, who.officer, nation, { number: 'XC-1' });
});
afterAll(() => bed.close());

const known = { knownAt: '2026-11-01T10:00:00Z', notifiedAt: '2026-11-01T13:20:00Z' };
const open = async (fields: Record<string, unknown> = {}) =>
  bed.call(who.officer, 'POST', base, {
    ...{ contractId: contract, memberId: null, title: 'Recruitment fees', summary: 'Workers paid for their visas.', source: 'firm' },
    ...{ provisions: ['engaging'], danger: false, ...known, ...fields },
  });
const step = (person: TestPerson, id: string, path: string, version: number, fields: Record<string, unknown> = {}) =>
  bed.call(person, 'POST', `${base}/${id}/${path}`, { note: 'As shown.', ...fields }, { 'if-match': `"${version}"` });
const view = async (id: string, person = who.officer) => (await bed.call(person, 'GET', `${base}/${id}`)).body;

describe('a violation of the clause (P5f.3)', () => {
  it('goes from the notification to the remedy, which another person decides and which is evidence', async () => {
    const id = (await open({ provisions: ['penalties', 'engaging', 'penalties'] })).body.violationId;
    expect(await view(id)).toMatchObject({
      setTitle: { en: 'Least set of clause 5f' },
      provisions: [{ id: 'penalties', title: { fr: 'Sanctions en cas de manquement' } }, { id: 'engaging' }],
    });
    expect(await view(id)).toMatchObject({ state: 'notified', inTime: true, limitHours: 24, dueOn: '2026-11-02', late: false });
    expect((await step(who.officer, id, 'abatement', 1, { abateBy: '2026-11-01' })).body.code).toBe('contractors/day-is-over');
    expect((await step(who.officer, id, 'abatement', 1, { abateBy: '2026-11-09' })).body.state).toBe('abating');
    expect((await step(who.officer, id, 'investigation', 2)).body.state).toBe('investigating');
    expect((await step(who.officer, id, 'determination', 3)).body.code).toBe('contractors/not-in-this-state');
    expect((await step(who.officer, id, 'reply-request', 3)).body.state).toBe('awaiting-reply');
    expect(await view(id)).toMatchObject({ replyBy: '2026-12-02', dueOn: '2026-12-02' });
    const [listed] = (await bed.call(who.legal, 'GET', '/desk/api/contracts')).body.items;
    expect(listed).toMatchObject({ number: 'XC-1', next: { kind: 'reply', on: '2026-12-02', late: false } });
    expect((await step(who.officer, id, 'reply-end', 4)).body.code).toBe('contractors/reply-still-open');
    expect((await step(who.officer, id, 'reply', 4)).body.state).toBe('replied');
    expect((await step(who.decider, id, 'determination', 5)).body.state).toBe('substantiated');
    const remedy = {
      remedies: ['end-subcontract', 'suspend-payment'],
      mitigating: [{ factor: 'plan-existed', evidence: 'posted 2 March' }],
      aggravating: [],
    };
    expect((await step(who.decider, id, 'remedy', 6, remedy)).body.code).toBe('contractors/second-person');
    expect((await step(who.officer, id, 'remedy', 6, { ...remedy, remedies: [] })).status).toBe(422);
    expect((await step(who.officer, id, 'remedy', 6, remedy)).body.state).toBe('remedied');
    expect((await step(who.officer, id, 'remediation', 7)).body.state).toBe('verified');
    expect((await step(who.officer, id, 'record', 8)).body.state).toBe('recorded');
    expect((await step(who.officer, id, 'close', 9)).body.state).toBe('closed');
    const closed = await view(id, who.legal);
    expect(closed).toMatchObject({ remedies: ['end-subcontract', 'suspend-payment'], actions: [], dueOn: null });
    expect(closed.steps.map(({ action }: { action: string }) => action)).toEqual([
      ...['close', 'record', 'verify-remediation', 'decide-remedy', 'substantiate', 'record-reply', 'ask-reply', 'investigate'],
      ...['order-abatement', 'notify'],
    ]);
    const evidence = await bed.deployer.query(`select says, origin, state from evidence.item where kind = 'EV-RMDY' and party_id = $1`, [
      nation,
    ]);
    expect(evidence.rows).toEqual([{ says: 'met', origin: 'measured', state: 'submitted' }]);
  });

  it('is determined at once where people are in danger, and the firm is asked before the record', async () => {
    const id = (await open({ danger: true, notifiedAt: null, source: 'inspection' })).body.violationId;
    expect(await view(id)).toMatchObject({ inTime: null });
    expect((await step(who.decider, id, 'determination-in-danger', 1)).body.state).toBe('substantiated');
    const remedy = { remedies: ['remove-employee'], mitigating: [], aggravating: [] };
    expect((await step(who.officer, id, 'remedy', 2, remedy)).body.state).toBe('remedied');
    expect((await step(who.officer, id, 'remediation', 3)).body.state).toBe('verified');
    expect((await step(who.officer, id, 'record', 4)).body.code).toBe('contractors/not-asked');
    expect((await view(id)).actions.map(({ action }: { action: string }) => action)).toEqual(['order-abatement', 'ask-reply']);
    expect((await step(who.officer, id, 'reply-request', 4)).body.state).toBe('verified');
    expect((await step(who.officer, id, 'reply', 5)).body.state).toBe('verified');
    expect((await step(who.officer, id, 'record', 6)).body.state).toBe('recorded');
  });

  it('names no provision of a set that is not known here, and says so', async () => {
    const unset = await givenContract(bed, who.officer, nation, { number: 'XC-UNSET' });
    await bed.deployer.query(`update contractors.contract set set_id = 'lost@1' where id = $1`, [unset]);
    expect((await open({ contractId: unset })).body.code).toBe('contractors/other-provision');
    const { violationId } = (await open({ contractId: unset, provisions: [] })).body;
    expect(await view(violationId)).toMatchObject({ provisions: [], setTitle: null });
  });

  it('makes a task for those who can take the next step now, and people in danger come first', async () => {
    const tasks = async (person: TestPerson) =>
      (await bed.call(person, 'GET', '/desk/api/tasks')).body.contracts.tasks.map(({ id }: { id: string }) => id);
    const early = (await open({ title: 'Passports kept' })).body.violationId;
    await step(who.officer, early, 'abatement', 1, { abateBy: '2026-11-03' });
    const danger = (await open({ danger: true, title: 'Locked in' })).body.violationId;
    await step(who.officer, danger, 'abatement', 1, { abateBy: '2026-12-24' });
    expect((await tasks(who.officer)).slice(0, 1)).toEqual([danger]);
    expect(await tasks(who.officer)).toContain(early);
    await step(who.decider, danger, 'determination-in-danger', 2);
    // The person who determined it does not decide the remedy, so another person does; the firm may still be asked for its reply.
    expect(await tasks(who.officer)).toContain(danger);
    for (const person of [who.legal, who.other, who.trainer]) expect(await tasks(person)).toEqual([]);
  });

  it('is investigated by an investigator, who decides neither the determination, the remedy nor an override', async () => {
    const tasks = async () =>
      (await bed.call(who.investigator, 'GET', '/desk/api/tasks')).body.contracts.tasks.map(({ id }: { id: string }) => id);
    const actions = async (id: string) => (await view(id, who.investigator)).actions.map(({ action }: { action: string }) => action);
    const id = (await open({ title: 'Wages withheld' })).body.violationId;
    expect(await tasks()).toContain(id);
    expect(await actions(id)).toEqual(['mark-danger', 'investigate']);
    expect((await step(who.investigator, id, 'investigation', 1)).body.state).toBe('investigating');
    expect(await tasks()).toContain(id);
    expect(await actions(id)).toEqual(['mark-danger', 'report-investigation']);
    expect((await step(who.investigator, id, 'investigation-report', 2, { note: null })).status).toBe(422);
    expect((await step(who.investigator, id, 'investigation-report', 2)).body).toMatchObject({ state: 'investigating', version: 3 });
    // What was due stays due; the next step belongs to those who decide.
    expect(await view(id)).toMatchObject({
      dueOn: '2027-01-31',
      steps: [{ action: 'report-investigation' }, { action: 'investigate' }, {}],
    });
    expect(await tasks()).not.toContain(id);
    const remedy = { remedies: ['remove-employee'], mitigating: [], aggravating: [] };
    for (const [path, fields] of [
      ...[['abatement', { abateBy: '2026-12-01' }], ['reply-request'], ['dismissal'], ['determination'], ['determination-in-danger']],
      ['remedy', remedy],
    ] as [string, object?][])
      expect([path, (await step(who.investigator, id, path, 3, { ...fields })).status]).toEqual([path, 403]);
    const ask = { option: null, until: '2026-12-01', reason: 'r' };
    expect((await bed.call(who.investigator, 'POST', `/desk/api/contracts/${contract}/overrides`, ask, { 'if-match': '"1"' })).status).toBe(
      403,
    );
    // A manager may investigate too, where a party has no investigator.
    expect((await step(who.decider, id, 'investigation-report', 3)).status).toBe(200);
    expect((await step(who.other, id, 'investigation-report', 4)).status).toBe(404);
  });

  it('is seen by the contracting party alone, and refuses times that cannot be', async () => {
    const id = (await open()).body.violationId;
    expect((await bed.call(who.other, 'GET', `${base}/${id}`)).status).toBe(404);
    expect((await bed.call(who.other, 'GET', base)).body.items).toEqual([]);
    expect((await bed.call(who.trainer, 'GET', base)).status).toBe(403);
    expect((await step(who.legal, id, 'investigation', 1)).status).toBe(403);
    expect((await step(who.other, id, 'investigation', 1)).status).toBe(404);
    expect((await open({ knownAt: '2026-11-03T00:00:00Z', notifiedAt: null })).body.code).toBe('contractors/day-to-come');
    const strange = await open({ provisions: ['engaging', 'b1'] });
    expect(strange.body).toMatchObject({ status: 422, code: 'contractors/other-provision', fields: [{ path: 'provisions' }] });
    expect(strange.body.title).toContain('“b1”');
    expect((await open({ notifiedAt: '2026-11-01T09:00:00Z' })).body.code).toBe('contractors/notified-before-known');
  });
});

describe('a visit to the workers of a contract (5f)', () => {
  const CHECKED = ['housing', 'passports', 'wages', 'contracts', 'fees', 'freedom', 'poster'];
  const answers = (more: object = {}) => ({ ...Object.fromEntries(CHECKED.map((one) => [one, { sight: 'seen', note: null }])), ...more });
  const visits = () => `/desk/api/contracts/${contract}/site-visits`;
  const record = (person: TestPerson, fields: object = {}) =>
    bed.call(person, 'POST', visits(), { visitedOn: '2026-11-02', place: null, answers: answers(), note: null, ...fields });

  it('is recorded with its findings, and read by the contracting party alone', async () => {
    const papers = { passports: { sight: 'wrong', note: 'In the safe of the foreman.' }, fees: { sight: 'not-seen', note: null } };
    expect((await record(who.officer, { answers: answers(papers), place: 'Camp North' })).status).toBe(200);
    const [visit] = (await bed.call(who.legal, 'GET', visits())).body.visits;
    expect(visit).toMatchObject({ visitedOn: '2026-11-02', place: 'Camp North', answers: papers });
    // The log names the questions, and none of the words.
    const { rows } = await bed.deployer.query(`select detail from ledger.opening where detail ? 'findings'`);
    expect(rows).toEqual([{ detail: { contract: 'XC-1', visitedOn: '2026-11-02', findings: ['passports'], notSeen: ['fees'] } }]);
    expect((await bed.call(who.other, 'GET', visits())).status).toBe(404);
    expect((await record(who.other)).status).toBe(404);
    expect((await record(who.legal)).status).toBe(403);
  });

  it('keeps a photograph without what a camera wrote into it, and refuses what is no picture', async () => {
    const { visitId } = (await record(who.officer)).body;
    // A PNG of one pixel, and the same with a text as a camera or an app writes it.
    const plain = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64');
    const text = Buffer.concat([Buffer.from([0, 0, 0, 9]), Buffer.from('tEXtGPS 52.1N'.slice(0, 13)), Buffer.alloc(4)]);
    const marked = Buffer.concat([plain.subarray(0, 33), text, plain.subarray(33)]);
    const add = (person: TestPerson, picture: Buffer) =>
      bed.call(person, 'POST', `/desk/api/site-visits/${visitId}/photos`, { picture: picture.toString('base64') });
    const { photoId } = (await add(who.officer, marked)).body;
    const photo = (await bed.call(who.legal, 'GET', `/desk/api/site-photos/${photoId}`)).body;
    expect(photo).toEqual({ type: 'image/png', picture: plain.toString('base64') });
    const listed = (await bed.call(who.legal, 'GET', visits())).body.visits.find((one: { id: string }) => one.id === visitId);
    expect(listed.photos).toEqual([photoId]);
    expect((await add(who.officer, Buffer.from('no picture'))).body.code).toBe('contractors/not-a-picture');
    expect((await add(who.legal, plain)).status).toBe(403);
    expect((await bed.call(who.other, 'GET', `/desk/api/site-photos/${photoId}`)).status).toBe(404);
  });

  it('is recorded once however often a phone sends it, and what the phone kept opens for its person alone', async () => {
    const again = (url: string, body: object, key: string) =>
      Promise.all([1, 2].map(() => bed.call(who.officer, 'POST', url, body, { 'idempotency-key': key })));
    const visit = { visitedOn: '2026-11-03', place: 'Sent twice', answers: answers(), note: null }; // The day of a place ahead of UTC.
    const [first, second] = await again(visits(), visit, newId());
    expect(second!.body).toEqual(first!.body);
    const { visitId } = first!.body;
    const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=';
    const [photo, same] = await again(`/desk/api/site-visits/${visitId}/photos`, { picture }, newId());
    expect(same!.body).toEqual(photo!.body);
    const listed = (await bed.call(who.legal, 'GET', visits())).body.visits;
    expect(listed.filter(({ place }: { place: string }) => place === 'Sent twice')).toMatchObject([{ photos: [photo!.body.photoId] }]);
    const keyOf = (person: TestPerson, wrapped = '', of = contract) =>
      bed.call(person, 'GET', `/desk/api/contracts/${of}/site-visit-key${wrapped && `?wrapped=${wrapped}`}`);
    const { key, wrapped } = (await keyOf(who.officer)).body;
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(Buffer.from(wrapped, 'base64url').includes(Buffer.from(key, 'base64'))).toBe(false);
    expect((await keyOf(who.officer)).body.key).not.toBe(key);
    expect((await keyOf(who.officer, wrapped)).body).toEqual({ key, wrapped });
    const other = await givenContract(bed, who.officer, nation, { number: 'XC-KEY' });
    for (const refused of [
      await keyOf(who.decider, wrapped),
      await keyOf(who.officer, wrapped, other),
      await keyOf(
        who.officer,
        wrapped.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A')),
      ),
    ])
      expect(refused.body).toMatchObject({ status: 422, code: 'contractors/kept-key-unknown' });
    expect([(await keyOf(who.legal)).status, (await keyOf(who.other)).status]).toEqual([403, 404]);
  });

  it('is refused with a finding that nobody explained, an open question, or a date in the future', async () => {
    expect((await record(who.officer, { answers: answers({ fees: { sight: 'wrong', note: null } }) })).body.code).toBe(
      'contractors/finding-unexplained',
    );
    expect((await record(who.officer, { answers: { ...answers(), poster: undefined } })).status).toBe(422);
    expect((await record(who.officer, { visitedOn: '2026-11-04' })).body.code).toBe('contractors/day-to-come');
  });

  it('is shown with papers for the workers, which name no channel where none is open', async () => {
    const workers = (await bed.call(who.officer, 'GET', `/desk/api/contracts/${contract}/workers`)).body;
    expect(workers).toMatchObject({ channel: null, mayVisit: true, contract: { number: 'XC-1' } });
    expect((await bed.call(who.legal, 'GET', `/desk/api/contracts/${contract}/workers`)).body.mayVisit).toBe(false);
    const paper = await bed.call(who.officer, 'GET', `/desk/api/contracts/${contract}/workers.pdf?lang=en&size=a4`);
    expect(paper.status).toBe(200);
    expect((await bed.call(who.other, 'GET', `/desk/api/contracts/${contract}/workers.pdf?lang=en&size=a4`)).status).toBe(404);
  });
});
