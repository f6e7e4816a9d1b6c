import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract } from '../fixtures/contract.ts';

let bed: TestBed;
let [nation, contract] = ['', ''];
const who = {} as Record<'officer' | 'decider' | 'legal' | 'investigator', TestPerson>;
const base = '/desk/api/violations';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.decider = await bed.signIn.commander(nation);
  who.investigator = await bed.signIn.investigator(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  contract = await givenContract(bed, who.officer, nation, { number: 'XC-1' });
});
beforeEach(() => bed.setClock(stoppedClock('2026-11-02T12:00:00Z')));
afterAll(() => bed.close());

const open = async (fields: Record<string, unknown> = {}): Promise<string> => {
  const { body } = await bed.call(who.officer, 'POST', base, {
    ...{ contractId: contract, memberId: null, title: 'Recruitment fees', summary: 'Workers paid for their visas.', source: 'inspection' },
    ...{ provisions: ['engaging'], danger: false, knownAt: '2026-11-01T10:00:00Z', notifiedAt: null, ...fields },
  });
  return body.violationId;
};
const REMEDY = { remedies: ['terminate-for-default'], mitigating: [], aggravating: [] };
const DEBARMENT = {
  ...{
    authority: 'Procurement tribunal',
    law: 'Public procurement act, section 42',
    until: '2029-11-01',
    appeal: 'Pending at the high court',
  },
  selfCleaning: 'Fees repaid, a new board, and an outside monitor.',
};
const PATHS: Record<string, object> = { abatement: { abateBy: '2026-11-09' }, remedy: REMEDY };
const step = (person: TestPerson, id: string, path: string, version: number, fields: object = {}) =>
  bed.call(person, 'POST', `${base}/${id}/${path}`, { note: 'As shown.', ...PATHS[path], ...fields }, { 'if-match': `"${version}"` });
const view = async (id: string, person = who.officer) => (await bed.call(person, 'GET', `${base}/${id}`)).body;
const actions = async (id: string, person = who.officer) =>
  (await view(id, person)).actions.map(({ action }: { action: string }) => action);
/** Takes steps one after the other, from a version on; the commander determines, the officer does the rest. */
async function walk(id: string, paths: readonly string[], from = 1): Promise<void> {
  for (const [at, path] of paths.entries()) {
    const { status, body } = await step(path.startsWith('determination') ? who.decider : who.officer, id, path, from + at);
    expect([path, status, body.code]).toEqual([path, 200, undefined]);
  }
}

describe('danger that is learnt after the notice (P5f.4)', () => {
  it('lets protection, remedy, record and termination go on before the reply, which is taken and answered afterwards', async () => {
    const id = await open();
    await walk(id, ['investigation', 'reply-request']);
    expect(await view(id)).toMatchObject({ danger: false, state: 'awaiting-reply', replyBy: '2026-12-02', dueOn: '2026-12-02' });
    expect((await step(who.decider, id, 'determination-in-danger', 3)).body.code).toBe('contractors/not-in-danger');
    expect((await step(who.officer, id, 'danger', 3, { note: null })).status).toBe(422);
    expect((await step(who.officer, id, 'danger', 3)).body).toMatchObject({ state: 'awaiting-reply', version: 4 });
    expect((await step(who.officer, id, 'danger', 4)).body.code).toBe('contractors/danger-marked-already');
    // What comes next is due today, and is no longer the reply.
    expect(await view(id, who.legal)).toMatchObject({
      ...{ danger: true, dueOn: '2026-11-02', replyBy: '2026-12-02', repliedOn: null },
      steps: [{ action: 'mark-danger', note: 'As shown.', detail: { danger: true } }, {}, {}, {}],
    });
    const [listed] = (await bed.call(who.legal, 'GET', '/desk/api/contracts')).body.items;
    expect(listed.next).toEqual({ kind: 'violation', on: '2026-11-02', late: false });
    const { rows: log } = await bed.deployer.query(
      `select clause_ids, detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where command = 'contractors/mark-danger'`,
    );
    expect(log).toEqual([
      { clause_ids: ['5f'], detail: { contract: 'XC-1', action: 'mark-danger', state: 'awaiting-reply', danger: true } },
    ]);
    // Until a remedy is recorded, the matrix says nothing of it (EV-RMDY, P5f.3).
    const penalised = async () => (await bed.call(who.officer, 'GET', `/desk/api/parties/${nation}/obligations/P5f.3`)).body;
    expect(await penalised()).toMatchObject({ status: 'not-reported' });
    await walk(id, ['abatement', 'determination-in-danger', 'remedy', 'remediation', 'record'], 4);
    expect(await view(id)).toMatchObject({ state: 'recorded', repliedOn: null, dueOn: '2026-12-02' });
    expect((await bed.call(who.legal, 'GET', '/desk/api/contracts')).body.items[0].next).toMatchObject({ kind: 'reply', on: '2026-12-02' });
    expect(await penalised()).toMatchObject({ status: 'met', origin: 'measured' });
    // The evidence does not say that the firm was heard.
    const { rows } = await bed.deployer.query(`select source_en from evidence.item where kind = 'EV-RMDY' and party_id = $1`, [nation]);
    expect(rows[0].source_en).toBe(
      'Violation recorded under contract XC-1; people were in danger, so the record did not wait for the reply of the firm',
    );
    expect(await actions(id)).toEqual(['record-reply', 'terminate', 'debar']);
    expect((await step(who.officer, id, 'close', 9)).body.code).toBe('contractors/no-reply-yet');
    await walk(id, ['termination'], 9);
    expect(await view(id)).toMatchObject({ state: 'terminated', dueOn: '2026-12-02' });
    expect((await step(who.officer, id, 'reply-end', 10)).body.code).toBe('contractors/reply-still-open');
    expect((await step(who.officer, id, 'reply', 10, { note: 'It denies it. The pay slips show it.' })).body.state).toBe('terminated');
    const over = await view(id);
    expect(over).toMatchObject({ state: 'terminated', repliedOn: '2026-11-02', dueOn: null, actions: [{ action: 'record-reply' }] });
    expect(over.steps[0]).toMatchObject({ action: 'record-reply', note: 'It denies it. The pay slips show it.' });
  });

  it('is marked by an investigator while the investigation is theirs, and is a task of nobody for itself', async () => {
    const tasks = async (person: TestPerson) =>
      (await bed.call(person, 'GET', '/desk/api/tasks')).body.contracts.tasks.map(({ id }: { id: string }) => id);
    const [later, early] = [await open(), await open()];
    expect((await step(who.investigator, early, 'danger', 1)).body).toMatchObject({ state: 'notified', version: 2 });
    expect(await view(early, who.investigator)).toMatchObject({ danger: true, actions: [{ action: 'investigate' }] });
    expect((await tasks(who.officer)).filter((id: string) => [early, later].includes(id))).toEqual([early, later]);
    await walk(later, ['investigation', 'reply-request']);
    expect(await actions(later, who.investigator)).toEqual([]);
    expect((await step(who.investigator, later, 'danger', 3)).body).toMatchObject({ status: 403, code: 'platform/not-allowed' });
    expect((await step(who.legal, later, 'danger', 3)).status).toBe(403);
    expect(await tasks(who.investigator)).not.toContain(later);
    expect(await view(later)).toMatchObject({ danger: false, version: 3 });
  });
});

describe('a reply that comes after its time, or after another (P5f.3)', () => {
  it('is kept with its day in every state, also after the end, moves no day, and is a task of nobody', async () => {
    const id = await open();
    await walk(id, ['investigation', 'reply-request']);
    bed.setClock(stoppedClock('2026-12-04T12:00:00Z'));
    await walk(id, ['reply-end', 'determination', 'remedy', 'remediation', 'record'], 3);
    const isTask = async () => JSON.stringify((await bed.call(who.officer, 'GET', '/desk/api/tasks')).body.contracts.tasks).includes(id);
    expect((await step(who.officer, id, 'reply-end', 8)).body.code).toBe('contractors/replied-already');
    expect((await step(who.officer, id, 'reply', 8, { note: 'It sends receipts.' })).body).toMatchObject({ state: 'recorded', version: 9 });
    expect(await isTask()).toBe(true);
    await walk(id, ['close'], 9);
    bed.setClock(stoppedClock('2026-12-20T12:00:00Z'));
    expect((await step(who.officer, id, 'reply', 10, { note: 'It sends more.' })).body).toMatchObject({ state: 'closed', version: 11 });
    expect((await step(who.investigator, id, 'reply', 11)).status).toBe(403);
    expect(await isTask()).toBe(false);
    const after = await view(id);
    expect(after).toMatchObject({ repliedOn: '2026-12-04', dueOn: null, late: false, actions: [{ action: 'record-reply' }] });
    const replies = after.steps.filter(({ action }: { action: string }) => action === 'record-reply');
    expect(replies).toMatchObject([
      { on: '2026-12-20', note: 'It sends more.' },
      { on: '2026-12-04', note: 'It sends receipts.' },
    ]);
  });
});

describe('the end of a violation (P5f.3)', () => {
  const BEFORE_END = ['investigation', 'reply-request', 'reply', 'determination', 'remedy', 'remediation', 'record'];
  const end = (id: string) => view(id, who.legal);

  it('is the termination of the contract, carried out by steps and read back', async () => {
    const id = await open();
    await walk(id, BEFORE_END);
    expect((await step(who.officer, id, 'termination', 8, { note: null })).status).toBe(422);
    expect((await step(who.officer, id, 'termination', 8, { note: 'By the head of contracts, for default.' })).body).toMatchObject({
      state: 'terminated',
    });
    const ended = await end(id);
    expect(ended).toMatchObject({ state: 'terminated', dueOn: null, actions: [], remedies: ['terminate-for-default'] });
    expect(ended.steps[0]).toMatchObject({ action: 'terminate', note: 'By the head of contracts, for default.', on: '2026-11-02' });
    expect((await step(who.officer, id, 'debarment', 9, DEBARMENT)).body.code).toBe('contractors/not-in-this-state');
  });

  it('is a debarment that another authority made, with its law, end, appeal and self-cleaning, as far as they are known', async () => {
    const [known, unknown] = [await open(), await open()];
    await walk(known, BEFORE_END);
    await walk(unknown, BEFORE_END);
    for (const wrong of [{ law: '' }, { until: 'soon' }, { selfCleaning: 'x'.repeat(4001) }, { note: null }])
      expect([wrong, (await step(who.officer, known, 'debarment', 8, { ...DEBARMENT, ...wrong })).status]).toEqual([wrong, 422]);
    expect((await step(who.officer, known, 'debarment', 8, DEBARMENT)).body.state).toBe('debarred');
    expect((await end(known)).steps[0]).toMatchObject({ action: 'debar', note: 'As shown.', detail: DEBARMENT });
    const blank = { ...DEBARMENT, until: null, appeal: null, selfCleaning: null };
    expect((await step(who.officer, unknown, 'debarment', 8, blank)).body.state).toBe('debarred');
    expect(await end(unknown)).toMatchObject({ state: 'debarred', dueOn: null, actions: [] });
    expect((await end(unknown)).steps[0].detail).toEqual(blank);
    // The log names the decision, and not what the firm did since.
    const { rows } = await bed.deployer.query(
      `select detail ->> 'law' as law, detail ? 'selfCleaning' as words from ledger.entry e join ledger.opening o on o.entry_id = e.id
        where command = 'contractors/record-debarment'`,
    );
    expect(rows).toEqual([1, 2].map(() => ({ law: DEBARMENT.law, words: false })));
  });
});

describe('order-abatement (5f)', () => {
  it('moves what is due to its later day where an earlier order gave it', async () => {
    const id = await open();
    await walk(id, ['abatement']);
    expect(await view(id)).toMatchObject({ state: 'abating', dueOn: '2026-11-09' });
    expect((await step(who.officer, id, 'abatement', 2, { abateBy: '2026-11-20' })).status).toBe(200);
    expect(await view(id)).toMatchObject({ state: 'abating', abateBy: '2026-11-20', dueOn: '2026-11-20', stageDueOn: null });
    expect(await view(id)).toMatchObject({ firstAbateBy: '2026-11-09' });
  });

  it('keeps the day of the investigation that it brings forward, and a later order does not move past it', async () => {
    const id = await open();
    await walk(id, ['investigation', 'abatement']);
    expect(await view(id)).toMatchObject({ state: 'investigating', dueOn: '2026-11-09', stageDueOn: '2027-01-31' });
    expect((await step(who.officer, id, 'abatement', 3, { abateBy: '2027-03-31' })).status).toBe(200);
    expect(await view(id)).toMatchObject({ abateBy: '2027-03-31', dueOn: '2027-01-31', stageDueOn: '2027-01-31' });
  });
});

describe('confirm-abatement (5f)', () => {
  it('makes a violation late no longer for an order that the firm has followed, until another order is given', async () => {
    const id = await open();
    await walk(id, ['investigation', 'abatement']);
    expect((await actions(id)).filter((action: string) => action.endsWith('abatement'))).toEqual(['order-abatement', 'confirm-abatement']);
    bed.setClock(stoppedClock('2026-11-20T12:00:00Z'));
    expect(await view(id)).toMatchObject({ dueOn: '2026-11-09', late: true, abatedOn: null });
    for (const [person, status] of [
      [who.legal, 403],
      [who.investigator, 403],
    ] as const)
      expect((await step(person, id, 'abatement-end', 3)).status).toBe(status);
    expect((await step(who.officer, id, 'abatement-end', 3, { note: null })).status).toBe(422);
    await walk(id, ['abatement-end'], 3);
    expect(await view(id)).toMatchObject({
      ...{ state: 'investigating', abateBy: '2026-11-09', abatedOn: '2026-11-20', dueOn: '2027-01-31', late: false },
      steps: [{ action: 'confirm-abatement', note: 'As shown.' }, {}, {}, {}],
    });
    expect((await step(who.officer, id, 'abatement-end', 4)).body.code).toBe('contractors/no-abatement-open');
    expect(await view(id)).toMatchObject({ firstAbateBy: '2026-11-09' });
    await step(who.officer, id, 'abatement', 4, { abateBy: '2026-12-01' });
    expect(await view(id)).toMatchObject({ abateBy: '2026-12-01', firstAbateBy: '2026-12-01', abatedOn: null, dueOn: '2026-12-01' });
    expect(await actions(id)).toContain('confirm-abatement');
  });
});
