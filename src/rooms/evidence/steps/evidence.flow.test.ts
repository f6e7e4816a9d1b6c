import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, deskOf, givenCast } from '../fixtures.ts';

let bed: TestBed;
let nation: string;
let focal: TestPerson;
let trainer: TestPerson;
let office: TestPerson;
let reviewer: TestPerson;
let desk: ReturnType<typeof deskOf>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ nation, focal, trainer, office, reviewer } = await givenCast(bed));
  desk = deskOf(bed, nation);
});
afterAll(() => bed.close());

describe('an evidence item', () => {
  it('is a draft of the party, then submitted, corrected, confirmed and withdrawn', async () => {
    const draft = await desk.entered(trainer, anItem({ obligationIds: ['P2.1', 'P6.1'], kind: 'EV-NAP' }));
    expect((await desk.see(focal, draft.id)).body).toMatchObject({
      state: 'draft',
      enteredBy: 'Tom Trainer',
      signedBy: null,
      origin: 'declared',
      byPolicyOffice: false,
    });
    expect((await desk.see(office, draft.id)).status).toBe(404);
    expect((await desk.see(reviewer, draft.id)).status).toBe(404);
    expect(await desk.summary('P6.1')).toEqual([]);

    expect((await desk.takeStep(trainer, draft, 'submit')).status).toBe(403);
    const submitted = await desk.takeStep(focal, draft, 'submit');
    expect(submitted).toMatchObject({ status: 200, body: { id: draft.id, version: 2 } });
    expect((await desk.see(reviewer, draft.id)).body).toMatchObject({
      state: 'submitted',
      signedBy: 'Fay Focal',
      obligationIds: ['P2.1', 'P6.1'],
    });
    expect(await desk.summary('P6.1')).toEqual([{ kind: 'EV-NAP', item_id: draft.id, says: 'met', items: 1 }]);

    const corrected = await desk.takeStep(
      focal,
      submitted.body,
      'correct',
      anItem({ obligationIds: ['P6.1'], kind: 'EV-NAP', says: 'partly-met' }),
    );
    expect(corrected.status).toBe(200);
    expect((await desk.see(office, draft.id)).body).toMatchObject({ state: 'corrected', correctedById: corrected.body.id });
    expect(await desk.summary('P6.1')).toEqual([{ kind: 'EV-NAP', item_id: corrected.body.id, says: 'partly-met', items: 1 }]);
    expect(await desk.summary('P2.1')).toEqual([]);

    const confirmed = await desk.takeStep(focal, corrected.body, 'confirm');
    expect(confirmed.status).toBe(200);
    expect((await desk.see(focal, confirmed.body.id)).body).toMatchObject({
      confirmsId: corrected.body.id,
      date: new Date().toISOString().slice(0, 10),
      says: 'partly-met',
    });
    expect(await desk.summary('P6.1')).toEqual([{ kind: 'EV-NAP', item_id: confirmed.body.id, says: 'partly-met', items: 2 }]);

    const withdrawn = await desk.takeStep(focal, confirmed.body, 'withdraw', { reason: 'Entered for the wrong year.' });
    expect(withdrawn.status).toBe(200);
    expect((await desk.see(reviewer, confirmed.body.id)).body).toMatchObject({
      state: 'withdrawn',
      endReason: 'Entered for the wrong year.',
    });
    expect(await desk.summary('P6.1')).toEqual([{ kind: 'EV-NAP', item_id: corrected.body.id, says: 'partly-met', items: 1 }]);
    expect((await desk.takeStep(focal, withdrawn.body, 'confirm')).body).toMatchObject({ code: 'evidence/not-in-this-state' });
  });

  it('is changed once per version as a draft, and never after submission', async () => {
    const draft = await desk.entered(focal);
    const change = (version: number, content: object) =>
      bed.call(focal, 'PUT', `/desk/api/evidence/${draft.id}`, content, { 'if-match': `"${version}"` });
    expect(await change(1, anItem({ obligationIds: ['P1.2'], says: 'in-progress' }))).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await change(1, anItem())).toMatchObject({ status: 412, body: { current: 2, yours: 1 } });
    expect((await desk.see(focal, draft.id)).body).toMatchObject({ obligationIds: ['P1.2'], says: 'in-progress' });
    await desk.takeStep(focal, { id: draft.id, version: 2 }, 'submit');
    expect((await change(3, anItem())).body).toMatchObject({ status: 409, code: 'evidence/not-in-this-state' });
    await bed.deployer.query('begin; set local role manumit_app');
    await bed.deployer.query('select identity.open($1)', [focal.token]);
    const byHand = bed.deployer.query('update evidence.item set title_en = $1 where id = $2', ['Another', draft.id]);
    await expect(byHand).rejects.toThrow('a submitted item is corrected by a new one');
    await bed.deployer.query('rollback');
  });

  it('belongs to the policy office where the office writes about a nation', async () => {
    const draft = await desk.entered(office, anItem({ obligationIds: ['P5g.1'], kind: 'EV-REV', says: 'informs' }));
    expect((await desk.see(focal, draft.id)).status).toBe(404);
    expect((await desk.takeStep(focal, draft, 'submit')).status).toBe(404);
    const submitted = await desk.takeStep(office, draft, 'submit');
    expect((await desk.see(focal, draft.id)).body).toMatchObject({ byPolicyOffice: true, signedBy: 'Olga Office' });
    expect((await desk.takeStep(focal, submitted.body, 'withdraw', { reason: 'No.' })).status).toBe(403);
    expect(await desk.summary('P5g.1')).toEqual([{ kind: 'EV-REV', item_id: draft.id, says: 'informs', items: 1 }]);
  });

  it('of a nation cannot be changed by the policy office', async () => {
    const item = (await desk.takeStep(focal, await desk.entered(focal), 'submit')).body;
    for (const [verb, body] of [
      ['withdraw', { reason: 'No.' }],
      ['correct', anItem()],
      ['confirm', {}],
      ['request-purge', { reason: 'No.' }],
    ] as const) {
      expect((await desk.takeStep(office, item, verb, body)).status, verb).toBe(403);
    }
  });
});

describe('enter-evidence', () => {
  it.each([
    ['an obligation the edition does not have', { obligationIds: ['P9.9'] }, 422, 'policy/unknown-obligation'],
    ['a kind the edition does not have', { kind: 'EV-NONE' }, 422, 'policy/unknown-evidence-kind'],
    ['another edition', { editionId: 'none' }, 422, 'policy/unknown-edition'],
    ['a day to come', { date: '2999-01-01' }, 422, 'evidence/day-to-come'],
    ['a file of nobody', { documentId: '00000000-0000-7000-8000-000000000000' }, 422, 'evidence/unknown-document'],
    ['a day that does not exist', { date: '2026-02-30' }, 422, 'platform/invalid-input'],
    ['an address that runs', { address: 'javascript:alert(1)' }, 422, 'platform/invalid-input'],
    ['an obligation twice', { obligationIds: ['P1.1', 'P1.1'] }, 422, 'platform/invalid-input'],
    ['a field of its own', { origin: 'measured' }, 422, 'platform/invalid-input'],
  ])('refuses %s', async (_, more, status, code) => {
    const answer = await bed.call(focal, 'POST', `/desk/api/parties/${nation}/evidence`, { ...anItem(), ...more });
    expect(answer.body).toMatchObject({ status, code });
  });

  it('acts once for the same client key', async () => {
    const key = { 'idempotency-key': '7d0d1c2e-0e0a-4c1f-9a62-0c9f0a3f3f11' };
    const first = await bed.call(focal, 'POST', `/desk/api/parties/${nation}/evidence`, anItem(), key);
    const again = await bed.call(focal, 'POST', `/desk/api/parties/${nation}/evidence`, anItem(), key);
    expect(again.body).toEqual(first.body);
    expect(first.status).toBe(200);
  });
});

describe('the list of evidence', () => {
  it('pages through all items, newest first, with drafts apart', async () => {
    const all: string[] = [];
    let after = '';
    do {
      const { body } = await bed.call(focal, 'GET', `/desk/api/parties/${nation}/evidence?limit=2${after && `&after=${after}`}`);
      all.push(...body.items.map((item: { id: string }) => item.id));
      after = body.next;
    } while (after);
    const { rows } = await bed.deployer.query(
      'select id from evidence.item where party_id = $1 and submitted_at is not null order by submitted_at desc, id desc',
      [nation],
    );
    expect(all).toEqual(rows.map((row) => row.id));
    expect(all.length).toBeGreaterThan(4);
    const drafts = await bed.call(focal, 'GET', `/desk/api/parties/${nation}/evidence?state=draft`);
    expect(drafts.body.items.every((item: { state: string }) => item.state === 'draft')).toBe(true);
    expect(drafts.body.items.length).toBeGreaterThan(0);
    expect((await bed.call(office, 'GET', `/desk/api/parties/${nation}/evidence?state=draft`)).body.items).toEqual([]);
  });
});
