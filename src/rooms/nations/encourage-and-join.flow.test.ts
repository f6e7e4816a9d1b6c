import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { stoppedClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { ROLE } from '#kernel/roles.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { outreachWaiting } from './outreach/list-reminders.query.ts';
import type { OutreachLine } from './outreach/outreach.schema.ts';

let bed: TestBed;
const id: Record<'hq' | 'ally' | 'other' | 'joiner' | 'operation', string> = { hq: '', ally: '', other: '', joiner: '', operation: '' };
const who = {} as Record<'office' | 'focal' | 'lawyer' | 'other' | 'joiner' | 'joinerLawyer' | 'lead' | 'judge' | 'admin', TestPerson>;
let contribution: string;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  id.hq = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  id.ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  id.other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  id.joiner = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
  id.operation = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  who.office = await bed.signIn.policyOffice(id.hq);
  await bed.signIn.policyOffice(id.hq);
  who.focal = await bed.signIn.focalPoint(id.ally);
  who.lawyer = await bed.signIn.legalAdviser(id.ally);
  who.other = await bed.signIn.focalPoint(id.other);
  who.joiner = await bed.signIn.focalPoint(id.joiner, 'joiner');
  who.joinerLawyer = await bed.signIn.legalAdviser(id.joiner);
  who.lead = await bed.signIn.commander(id.operation);
  who.judge = await bed.signIn.reviewer(id.ally);
  who.admin = await bed.givenPerson('Administrator', [{ role: ROLE.partyAdmin, partyId: id.ally }, { role: ROLE.platformAdmin }]);
  const { body } = await post(who.joiner, `parties/${id.joiner}/contributions`, {
    operationId: id.operation,
    from: '2024-05-01',
    to: null,
    source: 'Agreement',
  });
  contribution = body.contributionId;
});
afterAll(() => bed.close());

const get = (person: TestPerson | null, url: string) => bed.call(person, 'GET', `/desk/api/${url}`);
const post = (person: TestPerson | null, url: string, body: object, version?: number) =>
  bed.call(person, 'POST', `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const put = (person: TestPerson, url: string, body: object, version: number) =>
  bed.call(person, 'PUT', `/desk/api/${url}`, body, { 'if-match': `"${version}"` });
const obligation = async (by: TestPerson, party: string, id: string) => (await get(by, `parties/${party}/obligations/${id}`)).body;
const letter = {
  sentOn: '2026-02-03',
  language: 'en',
  body: 'We encourage you.',
  offer: 'A talk',
  documentId: null,
  reminderOn: '2026-08-03',
};
const open = (person: TestPerson, writerId: string, addresseeId = id.joiner, instruments = ['UNTOC', 'TIP']) =>
  post(person, 'outreach', { writerId, addresseeId, instruments });

describe('outreach', () => {
  it('is suggested to every Ally and to headquarters once a nation joined and its treaty status is unknown', async () => {
    const suggestions = async (person: TestPerson) => (await get(person, 'outreach-suggestions')).body.suggestions;
    for (const [person, writer] of [
      [who.focal, 'Alland'],
      [who.office, 'Headquarters'],
    ] as const)
      expect(await suggestions(person)).toMatchObject([
        { writer: { name: { en: writer } }, addressee: { name: { en: 'Corland' } }, reason: 'joined', joinedOn: '2024-05-01' },
      ]);
    expect(await suggestions(who.joiner)).toEqual([]);
    expect((await get(who.admin, 'outreach-suggestions')).status).toBe(403);
  });

  it('creates evidence for the writer, never about the addressee', async () => {
    expect((await open(who.other, id.ally)).status).toBe(403);
    expect((await open(who.office, id.ally)).status).toBe(403);
    expect((await open(who.joiner, id.joiner, id.ally)).body.code).toBe('nations/not-a-writer');
    expect((await open(who.focal, id.ally, id.other)).body.code).toBe('nations/not-an-addressee');
    const { body: opened } = await open(who.focal, id.ally);
    const at = `outreach/${opened.id}`;
    expect((await post(who.focal, `${at}/letters`, { ...letter, sentOn: '2099-01-01' }, 1)).body.code).toBe('nations/day-to-come');
    expect((await post(who.focal, `${at}/letters`, letter, 7)).status).toBe(412);
    expect(await obligation(who.focal, id.ally, 'P5b.1')).toMatchObject({ status: 'not-reported' });
    expect((await post(who.focal, `${at}/letters`, letter, 1)).body).toMatchObject({ state: 'sent', version: 2 });
    expect(await obligation(who.focal, id.ally, 'P5b.1')).toMatchObject({
      status: 'met',
      origin: 'declared',
      evidence: [{ kind: 'EV-OUTR', origin: 'declared', date: '2026-02-03' }],
    });
    const { rows } = await bed.deployer.query('select from evidence.item where party_id = $1', [id.joiner]);
    expect(rows).toHaveLength(0);
    expect((await post(who.focal, `${at}/replies`, { received: false, on: '2026-02-01', body: null }, 2)).body.code).toBe(
      'nations/before-the-letter',
    );
    await post(who.focal, `${at}/replies`, { received: false, on: '2026-06-01', body: null }, 2);
    expect((await put(who.focal, `${at}/reminder`, { reminderOn: '2026-12-01' }, 3)).body).toMatchObject({
      state: 'unanswered',
      version: 4,
    });
    // The reminder goes to people who write for that nation, on its date, and is never late.
    const reminded = async (person: TestPerson) =>
      (await get(person, 'tasks')).body.letters.tasks.map((one: OutreachLine) => [one.addressee.name.en, one.reminderOn]);
    expect(await reminded(who.focal)).toEqual([]);
    bed.setClock(stoppedClock('2026-12-01T12:00:00Z'));
    expect(await reminded(who.focal)).toEqual([['Corland', '2026-12-01']]);
    for (const other of [who.lawyer, who.judge, who.other, who.office, who.joiner]) expect(await reminded(other)).toEqual([]);
    const readOutreachWaiting = defineQuery({
      name: 'nations/readOutreachWaiting',
      permission: 'signed-in',
      input: z.strictObject({ since: z.string() }),
      answer: z.array(z.any()),
      run: async (context, { since }) => [...(await outreachWaiting(context, since))],
    });
    const digest = (since: string) => runQuery(bed.platform, readOutreachWaiting, { token: who.focal.token, input: { since } });
    expect(await digest('2026-11-30')).toEqual([{ due: '2026-12-01', late: false, remind: true }]);
    expect(await digest('2026-12-01')).toEqual([{ due: '2026-12-01', late: false, remind: false }]);
    expect((await get(who.admin, 'tasks')).body.letters).toBeUndefined();
    bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
    await post(who.focal, `${at}/replies`, { received: true, on: '2026-07-01', body: 'Parliament will vote.' }, 4);
    const { body: view } = await get(who.focal, at);
    expect(view).toMatchObject({
      state: 'answered',
      reminderOn: '2026-12-01',
      actions: [{ action: 'send' }, { action: 'remind' }, { action: 'close' }, { action: 'change-label' }],
      replies: [{ received: false }, { received: true }],
    });
    // Readers who see the attempt can print it; others cannot.
    const file = await get(who.focal, `${at}/letter.pdf?letterId=${view.letters[0].id}`);
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await get(who.focal, `${at}/letter.pdf?letterId=${newId()}`)).status).toBe(404);
    expect((await get(who.joiner, `${at}/letter.pdf`)).status).toBe(404);
    expect((await post(who.focal, `${at}/close`, { reason: 'Deposited.' }, view.version)).body.state).toBe('closed');
    expect((await post(who.focal, `${at}/letters`, letter, view.version + 1)).body.code).toBe('nations/outreach-state');
    bed.setClock(stoppedClock('2026-12-01T12:00:00Z'));
    expect(await reminded(who.focal)).toEqual([]);
    bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
    expect((await get(who.focal, 'outreach-suggestions')).body.suggestions).toMatchObject([
      { treatyStatuses: [{ instrument: 'OSCE', status: 'unknown' }] },
    ]);
  });

  it('is visible to the writer’s people, while the addressee reads only the letters', async () => {
    const ids = async (person: TestPerson) => (await get(person, 'outreach')).body.items?.map((one: { id: string }) => one.id) ?? [];
    const [own] = await ids(who.focal);
    for (const person of [who.lawyer, who.judge, who.office]) expect(await ids(person)).toEqual([own]);
    for (const person of [who.other, who.joiner, who.joinerLawyer, who.lead]) {
      expect(await ids(person)).toEqual([]);
      expect((await get(person, `outreach/${own}`)).status).toBe(404);
    }
    for (const [person, count] of [
      [who.joiner, 1],
      [who.joinerLawyer, 1],
      [who.focal, 0],
      [who.other, 0],
      [who.judge, 0],
    ] as const)
      expect((await get(person, 'letters-received')).body.items).toHaveLength(count);
    const [got] = (await get(who.joiner, 'letters-received')).body.items;
    expect(got).toMatchObject({ writer: { name: { en: 'Alland' } }, body: 'We encourage you.', offer: 'A talk' });
    expect(JSON.stringify(got)).not.toContain('Parliament');
    // Headquarters can read an Ally's attempt but not continue it.
    for (const person of [who.lawyer, who.office])
      expect((await post(person, `outreach/${own}/close`, { reason: 'r' }, 9)).status).toBe(403);
  });
});

describe('a joining checklist', () => {
  const checklist = currentEdition().joining;
  const view = async (person: TestPerson) => (await get(person, `joinings/${contribution}`)).body;
  const answer = (person: TestPerson, version: number, answers: object[]) =>
    post(person, `joinings/${contribution}/answers`, { answers }, version);
  const comply = (rows: readonly string[]) => rows.map((obligationId) => ({ obligationId, choice: 'comply', note: null }));

  it('is visible only to the nation, headquarters and the commander of the operation', async () => {
    const lines = async (person: TestPerson) => (await get(person, 'joinings')).body.joinings;
    // A nation may withhold it from the others, by a label: to them it is not known to be open.
    for (const [person, open] of [
      ...[who.joiner, who.joinerLawyer].map((one) => [one, checklist.length] as const),
      ...[who.office, who.lead].map((one) => [one, null] as const),
    ])
      expect(await lines(person)).toMatchObject([{ items: checklist.length, open, joinedOn: '2024-05-01' }]);
    for (const person of [who.focal, who.other, who.judge]) {
      expect(await lines(person)).toEqual([]);
      expect((await get(person, `joinings/${contribution}`)).status).toBe(404);
    }
    expect((await get(who.admin, 'joinings')).status).toBe(403);
  });

  it('is answered by the nation alone, with a note for every answer but comply', async () => {
    for (const person of [who.office, who.lead, who.joinerLawyer, who.other])
      expect((await answer(person, 0, comply(['P3.2']))).status).toBe(403);
    expect((await answer(who.joiner, 0, [{ obligationId: 'P3.2', choice: 'explain', note: null }])).body.code).toBe(
      'nations/item-needs-words',
    );
    expect((await answer(who.joiner, 0, comply(['P6.1']))).body.code).toBe('nations/not-on-the-checklist');
    const { body } = await answer(who.joiner, 0, [{ obligationId: 'P3.2', choice: 'equivalent', note: 'By our own order.' }]);
    expect(body).toEqual({ contributionId: contribution, open: checklist.length - 1, version: 1 });
    expect((await answer(who.joiner, 0, comply(['P3.3']))).status).toBe(412);
    // Each row is an expectation on the nation, so the answer appears there too.
    expect(await obligation(who.joiner, id.joiner, 'P3.2')).toMatchObject({ status: 'met', origin: 'declared', answer: 'equivalent' });
    await answer(who.joiner, 1, comply(['P5a.1']));
    expect(await obligation(who.joiner, id.joiner, 'P5a.1')).toMatchObject({ status: 'not-reported', answer: 'comply' });
    expect((await view(who.lead)).checklist.find((one: { obligationId: string }) => one.obligationId === 'P3.2')).toMatchObject({
      answer: { choice: 'equivalent', note: 'By our own order.', by: 'joiner' },
    });
  });

  it('has a transfer date, which the nation or headquarters sets', async () => {
    const transfer = (person: TestPerson, version: number) =>
      put(person, `joinings/${contribution}/transfer`, { transferOn: '2024-06-01' }, version);
    expect((await transfer(who.lead, 2)).status).toBe(403);
    expect((await transfer(who.office, 2)).body).toMatchObject({ version: 3, open: checklist.length - 2 });
    expect(await view(who.lead)).toMatchObject({ transferOn: '2024-06-01', mayAnswer: false, maySetTransfer: false });
  });

  it('becomes evidence once no item is open, and again when an answer changes', async () => {
    const rest = checklist.filter((row) => !['P3.2', 'P5a.1'].includes(row));
    expect(await obligation(who.joiner, id.joiner, 'P6.2')).toMatchObject({ status: 'not-asked', evidence: [] });
    expect((await answer(who.joiner, 3, comply(rest))).body.open).toBe(0);
    expect(await obligation(who.joiner, id.joiner, 'P6.2')).toMatchObject({
      status: 'met',
      origin: 'declared',
      evidence: [
        {
          kind: 'EV-JOIN',
          says: 'met',
          title: { en: `Joining checklist: Quiet Harbour (${checklist.length - 1} comply, 1 equivalent, 0 explain)` },
        },
      ],
    });
    bed.setClock(stoppedClock('2026-11-24T13:00:00Z'));
    await answer(who.joiner, 4, [{ obligationId: 'A1.1', choice: 'explain', note: 'The rule waits for parliament.' }]);
    const after = await obligation(who.joiner, id.joiner, 'P6.2');
    expect(after).toMatchObject({ status: 'partly-met' });
    expect(after.evidence).toHaveLength(2);
  });

  it('does not exist for an Ally', async () => {
    const mine = newId();
    await bed.deployer.query(
      `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by) values ($1, $2, $3, '2024-01-01', 'test', now(), $4)`,
      [mine, id.ally, id.operation, who.focal.personId],
    );
    expect((await get(who.focal, `joinings/${mine}`)).status).toBe(404);
    expect((await post(who.focal, `joinings/${mine}/answers`, { answers: comply(['P3.2']) }, 0)).body.code).toBe('nations/not-a-joining');
  });
});
