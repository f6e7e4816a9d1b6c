import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { ROLE } from '#kernel/roles.ts';
import { anItem, deskOf } from '#rooms/evidence/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { PlanView } from './plan.schema.ts';

let bed: TestBed;
const who = {} as Record<'office' | 'focal' | 'lawyer' | 'cleared' | 'contributor' | 'other' | 'reviewer' | 'commander', TestPerson>;
const id = {} as Record<'hq' | 'nation' | 'contributor' | 'other', string>;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T12:00:00Z'));
  id.hq = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  id.nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  id.other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bryland' });
  id.contributor = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
  who.office = await bed.signIn.policyOffice(id.hq);
  await bed.signIn.policyOffice(id.hq);
  who.focal = await bed.signIn.focalPoint(id.nation);
  who.lawyer = await bed.signIn.legalAdviser(id.nation);
  who.commander = await bed.signIn.commander(id.nation);
  who.reviewer = await bed.signIn.reviewer(id.nation);
  who.other = await bed.signIn.focalPoint(id.other);
  who.contributor = await bed.signIn.focalPoint(id.contributor);
  who.cleared = await bed.signIn.focalPoint(id.nation);
  await bed.deployer.query(`update identity.ceiling set highest_label = 'confidential'`);
  await bed.deployer.query(`update identity.role_grant set label = 'confidential' where person_id = $1 and role = $2`, [
    who.cleared.personId,
    ROLE.focalPoint,
  ]);
});
afterAll(() => bed.close());

const PLAN = { title: 'Plan 2026', document: 'Decree 12', adoptedOn: '2026-02-01', from: '2026-03-01', to: '2028-12-31' };
const post = (person: TestPerson, url: string, body: object, version?: number) =>
  bed.call(person, 'POST', `/desk/api/${url}`, body, version === undefined ? {} : { 'if-match': `"${version}"` });
const plans = async (person: TestPerson, partyId = id.nation): Promise<PlanView[]> =>
  (await bed.call(person, 'GET', `/desk/api/parties/${partyId}/plans`)).body.plans;
const state = async (partyId = id.nation) => (await bed.call(who.office, 'GET', `/desk/api/parties/${partyId}/obligations/P6.1`)).body;
const tasks = async (person: TestPerson) => (await bed.call(person, 'GET', '/desk/api/tasks')).body.plans.tasks;

describe('an action plan (6, P6.1)', () => {
  let planId = '';
  let measureId = '';

  it('is recorded by the nation alone and is declared evidence at once', async () => {
    for (const person of [who.office, who.lawyer, who.other, who.reviewer])
      expect((await post(person, `parties/${id.nation}/plans`, PLAN)).status).toBe(403);
    expect((await post(who.focal, `parties/${id.nation}/plans`, { ...PLAN, adoptedOn: '2026-11-26' })).body.code).toBe(
      'nations/day-to-come',
    );
    expect((await post(who.focal, `parties/${id.nation}/plans`, { ...PLAN, to: '2026-02-28' })).status).toBe(422);
    expect(await state()).toMatchObject({ status: 'not-reported' });
    planId = (await post(who.focal, `parties/${id.nation}/plans`, PLAN)).body.id;
    expect(await state()).toMatchObject({
      status: 'in-progress',
      origin: 'declared',
      evidence: [{ kind: 'EV-NAP', says: 'in-progress', title: { en: 'Action plan “Plan 2026”: no measures yet' } }],
    });
  });

  it('takes measures with clause, owner and due date, and leaves one item per day', async () => {
    const measure = { clauseId: '1', text: 'Write the order', owner: 'Legal office', dueOn: '2026-11-20' };
    expect((await post(who.office, `plans/${planId}/measures`, measure, 1)).status).toBe(403);
    expect((await post(who.focal, `plans/${planId}/measures`, { ...measure, clauseId: '99' }, 1)).body.code).toBe('nations/unknown-clause');
    expect((await post(who.focal, `plans/${planId}/measures`, measure, 2)).status).toBe(412);
    expect((await post(who.focal, `plans/${planId}/measures`, measure, 1)).body).toMatchObject({ version: 2 });
    const [plan] = await plans(who.focal);
    expect(plan).toMatchObject({ counts: { all: 1, waiting: 1, overdue: 1 }, measures: [{ ...measure, isOverdue: true }] });
    expect(plan!.missing).not.toContain('1');
    expect(plan!.missing).toContain('5a');
    measureId = plan!.measures[0]!.id;
    const { rows } = await bed.deployer.query(
      `select state, count(*)::int as n from evidence.item where party_id = $1 group by 1 order by 1`,
      [id.nation],
    );
    expect(rows).toEqual([
      { state: 'corrected', n: 1 },
      { state: 'submitted', n: 1 },
    ]);
  });

  it('reminds those who keep it of an overdue measure, and nobody else', async () => {
    expect(await tasks(who.focal)).toMatchObject([{ text: 'Write the order', dueOn: '2026-11-20', party: { name: { en: 'Alland' } } }]);
    for (const person of [who.office, who.lawyer, who.other, who.reviewer]) expect(await tasks(person)).toEqual([]);
  });

  it('follows a measure by dated entries and leaves a new item on a new day', async () => {
    const at = `measures/${measureId}/progress`;
    const entry = { action: 'start', on: '2026-11-24', note: null, dueOn: null };
    expect((await post(who.office, at, entry, 1)).status).toBe(403);
    expect((await post(who.focal, at, entry, 1)).body).toMatchObject({ state: 'in-progress', version: 2 });
    // It is the 25th already where the day begins first, and nowhere the 26th.
    const later = { ...entry, action: 'reschedule', on: '2026-11-25', note: 'The law comes later.', dueOn: '2027-06-30' };
    expect((await post(who.focal, at, { ...later, on: '2026-11-26' }, 2)).body.code).toBe('nations/day-to-come');
    expect((await post(who.focal, at, later, 2)).body).toMatchObject({ state: 'in-progress' });
    expect(await tasks(who.focal)).toEqual([]);
    bed.setClock(stoppedClock('2026-11-25T12:00:00Z'));
    expect((await post(who.focal, at, { ...entry, action: 'finish', on: '2026-11-25' }, 3)).body).toMatchObject({ state: 'done' });
    const [plan] = await plans(who.focal);
    expect(plan!.measures[0]).toMatchObject({
      state: 'done',
      dueOn: '2027-06-30',
      progress: [{ action: 'start' }, { action: 'reschedule', note: 'The law comes later.' }, { action: 'finish', on: '2026-11-25' }],
    });
    expect(await state()).toMatchObject({
      status: 'partly-met',
      evidence: [{ title: { en: 'Action plan “Plan 2026”: 1 of 1 measure done' } }, {}],
    });
  });

  it('leaves alone what the nation declared itself on the same day', async () => {
    const { rows } = await bed.deployer.query<{ id: string }>(
      `select id from evidence.item where party_id = $1 and state = 'submitted' order by counts_on desc, id desc limit 1`,
      [id.nation],
    );
    const desk = deskOf(bed, id.nation);
    const own = await desk.entered(who.focal, anItem({ obligationIds: ['P6.1'], kind: 'EV-NAP', date: '2026-11-25' }));
    expect((await desk.takeStep(who.focal, own, 'submit')).status).toBe(200);
    await post(who.focal, `measures/${measureId}/progress`, { action: 'reopen', on: '2026-11-25', note: 'Again', dueOn: null }, 4);
    const after = await bed.deployer.query(`select id, state from evidence.item where id = any ($1)`, [[rows[0]!.id, own.id]]);
    expect(Object.fromEntries(after.rows.map((row) => [row.id, row.state]))).toEqual({
      [rows[0]!.id]: 'corrected',
      [own.id]: 'submitted',
    });
  });

  it('is read by the nation, its reviewers and headquarters, and under its label', async () => {
    for (const person of [who.focal, who.lawyer, who.commander, who.reviewer, who.office]) expect(await plans(person)).toHaveLength(1);
    expect((await bed.call(who.other, 'GET', `/desk/api/parties/${id.nation}/plans`)).status).toBe(403);
    expect((await bed.call(null, 'GET', `/desk/api/parties/${id.nation}/plans`)).status).toBe(401);
    const label = { level: 'confidential', releasableTo: null };
    const { body } = await post(who.cleared, `parties/${id.nation}/plans`, { ...PLAN, title: 'Hidden', label });
    await post(who.cleared, `plans/${body.id}/measures`, { clauseId: '2', text: 'Hidden too', owner: 'Office', dueOn: '2026-01-01' }, 1);
    expect(await plans(who.cleared)).toHaveLength(2);
    expect(await tasks(who.cleared)).toHaveLength(1);
    for (const person of [who.focal, who.lawyer, who.reviewer, who.office]) {
      expect(await plans(person)).toHaveLength(1);
      expect(await tasks(person)).toEqual([]);
    }
    expect((await post(who.focal, `plans/${body.id}/end`, { reason: 'r' }, 1)).status).toBe(404);
  });

  it('ends with a reason, keeps its evidence and takes no further entry', async () => {
    const { version, measures } = (await plans(who.focal))[0]!;
    expect((await post(who.focal, `plans/${planId}/end`, { reason: 'Replaced' }, version)).body).toMatchObject({ state: 'ended' });
    const entry = { action: 'finish', on: '2026-11-25', note: null, dueOn: null };
    expect((await post(who.focal, `measures/${measureId}/progress`, entry, measures[0]!.version)).body.code).toBe('nations/plan-state');
    expect((await plans(who.focal))[0]).toMatchObject({ state: 'ended', endReason: 'Replaced', actions: [] });
  });

  it('leaves evidence for clause 3 where a measure names a chapter of the OSCE Action Plan (P3.1)', async () => {
    const obligation = async () => (await bed.call(who.office, 'GET', `/desk/api/parties/${id.other}/obligations/P3.1`)).body;
    const { body } = await post(who.other, `parties/${id.other}/plans`, PLAN);
    const measure = { clauseId: '3', text: 'Campaign', owner: 'Ministry', chapter: 'OSCE-AP-2003 IV', dueOn: null };
    const refused = await post(who.other, `plans/${body.id}/measures`, { ...measure, clauseId: '1' }, 1);
    expect(refused.body.code).toBe('nations/unknown-chapter');
    await post(who.other, `plans/${body.id}/measures`, { ...measure, chapter: null }, 1);
    expect(await obligation()).toMatchObject({ status: 'not-reported' });
    await post(who.other, `plans/${body.id}/measures`, measure, 2);
    expect(await obligation()).toMatchObject({
      status: 'in-progress',
      evidence: [{ kind: 'EV-XWALK', origin: 'declared', title: { en: 'OSCE Action Plan: 0 of 1 measure done' } }],
    });
    const [plan] = await plans(who.other, id.other);
    const done = { action: 'finish', on: '2026-11-25', note: null, dueOn: null };
    await post(who.other, `measures/${plan!.measures[1]!.id}/progress`, done, 1);
    // Of the two states of one day the newer counts.
    expect(await obligation()).toMatchObject({ status: 'met', evidence: [{ says: 'met' }] });
  });

  it('of a nation that does not owe it leaves no evidence, and no other party has one', async () => {
    await post(who.contributor, `parties/${id.contributor}/plans`, PLAN);
    expect(await plans(who.contributor, id.contributor)).toHaveLength(1);
    const { rows } = await bed.deployer.query(`select from evidence.item where party_id = $1`, [id.contributor]);
    expect(rows).toHaveLength(0);
  });
});
