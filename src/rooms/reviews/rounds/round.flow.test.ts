import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { AUTHORITY, type Cast, DAYS, desk, givenCast, setDay } from '../fixtures.ts';

// One flow over HTTP: a round from its plan to the comments of a party. Each step depends on the previous one. adoption.flow.test.ts continues it.
let bed: TestBed;
let cast: Cast;
let roundId: string;
let participationId: string;
let findingId: string;
let { get, post, put } = {} as ReturnType<typeof desk>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post, put } = desk(bed));
  cast = await givenCast(bed);
  setDay(bed, '2026-02-10');
  const draft = await post(cast.focal, `parties/${cast.ally}/evidence`, {
    editionId: 'nato-thb-2004',
    obligationIds: ['P1.1'],
    kind: 'EV-POL',
    says: 'met',
    title: 'Order on zero tolerance',
    date: '2026-01-15',
    source: 'Order 7',
  });
  await post(cast.focal, `evidence/${draft.body.id}/submit`, {}, 1);
});
afterAll(() => bed.close());

type Participation = {
  id: string;
  party: { id: string };
  state: string;
  voluntary: boolean;
  next: { action: string; due: string | null };
  yours: boolean;
};
const participationOf = async (who: TestPerson, party: string): Promise<Participation | undefined> =>
  (await get(who, `rounds/${roundId}`)).body.participations.find((one: Participation) => one.party.id === party);
const view = async (who: TestPerson) => (await get(who, `participations/${participationId}`)).body;
const obligation = (body: { obligations: { id: string }[] }, id: string) => body.obligations.find((one) => one.id === id);

describe('opening a round', () => {
  it('needs an authority and due dates, while planning needs neither', async () => {
    setDay(bed, '2026-03-02');
    const planned = await post(cast.office, 'rounds', {
      title: { en: 'Round 2026', fr: 'Cycle 2026' },
      authorityId: null,
      scope: [],
      parties: [cast.ally, cast.silent, cast.contributor],
      calendar: { selfAssessmentDue: null, commentDue: null, adoptionPlanned: null, followUpDue: null, cutOff: null },
      ratings: true,
    });
    expect(planned.body).toMatchObject({ state: 'planned', version: 1 });
    roundId = planned.body.id;
    expect((await get(cast.office, `rounds/${roundId}`)).body.proposed).toMatchObject({
      selfAssessmentDue: '2026-07-02',
      commentDue: '2026-09-21',
    });
    expect((await post(cast.office, `rounds/${roundId}/open`, {}, 1)).body.code).toBe('reviews/no-authority');
    const authority = await post(cast.office, 'authorities', AUTHORITY);
    expect((await post(cast.office, `rounds/${roundId}/open`, { authorityId: authority.body.id }, 1)).body.code).toBe(
      'reviews/no-calendar',
    );
    const stale = await post(cast.office, `rounds/${roundId}/open`, { authorityId: authority.body.id, calendar: DAYS }, 4);
    expect([stale.status, stale.body.current, stale.body.yours]).toEqual([412, 1, 4]);
    expect((await post(cast.office, `rounds/${roundId}/open`, { authorityId: authority.body.id, calendar: DAYS }, 1)).body).toMatchObject({
      state: 'open',
    });
    expect((await get(cast.focal, 'authorities')).body.authorities[0]).toMatchObject({
      intervalMonths: 24,
      source: 'Decision 1 of the test',
    });
  });

  it('asks an Ally, invites a contributor, and shows each nation its own row', async () => {
    const page = await get(cast.office, `rounds/${roundId}`);
    expect(page.body.participations.map((one: Participation) => [one.party.id, one.state, one.voluntary])).toEqual(
      expect.arrayContaining([
        [cast.ally, 'asked', false],
        [cast.silent, 'asked', false],
        [cast.contributor, 'asked', true],
      ]),
    );
    expect(page.body.round.authority.name.en).toBe('Committee of the test');
    expect((await get(cast.focal, `rounds/${roundId}`)).body.participations.map((one: Participation) => one.party.id)).toEqual([cast.ally]);
    const own = (await participationOf(cast.focal, cast.ally))!;
    participationId = own.id;
    expect(own).toMatchObject({ next: { action: 'prefill', due: DAYS.selfAssessmentDue }, yours: true });
    expect(await participationOf(cast.contributorFocal, cast.contributor)).toMatchObject({ next: { action: 'prefill', due: null } });
    expect((await get(cast.focal, 'tasks')).body.reviews.tasks).toMatchObject([
      { kind: 'prefill', due: DAYS.selfAssessmentDue, late: false },
    ]);
  });
});

describe('the self-assessment', () => {
  it('is prefilled from evidence, and silence stays not reported', async () => {
    expect((await post(cast.focal, `participations/${participationId}/prefill`)).body.state).toBe('prefilled');
    const body = await view(cast.focal);
    expect(obligation(body, 'P1.1')).toMatchObject({
      status: 'met',
      suggestion: { suggested: 'met', from: 'evidence' },
      evidence: [{ origin: 'declared' }],
    });
    expect(obligation(body, 'P3.2')).toMatchObject({ suggestion: { suggested: 'not-reported', from: 'nothing' } });
    expect(obligation(body, 'P5g.1')).toBeDefined();
  });

  it('checks each answer, and refuses to overwrite a colleague’s', async () => {
    const answer = (id: string, body: object, version = 1) =>
      put(cast.focal, `participations/${participationId}/answers/${id}`, body, version);
    const none = { says: null, note: null };
    expect((await answer('P3.2', { choice: 'still-true', ...none })).body.code).toBe('reviews/nothing-to-confirm');
    expect((await answer('P3.2', { choice: 'changed', says: 'met', note: null })).body.code).toBe('reviews/changed-needs-status');
    expect((await answer('P99', { choice: 'not-known', ...none })).body.code).toBe('reviews/not-asked');
    expect((await answer('P3.2', { choice: 'changed', says: 'partly-met', note: 'A plan for two of three bases.' })).status).toBe(200);
    expect((await answer('P3.2', { choice: 'not-known', ...none })).status).toBe(412);
    expect((await answer('P1.1', { choice: 'still-true', ...none })).status).toBe(200);
    const unsigned = await post(cast.focal, `participations/${participationId}/submit`, { capacity: 'National focal point' }, 2);
    expect(unsigned.body.code).toBe('reviews/questions-open');
    expect(obligation(await view(cast.office), 'P3.2')).toMatchObject({ answer: null });
  });

  it('is submitted by a named signer, and its changed answers become declared evidence', async () => {
    const body = await view(cast.focal);
    for (const one of body.obligations.filter((row: { answer: { choice: string | null } }) => row.answer.choice === null)) {
      await put(
        cast.focal,
        `participations/${participationId}/answers/${one.id}`,
        { choice: 'not-known', says: null, note: null },
        one.answer.version,
      );
    }
    setDay(bed, '2026-06-20');
    const sent = await post(cast.focal, `participations/${participationId}/submit`, { capacity: 'National focal point' }, body.version);
    expect(sent.body).toMatchObject({ state: 'submitted' });
    expect(sent.body.items).toHaveLength(1);
    const seen = await view(cast.reviewer);
    expect(seen.signer).toMatchObject({ name: 'Focal A', capacity: 'National focal point' });
    expect(obligation(seen, 'P3.2')).toMatchObject({
      status: 'partly-met',
      origin: 'declared',
      answer: { choice: 'changed', says: 'partly-met' },
      evidence: [{ kind: 'EV-SELF', source: 'Self-assessment of Alland, round “Round 2026”', origin: 'declared' }],
    });
    const tasks = (await get(cast.focal, 'tasks')).body.reviews.tasks;
    expect(tasks).toContainEqual(
      expect.objectContaining({
        kind: 'find-out',
        obligation: { en: '5g.1 Use the ongoing reviews', fr: '5g.1 Utiliser les examens en cours' },
      }),
    );
    expect(
      (await put(cast.focal, `participations/${participationId}/answers/P3.2`, { choice: 'not-known', says: null, note: null }, 2)).status,
    ).toBe(409);
  });
});

describe('the review of a participation', () => {
  it('lets the reviewer ask, and the party answer once', async () => {
    const asked = await post(cast.reviewer, `participations/${participationId}/questions`, {
      obligationId: 'P3.2',
      question: 'Which base is left?',
    });
    expect(asked.status).toBe(200);
    expect(await participationOf(cast.focal, cast.ally)).toMatchObject({
      state: 'clarifying',
      next: { action: 'explain', due: '2026-07-11' },
    });
    expect((await post(cast.focal, `questions/${asked.body.id}/answer`, { answer: 'The northern one.' })).status).toBe(200);
    expect((await post(cast.focal, `questions/${asked.body.id}/answer`, { answer: 'Again.' })).body.code).toBe('reviews/already-answered');
  });

  it('records ratings with reason and suggestion, which the party does not see before the draft', async () => {
    const rate = (who: TestPerson, body: object) => post(who, `participations/${participationId}/ratings`, body);
    expect((await rate(cast.reviewer, { obligationId: 'P3.2', status: 'met', reason: ' ' })).status).toBe(422);
    expect((await rate(cast.reviewer, { obligationId: 'P3.2', status: 'not-met', reason: 'No plan was shown.' })).status).toBe(200);
    expect((await rate(cast.second, { obligationId: 'P3.2', status: 'partly-met', reason: 'Two of three bases.' })).status).toBe(200);
    expect((await rate(cast.focal, { obligationId: 'P3.2', status: 'met', reason: 'We are fine.' })).status).toBe(403);
    const body = await view(cast.reviewer);
    expect(obligation(body, 'P3.2')).toMatchObject({
      status: 'partly-met',
      rating: { status: 'partly-met', reason: 'Two of three bases.', suggestion: 'partly-met', by: 'Office Two' },
      earlierRatings: [{ status: 'not-met', by: 'Reviewer' }],
    });
    const item = (obligation(body, 'P3.2') as unknown as { evidence: { id: string }[] }).evidence[0]!.id;
    const content = {
      grade: 'recommend',
      title: 'Plan for the northern base',
      text: 'Extend the plan.',
      owner: 'Ministry of Defence',
      due: '2027-06-30',
    };
    const uncited = { ...content, obligationIds: ['P3.2'], evidenceIds: [], citesAbsence: false };
    expect((await post(cast.reviewer, `participations/${participationId}/findings`, uncited)).body.code).toBe('reviews/evidence-needed');
    const drafted = await post(cast.reviewer, `participations/${participationId}/findings`, { ...uncited, evidenceIds: [item] });
    expect(drafted.body.state).toBe('drafted');
    findingId = drafted.body.id;
    const hidden = await view(cast.focal);
    expect(hidden.findings).toEqual([]);
    expect(obligation(hidden, 'P3.2')).toMatchObject({ rating: null, earlierRatings: [] });
    expect((await get(cast.focal, `rounds/${roundId}/ratings`)).body.ratings).toEqual([]);
    expect((await get(cast.office, `rounds/${roundId}/ratings?kind=nation`)).body.ratings).toMatchObject([
      { partyId: cast.ally, status: 'partly-met' },
    ]);
    expect((await get(cast.office, `rounds/${roundId}/ratings?kind=operation`)).body.ratings).toEqual([]);
  });

  it('sends the draft with a reason for unrated obligations, and keeps every comment', async () => {
    const { version } = await view(cast.office);
    expect((await post(cast.office, `participations/${participationId}/draft`, { unratedReason: null }, version)).body.code).toBe(
      'reviews/rating-missing',
    );
    const sent = await post(
      cast.office,
      `participations/${participationId}/draft`,
      { unratedReason: 'Only clause 3 was looked at.' },
      version,
    );
    expect(sent.body.state).toBe('commenting');
    const body = await view(cast.focal);
    expect(body.participation.commentDue).toBe('2026-09-30');
    expect(obligation(body, 'P3.2')).toMatchObject({ rating: { status: 'partly-met' } });
    expect(body.findings).toMatchObject([{ title: 'Plan for the northern base', state: 'drafted' }]);
    const comment = { obligationId: null, findingId, text: 'The plan is under way.', done: false };
    expect((await post(cast.focal, `participations/${participationId}/comments`, comment)).status).toBe(200);
    expect((await post(cast.office, `rounds/${roundId}/adopt`, { release: 'parties' }, 2)).status).toBe(409);
    const [{ id }] = (await view(cast.office)).comments;
    const decision = { decision: 'noted', reason: 'It is not finished yet.' };
    expect((await post(cast.office, `comments/${id}/decision`, decision)).status).toBe(200);
    expect((await post(cast.office, `comments/${id}/decision`, { ...decision, decision: 'accepted' })).body.code).toBe(
      'reviews/comment-decided',
    );
    const done = await post(cast.focal, `participations/${participationId}/comments`, {
      obligationId: null,
      findingId: null,
      text: null,
      done: true,
    });
    expect(done.status).toBe(200);
    expect((await view(cast.focal)).comments).toMatchObject([
      { text: 'The plan is under way.', decision: 'noted', reason: 'It is not finished yet.' },
    ]);
  });
});
