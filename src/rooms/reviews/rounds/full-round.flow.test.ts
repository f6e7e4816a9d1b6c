import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { defineQuery, runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { DAYS, desk, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';
import { type Reminder, remindersSince } from '../index.ts';
import { drawPairs } from '../reviewers/draw.rules.ts';

// One flow over HTTP: headquarters, an operation and four Allies are reviewed, two organisations are asked, nations are drawn, a visit is made, the round is
// published.
let bed: TestBed;
let roundId: string;
let participations: Map<string, string>;
const party: Record<string, string> = {};
const who: Record<string, TestPerson> = {};
let { get, post, put } = {} as ReturnType<typeof desk>;
const SCOPE = ['3', '5g'];

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post, put } = desk(bed));
  for (const [n, name] of ['Alland', 'Berland', 'Corland', 'Dorland'].entries())
    party[name] = await bed.givenParty({ kind: 'nation', code: `Q${'ABCD'[n]}`, name });
  party.headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  party.operation = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  party.shelters = await bed.givenParty({ kind: 'partner', code: 'QNGO', name: 'Shelters' });
  party.migration = await bed.givenParty({ kind: 'partner', code: 'QIO', name: 'Migration' });
  who.office = await bed.signIn.policyOffice(party.headquarters!, 'Office');
  // A second member of the policy office: in one-person mode a single one could see everything.
  await bed.signIn.policyOffice(party.headquarters!, 'Office Two');
  for (const name of ['Alland', 'Berland', 'Corland', 'Dorland', 'headquarters'])
    who[name] = await bed.signIn.focalPoint(party[name]!, `Focal ${name}`);
  who.operation = await bed.signIn.commander(party.operation!, 'Commander');
  for (const name of ['shelters', 'migration']) who[name] = await bed.signIn.partnerContact(party[name]!, `Contact ${name}`);
  setDay(bed, '2026-03-02');
  const asked = ['Alland', 'Berland', 'Corland', 'Dorland', 'headquarters', 'operation'].map((name) => party[name]!);
  ({ roundId, participations } = await givenOpenRound(bed, who.office!, asked, {
    scope: SCOPE,
    calendar: { ...DAYS, followUpDue: null },
  }));
});
afterAll(() => bed.close());

const participation = (name: string) => participations.get(party[name]!)!;
const page = async (name = 'office') => (await get(who[name]!, `rounds/${roundId}`)).body;
const participationView = async (name: string, of = name) => (await get(who[name]!, `participations/${participation(of)}`)).body;
const tasks = async (name: string) =>
  (await get(who[name]!, 'tasks')).body.reviews.tasks as { kind: string; formId: string; late: boolean; reminder: string | null }[];

describe('the reviewed parties', () => {
  it('include headquarters and operations, which owe an answer like Allies and submit it', async () => {
    for (const name of ['headquarters', 'operation']) {
      expect((await participationView(name)).participation).toMatchObject({ voluntary: false, state: 'asked' });
      await givenSelfAssessment(bed, who[name]!, participation(name));
      expect((await participationView(name)).participation).toMatchObject({ state: 'submitted' });
    }
  });
});

describe('the form of an invited organisation (2)', () => {
  const forms: Record<string, string> = {};
  it('is sent to partners only, once', async () => {
    const invite = (name: string) => post(who.office!, `rounds/${roundId}/forms`, { partyId: party[name], helpfulBy: '2026-05-01' });
    for (const name of ['shelters', 'migration']) forms[name] = (await invite(name)).body.id;
    expect((await invite('Alland')).body.code).toBe('reviews/not-a-partner');
    expect((await invite('shelters')).body.code).toBe('reviews/invited-before');
  });

  it('is visible to its organisation only, and to headquarters once submitted', async () => {
    const write = { text: 'Two women told us that the camp gate is watched.' };
    const at = `review-forms/${forms.shelters}`;
    expect((await put(who.shelters!, `${at}/observations/3`, write, 0)).body).toEqual({ clauseId: '3', version: 1 });
    expect((await put(who.shelters!, `${at}/observations/3`, write, 0)).status).toBe(412);
    expect((await put(who.shelters!, `${at}/observations/1`, write, 0)).body.code).toBe('reviews/not-in-scope');
    for (const name of ['migration', 'Alland', 'operation']) expect((await get(who[name]!, at)).status).toBe(404);
    const text = async () => (await get(who.office!, at)).body.clauses.map((clause: { observation: object | null }) => clause.observation);
    expect(await text()).toEqual([null, null]);
    expect((await page('shelters')).forms.map((form: { id: string }) => form.id)).toEqual([forms.shelters]);
    expect((await page('shelters')).participations).toEqual([]);
    expect((await post(who.shelters!, `${at}/submit`, {}, 1)).status).toBe(200);
    expect(await text()).toMatchObject([{ text: write.text }, null]);
    expect((await put(who.shelters!, `${at}/observations/3`, write, 1)).body.code).toBe('reviews/form-submitted');
  });

  it('is never overdue', async () => {
    setDay(bed, '2026-12-24');
    expect(await tasks('migration')).toMatchObject([{ kind: 'observe', formId: forms.migration, due: null, late: false, reminder: null }]);
    expect(await tasks('shelters')).toEqual([]);
    setDay(bed, '2026-03-02');
  });
});

describe('reviewing nations', () => {
  it('are drawn from the first log root after the opening, and anyone can repeat the draw', async () => {
    const draw = () => post(who.office!, `rounds/${roundId}/draw`, {}, 2);
    expect((await draw()).body.code).toBe('reviews/no-seed-yet');
    await placeAll(bed.platform.pool, bed.deployer);
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-04']) {
      bed.setClock(() => new Date(`${day}T03:00:00Z`));
      await publishIfDue(bed.platform, { hour: 3, step: 256 });
    }
    expect((await draw()).status).toBe(200);
    expect((await draw()).body.code).toBe('reviews/drawn-before');
    const { draw: drawn } = await page('shelters');
    expect(drawn.log.day).toBe('2026-03-03');
    const again = drawPairs(Buffer.from(drawn.log.root, 'base64'), drawn.nations, drawn.others);
    expect(
      drawn.pairs.map((pair: { party: { id: string }; by: { id: string }[] }) => ({
        partyId: pair.party.id,
        by: pair.by.map(({ id }) => id),
      })),
    ).toEqual(again);
    expect(again.map((pair) => pair.partyId).toSorted()).toEqual([...participations.keys()].toSorted());
  });

  it('get a person assigned as reviewer, who sees the drawn participation and no other', async () => {
    const { pairs } = (await page()).draw as { pairs: { party: { id: string }; by: { id: string }[] }[] };
    const pair = pairs.find((one) => one.party.id === party.Alland)!;
    const drew = (name: string) => pair.by.some(({ id }) => id === party[name]);
    const drawn = ['Berland', 'Corland', 'Dorland'].find(drew)!;
    const third = ['Berland', 'Corland', 'Dorland'].find((name) => !drew(name))!;
    const expert = await bed.signIn.legalAdviser(party[drawn]!);
    const assign = (personId: string) =>
      post(who.office!, `participations/${participation('Alland')}/reviewers`, { personId, until: '2099-01-01' });
    expect((await get(expert, `participations/${participation('Alland')}`)).status).toBe(404);
    expect((await assign(who[third]!.personId)).body.code).toBe('reviews/not-of-the-nation');
    expect((await assign(who.Alland!.personId)).body.code).toBe('reviews/not-of-the-nation');
    expect((await assign(expert.personId)).status).toBe(200);
    expect((await get(expert, `participations/${participation('Alland')}`)).status).toBe(200);
    const seen = (await get(expert, `rounds/${roundId}`)).body.participations.map((one: { party: { id: string } }) => one.party.id);
    expect(seen.toSorted()).toEqual([party.Alland, party[drawn]].toSorted());
    for (const name of ['headquarters', third]) expect((await get(expert, `participations/${participation(name)}`)).status).toBe(404);
  });
});

describe('a visit', () => {
  it('is shown to the party, and its notes to reviewers only', async () => {
    const visit = { from: '2026-05-04', to: '2026-05-06', visitors: 'Two experts', agenda: 'The ministry, then the camp.' };
    const at = `participations/${participation('operation')}/visits`;
    expect((await post(who.operation!, at, visit)).status).toBe(403);
    expect((await post(who.office!, at, { ...visit, to: '2026-05-03' })).body.code).toBe('reviews/days-in-order');
    const { id } = (await post(who.office!, at, visit)).body;
    const note = { day: '2026-05-05', spokeWith: 'A shelter', text: 'Three guests came from the gate.' };
    expect((await post(who.office!, `visits/${id}/notes`, note)).status).toBe(200);
    expect((await participationView('office', 'operation')).visits).toMatchObject([{ agenda: visit.agenda, notes: [note] }]);
    expect((await participationView('operation')).visits).toMatchObject([{ agenda: visit.agenda, notes: null }]);
  });
});

describe('reminders of a round', () => {
  it('go to the party’s representatives on the dates of the edition, and are shown with the task', async () => {
    const due = defineQuery({
      name: 'reviews/due-in-the-test',
      permission: 'signed-in',
      input: z.strictObject({ since: z.string(), today: z.string() }),
      answer: z.array(z.unknown()),
      run: ({ db, platform }, { since, today }) => remindersSince(db, platform.services.catalogue, since, today),
    });
    const on = async (since: string, today: string) =>
      (await runQuery(bed.platform, due, { token: who.office!.token, input: { since, today } })) as Reminder[];
    const missing = ['Alland', 'Berland', 'Corland', 'Dorland'].map((name) => party[name]);
    const june = await on('2026-05-31', '2026-06-01');
    expect(new Set(june.map((line) => line.to.partyId))).toEqual(new Set(missing));
    expect(june.every((line) => line.kind === 'self-assessment' && line.days === 30)).toBe(true);
    expect(await on('2026-06-01', '2026-06-16')).toEqual([]);
    expect((await on('2026-07-14', '2026-07-15')).map((line) => [line.tone, line.to.partyId])).toEqual(missing.map(() => ['higher', null]));
    expect(await tasks('Alland')).toMatchObject([{ kind: 'prefill', reminder: '2026-06-01', late: false }]);
  });
});

describe('publication of a round', () => {
  it('needs adoption, and includes the participations whose parties agreed, with their comments', async () => {
    await givenSelfAssessment(bed, who.Alland!, participation('Alland'));
    for (const name of ['Alland', 'headquarters', 'operation']) {
      const own = `participations/${participation(name)}`;
      const first = await participationView('office', name);
      await post(who.office!, `${own}/ratings`, { obligationId: first.obligations[0].id, status: 'met', reason: 'Seen.' });
      const { version } = await participationView('office', name);
      await post(who.office!, `${own}/draft`, { unratedReason: 'A test.' }, version);
      await post(who[name]!, `${own}/comments`, { obligationId: null, findingId: null, text: `Word of ${name}`, done: true });
      const { comments } = await participationView('office', name);
      await post(who.office!, `comments/${comments[0].id}/decision`, { decision: 'noted', reason: 'Noted.' });
    }
    const agree = async (name: string) =>
      put(who[name]!, `participations/${participation(name)}/public-agreement`, { agreed: true }, (await participationView(name)).version);
    expect((await agree('Alland')).status).toBe(200);
    expect((await post(who.office!, `rounds/${roundId}/publication`, {}, 2)).body.code).toBe('reviews/step-not-open');
    setDay(bed, '2026-10-28');
    expect((await post(who.office!, `rounds/${roundId}/adopt`, { release: 'parties' }, 2)).status).toBe(200);
    // No follow-up date was set, so it is twelve months after adoption.
    expect((await page()).round.calendar.followUpDue).toBe('2027-10-28');
    const published = await post(who.office!, `rounds/${roundId}/publication`, {}, 3);
    expect(published.body).toMatchObject({ parties: [party.Alland] });
    expect((await post(who.office!, `rounds/${roundId}/publication`, {}, 3)).body.code).toBe('reviews/published');
    expect((await agree('operation')).body.code).toBe('reviews/published');
  });

  it('is public, and names no party that did not agree', async () => {
    const list = await bed.call(null, 'GET', '/reviews');
    expect(list.status).toBe(200);
    expect(list.text).toContain('Round of the test');
    const round = (await bed.call(null, 'GET', `/reviews?round=${roundId}`)).text;
    expect(round).toContain('Alland');
    for (const name of ['Berland', 'Quiet Harbour', 'Focal Alland']) expect(round).not.toContain(name);
    const own = (await bed.call(null, 'GET', `/fr/reviews?round=${roundId}&party=${party.Alland}`)).text;
    expect(own).toContain('Word of Alland');
    const other = await bed.call(null, 'GET', `/reviews?round=${roundId}&party=${party.operation}`);
    expect(other.text).not.toContain('Word of operation');
  });
});

describe('the next round', () => {
  it('shows each obligation with the findings of this round', async () => {
    setDay(bed, '2027-01-10');
    const days = { selfAssessmentDue: '2027-06-01', commentDue: '2027-08-01', adoptionPlanned: null, followUpDue: null, cutOff: null };
    const next = await givenOpenRound(bed, who.office!, [party.Alland!], { title: 'The next', scope: SCOPE, calendar: days });
    const view = (await get(who.Alland!, `participations/${next.participations.get(party.Alland!)}`)).body;
    expect(view.earlier).toMatchObject({ roundId, round: { en: 'Round of the test' }, asOf: '2026-10-28' });
    expect(view.obligations[0].before).toMatchObject({ rating: 'met' });
    expect(view.obligations.slice(1).every((one: { before: { rating: string | null } }) => one.before.rating === null)).toBe(true);
    const report = (await get(who.office!, `rounds/${next.roundId}/report`)).body;
    expect(report.parties[0].obligations[0].before).toMatchObject({ rating: 'met' });
  });
});

describe('the documents of a round', () => {
  it('are made for their readers only: invitations and Council report for headquarters, mission section for the operation', async () => {
    const kind = async (name: string, path: string) => {
      const answer = await get(who[name]!, `rounds/${roundId}/${path}`);
      return answer.status === 200 ? String(answer.headers['content-type']).split('.').at(-1) : answer.status;
    };
    expect(await kind('office', 'invitations.docx')).toBe('document');
    expect(await kind('office', `invitations.pdf?lang=fr&partyId=${party.Alland}`)).toBe('application/pdf');
    expect(await kind('office', 'council.pdf')).toBe('application/pdf');
    expect(await kind('Alland', 'council.pdf')).toBe(403);
    expect(await kind('Alland', 'invitations.docx')).toBe(403);
    expect(await kind('operation', `mission.docx?partyId=${party.operation}`)).toBe('document');
    expect(await kind('operation', `mission.docx?partyId=${party.Alland}`)).toBe(404);
    expect(await kind('operation', 'report.xlsx')).toBe('sheet');
  });
});
