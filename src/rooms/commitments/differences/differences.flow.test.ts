import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { currentEdition, loadPolicyDecisions, setPolicyClock } from '#rooms/policy/current.ts';
import { aChangedEdition, archiveOf } from '#rooms/policy/editions/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { anItem, leaveEvidence } from '../../evidence/fixtures.ts';

let bed: TestBed;
let [nation, other, third] = ['', '', ''];
const who = {} as Record<
  'focal' | 'commander' | 'reviewer' | 'office' | 'stranger' | 'adviser' | 'thirdFocal' | 'thirdCommander',
  TestPerson
>;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  third = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland' });
  who.thirdFocal = await bed.signIn.focalPoint(third);
  who.thirdCommander = await bed.signIn.commander(third);
  who.focal = await bed.signIn.focalPoint(nation, 'Fay Focal');
  who.commander = await bed.signIn.commander(nation);
  who.adviser = await bed.signIn.legalAdviser(nation);
  who.reviewer = await bed.signIn.reviewer(nation);
  who.stranger = await bed.signIn.focalPoint(other);
  who.office = await bed.signIn.policyOffice(headquarters, 'Olga Office');
  await bed.signIn.policyOffice(headquarters);
});
afterAll(async () => {
  // Files of one worker share the process: they go on with the edition that ships.
  await loadPolicyDecisions({ query: async () => ({ rows: [] }) });
  setPolicyClock(systemClock);
  await bed.close();
});

const get = (person: TestPerson, url: string) => bed.call(person, 'GET', `/desk/api/${url}`);
const drawer = async (person: TestPerson, partyId = nation, obligationId = 'P5d.1') =>
  (await get(person, `parties/${partyId}/obligations/${obligationId}`)).body;
const cellOf = async (person: TestPerson, partyId = nation, obligationId = 'P5d.1') => {
  const { rows } = (await get(person, 'matrix?kind=nation')).body;
  const row = rows.find((one: { partyId: string }) => one.partyId === partyId);
  return row?.cells.find((one: { obligationId: string }) => one.obligationId === obligationId);
};
const tasksOf = async (person: TestPerson): Promise<[string, number][]> =>
  (await get(person, 'tasks')).body.differences.tasks.map((task: { party: { id: string }; obligations: number }) => [
    task.party.id,
    task.obligations,
  ]);
const record = async (person: TestPerson, side: string, reason = 'The board lists people who left.', differenceId?: string) => {
  const input = { side, reason, differenceId: differenceId ?? (await drawer(who.office)).differenceId ?? 'none' };
  return bed.call(person, 'POST', `/desk/api/parties/${nation}/obligations/P5d.1/views`, input);
};
const measure = (says: 'met' | 'partly-met', date: string) =>
  leaveEvidence(bed, who.commander, { partyId: nation, obligationIds: ['P5d.1'], kind: 'EV-TRN', says, date });
const declare = (date: string) => submit(who.focal, nation, { obligationIds: ['P5d.1'], kind: 'EV-TRN', date });
async function submit(person: TestPerson, partyId: string, content: Parameters<typeof anItem>[0]) {
  const { body } = await bed.call(person, 'POST', `/desk/api/parties/${partyId}/evidence`, anItem(content));
  const answer = await bed.call(person, 'POST', `/desk/api/evidence/${body.id}/submit`, {}, { 'if-match': '"1"' });
  expect(answer.status).toBe(200);
  return body.id as string;
}

describe('differing sources', () => {
  it('need a difference before anybody records a view', async () => {
    await measure('partly-met', '2026-05-01');
    expect((await record(who.focal, 'party')).body.code).toBe('commitments/sources-agree');
    expect(await tasksOf(who.office)).toEqual([]);
  });

  it('are a task of the party, the policy office and its reviewers, and of nobody else', async () => {
    await declare('2026-05-02');
    expect(await cellOf(who.focal)).toMatchObject({ status: 'partly-met', origin: 'measured', difference: 'open' });
    expect((await drawer(who.reviewer)).evidence.map((item: { differs: boolean }) => item.differs)).toEqual([true, true]);
    for (const person of [who.focal, who.office, who.reviewer]) expect(await tasksOf(person)).toEqual([[nation, 1]]);
    for (const person of [who.stranger, who.adviser, who.commander]) expect(await tasksOf(person)).toEqual([]);
    expect((await get(who.stranger, `parties/${nation}/obligations/P5d.1`)).status).not.toBe(200);
  });

  it('rest once each side has recorded its own view, with the reasons in the history', async () => {
    expect((await record(who.focal, 'office')).status).toBe(403);
    expect((await record(who.office, 'party')).status).toBe(403);
    for (const person of [who.reviewer, who.stranger, who.adviser, who.commander]) expect((await record(person, 'party')).status).toBe(403);
    expect((await record(who.focal, 'party', ' ')).status).toBe(422);
    expect((await record(who.focal, 'party')).status).toBe(200);
    expect(await cellOf(who.office)).toMatchObject({ difference: 'open' });
    expect([await tasksOf(who.focal), await tasksOf(who.office)]).toEqual([[], [[nation, 1]]]);
    expect((await record(who.office, 'office', 'The roster counts.')).status).toBe(200);
    expect(await cellOf(who.focal)).toMatchObject({ status: 'partly-met', origin: 'measured', difference: 'recorded' });
    for (const person of [who.focal, who.office, who.reviewer]) expect(await tasksOf(person)).toEqual([]);
    expect((await drawer(who.reviewer)).views).toMatchObject([
      { side: 'office', reason: 'The roster counts.', by: 'Olga Office', current: true },
      { side: 'party', reason: 'The board lists people who left.', by: 'Fay Focal', current: true },
    ]);
    const { rows } = await bed.deployer.query(
      `select clause_ids, detail ->> 'side' as side from ledger.entry e join ledger.opening o on o.entry_id = e.id where command = 'commitments/record-view' order by e.id`,
    );
    expect(rows.map(({ clause_ids }) => clause_ids)).toEqual([['5d'], ['5d']]);
  });

  it('open again when an item that decides changes, and keep the earlier views', async () => {
    await measure('partly-met', '2026-05-03');
    expect(await cellOf(who.office)).toMatchObject({ difference: 'open' });
    expect(await tasksOf(who.focal)).toEqual([[nation, 1]]);
    expect((await drawer(who.focal)).views.map((view: { current: boolean }) => view.current)).toEqual([false, false]);
  });

  it('are not settled by a view that was written before another item came', async () => {
    const { differenceId } = await drawer(who.office);
    expect((await record(who.focal, 'party', 'They left.', differenceId)).status).toBe(200);
    await measure('partly-met', '2026-05-03');
    const answer = await record(who.office, 'office', 'The roster counts.', differenceId);
    expect(answer).toMatchObject({ status: 412, body: { code: 'platform/stale', yours: differenceId } });
    expect(answer.body.current).toBe((await drawer(who.office)).differenceId);
    expect((await drawer(who.office)).views).toHaveLength(3);
    expect(await cellOf(who.office)).toMatchObject({ difference: 'open' });
  });

  it('close when a side corrects its own record', async () => {
    await measure('met', '2026-05-04');
    expect(await cellOf(who.office)).toMatchObject({ status: 'met', difference: null });
    for (const person of [who.focal, who.office, who.reviewer]) expect(await tasksOf(person)).toEqual([]);
    expect((await drawer(who.focal)).views).toHaveLength(3);
  });

  it('are a task where a case that only informs contradicts a nil return', async () => {
    const today = dayOf(new Date());
    const about = { obligationIds: ['P5c.1'], date: today };
    await leaveEvidence(bed, who.office, { partyId: other, ...about, kind: 'EV-CASE', says: 'informs' });
    const nil = anItem({ ...about, kind: 'EV-NIL', says: 'nil' });
    const { id } = (await bed.call(who.stranger, 'POST', `/desk/api/parties/${other}/evidence`, nil)).body;
    await bed.call(who.stranger, 'POST', `/desk/api/evidence/${id}/submit`, {}, { 'if-match': '"1"' });
    const { body } = await get(who.stranger, `parties/${other}/obligations/P5c.1`);
    expect(body).toMatchObject({ status: 'nothing-to-report', difference: 'open' });
    for (const person of [who.stranger, who.office]) expect(await tasksOf(person)).toEqual([[other, 1]]);
    await bed.call(who.stranger, 'POST', `/desk/api/evidence/${id}/withdraw`, { reason: 'There was a case.' }, { 'if-match': '"2"' });
    for (const person of [who.stranger, who.office]) expect(await tasksOf(person)).toEqual([]);
  });

  it('are tasks under a later edition too, where the evidence is carried over', async () => {
    await measure('partly-met', '2026-11-01');
    expect(await tasksOf(who.office)).toEqual([[nation, 1]]);
    const next = aChangedEdition();
    const file = { 'content-type': 'application/octet-stream' };
    const { body } = await bed.call(who.office, 'POST', '/desk/api/policy/editions?name=edition.zip', archiveOf(next), file);
    const later = new Date(Date.now() + 3 * 86_400_000);
    const consulted = { body: 'Partners in council', on: '2026-11-20', outcome: 'No objection.' };
    const inForce = { fromDay: dayOf(later), consulted, reason: 'The Council decided' };
    const url = `/desk/api/policy/editions/${body.importId}/put-in-force`;
    expect((await bed.call(who.office, 'POST', url, inForce, { 'if-match': '"1"' })).status).toBe(200);
    bed.setClock(() => later);
    setPolicyClock(() => later);
    await loadPolicyDecisions(bed.platform.pool);
    expect(currentEdition().id).toBe(next.id);
    expect(await cellOf(who.office)).toMatchObject({ status: 'partly-met', difference: 'open' });
    for (const person of [who.focal, who.office, who.reviewer]) expect(await tasksOf(person)).toEqual([[nation, 1]]);
  });

  it('are still named where a later case follows one that contradicts a nil return, in the page, the matrix and the tasks', async () => {
    const day = (days: number) => plusDays(dayOf(new Date()), days);
    const aCase = (date: string) =>
      leaveEvidence(bed, who.thirdCommander, { partyId: third, obligationIds: ['P5c.1'], kind: 'EV-CASE', says: 'met', date });
    const first = await aCase(day(-20));
    const nil = await submit(who.thirdFocal, third, {
      editionId: currentEdition().id,
      obligationIds: ['P5c.1'],
      kind: 'EV-NIL',
      says: 'nil',
      date: day(-10),
      asOf: day(-10),
    });
    expect(await cellOf(who.office, third, 'P5c.1')).toMatchObject({ status: 'met', difference: 'open' });
    const second = await aCase(day(-1));
    expect(await cellOf(who.office, third, 'P5c.1')).toMatchObject({ status: 'met', difference: 'open' });
    expect(await tasksOf(who.thirdFocal)).toEqual([[third, 1]]);
    const { evidence } = await drawer(who.office, third, 'P5c.1');
    const found = evidence.map(({ id, ...one }: { id: string; differs: boolean; weight: string }) => [id, one.differs, one.weight]);
    expect(Object.fromEntries(found.map(([id, ...rest]: unknown[]) => [id, rest]))).toEqual({
      ...{ [first]: [true, 'earlier'], [nil]: [true, 'beside'], [second]: [false, 'decides'] },
    });
  });
});

describe('get-obligation', () => {
  it('lists and counts what carries over behind more than fifty items that do not, and says how many it does not show', async () => {
    const about = { partyId: third, obligationIds: ['P3.3'], says: 'met' as const };
    const kinds = currentEdition().obligation('P3.3').evidence.kinds;
    expect(kinds.length).toBeGreaterThan(1);
    const [first, second] = kinds as [string, string];
    const before = await leaveEvidence(bed, who.thirdCommander, { ...about, kind: second, date: '2026-01-05' });
    for (let at = 0; at < 51; at++) await leaveEvidence(bed, who.thirdCommander, { ...about, kind: first, date: '2026-03-01' });
    expect(await drawer(who.office, third, 'P3.3')).toMatchObject({ more: true, counts: { items: 52 } });
    // Under the later edition the kind has evidence of its own, so the earlier items of that kind count no more.
    const own = await leaveEvidence(bed, who.thirdCommander, { ...about, editionId: currentEdition().id, kind: first, date: '2026-04-01' });
    const found = await drawer(who.office, third, 'P3.3');
    expect(found).toMatchObject({ more: false, counts: { items: 2 } });
    expect(found.evidence.map(({ id, carriedFrom }: { id: string; carriedFrom: string | null }) => [id, carriedFrom])).toEqual([
      [own, null],
      [before, 'P3.3'],
    ]);
    for (let at = 0; at < 3; at++) await leaveEvidence(bed, who.thirdCommander, { ...about, kind: second, date: '2026-01-04' });
    expect((await drawer(who.office, third, 'P3.3')).counts.items).toBe(5);
  });
});
