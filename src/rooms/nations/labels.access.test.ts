import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { ROLE, type Role } from '#kernel/roles.ts';
import { leaveEvidence } from '#rooms/evidence/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
const who = {} as {
  office: TestPerson;
  plainOffice: TestPerson;
  focal: TestPerson;
  lawyer: TestPerson;
  joiner: TestPerson;
  joinerLawyer: TestPerson;
  commander: TestPerson;
  split: TestPerson;
};
const id = {} as Record<'hq' | 'ally' | 'joiner' | 'operation' | 'contribution', string>;
const CONFIDENTIAL = { level: 'confidential', releasableTo: null };

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  id.hq = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  id.ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  id.joiner = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
  id.operation = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  const cleared = async (person: TestPerson, role: Role) => {
    await bed.deployer.query(`update identity.role_grant set label = 'confidential' where person_id = $1 and role = $2`, [
      person.personId,
      role,
    ]);
    return person;
  };
  await bed.deployer.query(`update identity.ceiling set highest_label = 'confidential'`);
  who.office = await cleared(await bed.signIn.policyOffice(id.hq), ROLE.policyOffice);
  who.plainOffice = await bed.signIn.policyOffice(id.hq);
  who.focal = await cleared(await bed.signIn.focalPoint(id.ally), ROLE.focalPoint);
  who.lawyer = await bed.signIn.legalAdviser(id.ally);
  who.joiner = await cleared(await bed.signIn.focalPoint(id.joiner), ROLE.focalPoint);
  who.joinerLawyer = await bed.signIn.legalAdviser(id.joiner);
  who.commander = await bed.signIn.commander(id.operation);
  // Holds the writing role without clearance, and the clearance in a role that does not write.
  who.split = await cleared(
    await bed.givenPerson('Split', [
      { role: ROLE.legalAdviser, partyId: id.ally },
      { role: ROLE.partyAdmin, partyId: id.ally },
    ]),
    ROLE.partyAdmin,
  );
  const { body } = await post(who.joiner, `parties/${id.joiner}/contributions`, {
    operationId: id.operation,
    from: '2024-05-01',
    to: null,
    source: 's',
  });
  id.contribution = body.contributionId;
});
afterAll(() => bed.close());

const get = (reader: TestPerson, url: string) => bed.call(reader, 'GET', `/desk/api/${url}`);
const write = (method: 'POST' | 'PUT') => (reader: TestPerson, url: string, body: object, version?: number) =>
  bed.call(reader, method, `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const [post, put] = [write('POST'), write('PUT')];
const LETTER = { sentOn: '2026-02-03', language: 'en', body: 'We encourage you.', offer: null, documentId: null, reminderOn: null };

describe('an outreach attempt', () => {
  it('is read only under a cleared grant, with its letters and evidence, and its label cannot be lowered', async () => {
    const opened = await post(who.focal, 'outreach', {
      writerId: id.ally,
      addresseeId: id.joiner,
      instruments: ['TIP'],
      label: { level: 'restricted' },
    });
    expect(opened.status).toBe(200);
    const at = `outreach/${opened.body.id}`;
    await post(who.focal, `${at}/letters`, LETTER, 1);
    expect((await put(who.focal, `${at}/label`, { label: CONFIDENTIAL }, 2)).body).toMatchObject({ version: 3 });
    for (const cleared of [who.focal, who.office])
      expect((await get(cleared, at)).body).toMatchObject({ label: CONFIDENTIAL, letters: [{ label: CONFIDENTIAL }] });
    // A person without clearance learns nothing of it, neither by its address nor in the lists.
    for (const other of [who.lawyer, who.split, who.plainOffice]) {
      expect((await get(other, at)).status).toBe(404);
      expect((await get(other, 'outreach')).body.items).toEqual([]);
    }
    expect((await get(who.joiner, 'letters-received')).body.items).toMatchObject([{ body: 'We encourage you.', label: CONFIDENTIAL }]);
    expect((await get(who.joinerLawyer, 'letters-received')).body.items).toEqual([]);
    // The evidence of a letter has the label of the attempt.
    const { rows } = await bed.deployer.query(`select label_level from evidence.item where party_id = $1 and kind = 'EV-OUTR'`, [id.ally]);
    expect(rows).toEqual([{ label_level: 1 }]);
    const lower = await put(who.focal, `${at}/label`, { label: { level: 'unclassified' } }, 3);
    expect([lower.status, lower.body.code]).toEqual([422, 'nations/label-narrows']);
    await expect(bed.deployer.query('update nations.outreach set label_level = 0 where id = $1', [opened.body.id])).rejects.toThrow(
      /write-down/,
    );
  });

  it('cannot be labelled above its author’s clearance or opened to more readers', async () => {
    const above = await post(who.plainOffice, 'outreach', {
      writerId: id.hq,
      addresseeId: id.joiner,
      instruments: ['TIP'],
      label: CONFIDENTIAL,
    });
    // The database refuses it, and a refused record looks missing.
    expect(above.status).toBe(404);
    const own = await post(who.focal, 'outreach', {
      writerId: id.ally,
      addresseeId: id.joiner,
      instruments: ['TIP'],
      label: { level: 'unclassified', releasableTo: [id.ally] },
    });
    expect((await get(who.office, `outreach/${own.body.id}`)).status).toBe(404);
    expect((await put(who.focal, `outreach/${own.body.id}/label`, { label: { level: 'confidential' } }, 1)).body.code).toBe(
      'nations/label-narrows',
    );
  });

  it('can be narrowed after it was closed, by its writer', async () => {
    const opened = await post(who.focal, 'outreach', { writerId: id.ally, addresseeId: id.joiner, instruments: ['TIP'] });
    const url = `outreach/${opened.body.id}`;
    expect((await post(who.focal, `${url}/close`, { reason: 'Not needed.' }, 1)).status).toBe(200);
    const actions = async (reader: TestPerson) => (await get(reader, url)).body.actions.map(({ action }: { action: string }) => action);
    expect([await actions(who.focal), await actions(who.office)]).toEqual([['change-label'], []]);
    const narrowed = await put(who.focal, `${url}/label`, { label: { level: 'unclassified', releasableTo: [id.ally] } }, 2);
    expect(narrowed.body).toMatchObject({ state: 'closed', version: 3 });
  });
});

it('the answers of a labelled checklist are visible only to cleared people of the nation and headquarters', async () => {
  const answers = [{ obligationId: 'P3.2', choice: 'explain', note: 'Not yet.' }];
  expect((await post(who.joiner, `joinings/${id.contribution}/answers`, { answers }, 0)).status).toBe(200);
  expect((await put(who.joiner, `joinings/${id.contribution}/label`, { label: CONFIDENTIAL }, 1)).body).toMatchObject({ version: 2 });
  const answered = async (reader: TestPerson) =>
    (await get(reader, `joinings/${id.contribution}`)).body.checklist.flatMap(({ answer }: { answer: unknown }) => answer ?? []);
  expect(await answered(who.joiner)).toMatchObject([{ note: 'Not yet.' }]);
  expect(await answered(who.office)).toHaveLength(1);
  for (const other of [who.joinerLawyer, who.commander, who.plainOffice]) expect(await answered(other)).toEqual([]);
});

it('a checklist without a visible answer is open only to people whom no label can hide it from', async () => {
  const open = async (reader: TestPerson, contributionId: string) => {
    const { joinings } = (await get(reader, 'joinings')).body;
    const listed = joinings.find((one: { contributionId: string }) => one.contributionId === contributionId).open;
    expect((await get(reader, `joinings/${contributionId}`)).body.open).toBe(listed);
    return listed;
  };
  const other = await bed.givenParty({ kind: 'operation', code: 'QO2', name: 'Still Harbour' });
  const given = { operationId: other, from: '2025-05-01', to: null, source: 's' };
  const untouched = (await post(who.joiner, `parties/${id.joiner}/contributions`, given)).body.contributionId;
  const { items } = (await get(who.joiner, `joinings/${untouched}`)).body;
  expect([await open(who.joiner, id.contribution), await open(who.office, id.contribution)]).toEqual([items - 1, items - 1]);
  expect(await open(who.joiner, untouched)).toBe(items);
  // Headquarters may be left out by whom a checklist is releasable to, and others by its level: hidden and unanswered look the same to them.
  expect(await open(who.office, untouched)).toBeNull();
  for (const reader of [who.joinerLawyer, who.plainOffice])
    expect([await open(reader, id.contribution), await open(reader, untouched)]).toEqual([null, null]);
  expect(await open(who.commander, id.contribution)).toBeNull();
});

it('F12: a checklist shows each answer with the status in the register, and says where they differ', async () => {
  const held = { origin: 'public-source', says: 'not-met' } as const;
  await leaveEvidence(bed, who.office, { partyId: id.joiner, obligationIds: ['P5.0b'], kind: 'EV-TRTY', date: '2024', ...held });
  const register = async (of: string) =>
    (await get(who.joiner, `joinings/${id.contribution}`)).body.checklist.find((one: { obligationId: string }) => one.obligationId === of)
      .register;
  expect(await register('P5.0b')).toEqual({ status: 'not-met', origin: 'public-source', contradicts: false });
  expect(await register('P3.2')).toBeNull();
  const answers = [{ obligationId: 'P5.0b', choice: 'comply', note: null }];
  expect((await post(who.joiner, `joinings/${id.contribution}/answers`, { answers }, 2)).status).toBe(200);
  expect(await register('P5.0b')).toEqual({ status: 'not-met', origin: 'public-source', contradicts: true });
});

it('a labelled consultation is visible only to cleared people at headquarters', async () => {
  const consultation = {
    kind: 'organisation',
    consultedId: null,
    consultedName: 'Helpers',
    statedOn: '2026-01-05',
    statement: 'Canary',
    label: CONFIDENTIAL,
  };
  expect((await post(who.plainOffice, 'consultations', consultation)).status).toBe(404);
  expect((await post(who.office, 'consultations', consultation)).status).toBe(200);
  expect((await get(who.office, 'consultations')).body.items).toMatchObject([{ label: CONFIDENTIAL }]);
  expect((await get(who.plainOffice, 'consultations')).body.items).toEqual([]);
});
