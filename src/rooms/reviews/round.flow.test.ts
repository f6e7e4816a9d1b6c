import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type Somebody, type TestBed } from '../../../test/database/harness.ts';
import { AUTHORITY, DAYS, desk, setDay } from './fixtures.ts';
import { canonicalJson } from './snapshot.rules.ts';

// One story: a round from its plan to its end, told over HTTP. Each step stands on the one before.
let bed: TestBed;
let ally: string;
let silent: string;
let contributor: string;
let office: Somebody;
let second: Somebody;
let reviewer: Somebody;
let focal: Somebody;
let silentFocal: Somebody;
let contributorFocal: Somebody;
let roundId: string;
let partId: string;
let findingId: string;
let nextRound: string;
let { get, post, put } = {} as ReturnType<typeof desk>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post, put } = desk(bed));
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  const operation = await bed.givenParty({ kind: 'operation', code: 'QOP', name: 'Quiet Harbour' });
  ally = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  silent = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  contributor = await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corland', ally: false });
  office = await bed.givenPerson('Office One', [{ role: 'policy-office', partyId: headquarters }]);
  second = await bed.givenPerson('Office Two', [{ role: 'policy-office', partyId: headquarters }]);
  reviewer = await bed.givenPerson('Reviewer', [{ role: 'reviewer', partyId: ally }]);
  focal = await bed.givenPerson('Focal A', [{ role: 'focal-point', partyId: ally }]);
  silentFocal = await bed.givenPerson('Focal B', [{ role: 'focal-point', partyId: silent }]);
  contributorFocal = await bed.givenPerson('Focal C', [{ role: 'focal-point', partyId: contributor }]);
  await bed.deployer.query(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_at, confirmed_by)
      values (gen_random_uuid(), $1, $2, '2020-01-01', 'test', now(), $3)`,
    [contributor, operation, office.personId],
  );
  setDay(bed, '2026-02-10');
  const draft = await post(focal, `parties/${ally}/evidence`, {
    editionId: 'nato-thb-2004',
    obligationIds: ['P1.1'],
    kind: 'EV-POL',
    says: 'met',
    title: 'Order on zero tolerance',
    date: '2026-01-15',
    source: 'Order 7',
  });
  await post(focal, `evidence/${draft.body.id}/submission`, {}, 1);
});
afterAll(() => bed.close());

type Part = {
  id: string;
  party: { id: string };
  state: string;
  voluntary: boolean;
  next: { act: string; due: string | null };
  yours: boolean;
};
const partOf = async (who: Somebody, party: string): Promise<Part | undefined> =>
  (await get(who, `rounds/${roundId}`)).body.parts.find((part: Part) => part.party.id === party);
const view = async (who: Somebody) => (await get(who, `participations/${partId}`)).body;
const duty = (body: { duties: { id: string }[] }, id: string) => body.duties.find((one) => one.id === id);

describe('planned and opened', () => {
  it('is planned without a clock, and opens only with an authority and days', async () => {
    setDay(bed, '2026-03-02');
    const planned = await post(office, 'rounds', {
      title: { en: 'Round 2026', fr: 'Cycle 2026' },
      authorityId: null,
      scope: [],
      parties: [ally, silent, contributor],
      calendar: { returnDue: null, commentDue: null, adoptionPlanned: null, followUpDue: null },
    });
    expect(planned.body).toMatchObject({ state: 'planned', version: 1 });
    roundId = planned.body.id;
    expect((await post(office, `rounds/${roundId}/open`, {}, 1)).body.code).toBe('reviews/no-authority');
    const authority = await post(office, 'authorities', AUTHORITY);
    expect((await post(office, `rounds/${roundId}/open`, { authorityId: authority.body.id }, 1)).body.code).toBe('reviews/no-calendar');
    const stale = await post(office, `rounds/${roundId}/open`, { authorityId: authority.body.id, calendar: DAYS }, 4);
    expect([stale.status, stale.body.current, stale.body.yours]).toEqual([412, 1, 4]);
    expect((await post(office, `rounds/${roundId}/open`, { authorityId: authority.body.id, calendar: DAYS }, 1)).body).toMatchObject({
      state: 'open',
    });
    expect((await get(focal, 'authorities')).body.authorities[0]).toMatchObject({ intervalMonths: 24, source: 'Decision 1 of the test' });
  });

  it('asks an Ally and invites a contributor; each nation sees its own line', async () => {
    const page = await get(office, `rounds/${roundId}`);
    expect(page.body.parts.map((part: Part) => [part.party.id, part.state, part.voluntary])).toEqual(
      expect.arrayContaining([
        [ally, 'asked', false],
        [silent, 'asked', false],
        [contributor, 'asked', true],
      ]),
    );
    expect(page.body.round.authority.name.en).toBe('Committee of the test');
    expect((await get(focal, `rounds/${roundId}`)).body.parts.map((part: Part) => part.party.id)).toEqual([ally]);
    const own = (await partOf(focal, ally))!;
    partId = own.id;
    expect(own).toMatchObject({ next: { act: 'prefill', due: DAYS.returnDue }, yours: true });
    expect(await partOf(contributorFocal, contributor)).toMatchObject({ next: { act: 'prefill', due: null } });
    expect((await get(focal, 'review-tasks')).body.tasks).toMatchObject([{ kind: 'prefill', due: DAYS.returnDue, late: false }]);
  });
});

describe('the return', () => {
  it('is filled in from evidence, and silence stays silence', async () => {
    expect((await post(focal, `participations/${partId}/prefill`)).body.state).toBe('prefilled');
    const body = await view(focal);
    expect(duty(body, 'P1.1')).toMatchObject({
      status: 'met',
      suggestion: { suggested: 'met', from: 'evidence' },
      evidence: [{ declared: true }],
    });
    expect(duty(body, 'P3.2')).toMatchObject({ suggestion: { suggested: 'not-reported', from: 'nothing' } });
    expect(duty(body, 'P5g.1')).toBeDefined();
  });

  it('checks each answer, and refuses to write over a colleague', async () => {
    const answer = (id: string, body: object, version = 1) => put(focal, `participations/${partId}/answers/${id}`, body, version);
    const none = { says: null, note: null };
    expect((await answer('P3.2', { choice: 'still-true', ...none })).body.code).toBe('reviews/nothing-to-confirm');
    expect((await answer('P3.2', { choice: 'changed', says: 'met', note: null })).body.code).toBe('reviews/changed-needs-status');
    expect((await answer('P99', { choice: 'not-known', ...none })).body.code).toBe('reviews/not-asked');
    expect((await answer('P3.2', { choice: 'changed', says: 'partly-met', note: 'A plan for two of three bases.' })).status).toBe(200);
    expect((await answer('P3.2', { choice: 'not-known', ...none })).status).toBe(412);
    expect((await answer('P1.1', { choice: 'still-true', ...none })).status).toBe(200);
    const unsigned = await post(focal, `participations/${partId}/submit`, { capacity: 'National focal point' }, 2);
    expect(unsigned.body.code).toBe('reviews/questions-open');
    expect(duty(await view(office), 'P3.2')).toMatchObject({ answer: null });
  });

  it('is handed over by a named signer; what changed becomes declared evidence', async () => {
    const body = await view(focal);
    for (const one of body.duties.filter((row: { answer: { choice: string | null } }) => row.answer.choice === null)) {
      await put(focal, `participations/${partId}/answers/${one.id}`, { choice: 'not-known', says: null, note: null }, one.answer.version);
    }
    setDay(bed, '2026-06-20');
    const sent = await post(focal, `participations/${partId}/submit`, { capacity: 'National focal point' }, body.version);
    expect(sent.body).toMatchObject({ state: 'returned' });
    expect(sent.body.pieces).toHaveLength(1);
    const seen = await view(reviewer);
    expect(seen.signer).toMatchObject({ name: 'Focal A', capacity: 'National focal point' });
    expect(duty(seen, 'P3.2')).toMatchObject({
      status: 'partly-met',
      declaredOnly: true,
      answer: { choice: 'changed', says: 'partly-met' },
      evidence: [{ kind: 'EV-NREP', source: 'Return of Alland, round “Round 2026”', declared: true }],
    });
    const tasks = (await get(focal, 'review-tasks')).body.tasks;
    expect(tasks.some((task: { kind: string }) => task.kind === 'find-out')).toBe(true);
    expect((await put(focal, `participations/${partId}/answers/P3.2`, { choice: 'not-known', says: null, note: null }, 2)).status).toBe(
      409,
    );
  });
});

describe('clarified, rated and commented', () => {
  it('lets the reviewer ask and the party answer, once', async () => {
    const asked = await post(reviewer, `participations/${partId}/questions`, { obligationId: 'P3.2', question: 'Which base is left?' });
    expect(asked.status).toBe(200);
    expect(await partOf(focal, ally)).toMatchObject({ state: 'clarifying', next: { act: 'explain', due: '2026-07-11' } });
    expect((await post(focal, `questions/${asked.body.id}/answer`, { answer: 'The northern one.' })).status).toBe(200);
    expect((await post(focal, `questions/${asked.body.id}/answer`, { answer: 'Again.' })).body.code).toBe('reviews/already-answered');
  });

  it('rates with a reason beside the suggestion; the party sees nothing before the draft is sent', async () => {
    const rate = (who: Somebody, body: object) => post(who, `participations/${partId}/ratings`, body);
    expect((await rate(reviewer, { obligationId: 'P3.2', status: 'met', reason: ' ' })).status).toBe(422);
    expect((await rate(reviewer, { obligationId: 'P3.2', status: 'not-met', reason: 'No plan was shown.' })).status).toBe(200);
    expect((await rate(second, { obligationId: 'P3.2', status: 'partly-met', reason: 'Two of three bases.' })).status).toBe(200);
    expect((await rate(focal, { obligationId: 'P3.2', status: 'met', reason: 'We are fine.' })).status).toBe(403);
    const body = await view(reviewer);
    expect(duty(body, 'P3.2')).toMatchObject({
      status: 'partly-met',
      rating: { status: 'partly-met', reason: 'Two of three bases.', suggestion: 'partly-met', by: 'Office Two' },
      earlierRatings: [{ status: 'not-met', by: 'Reviewer' }],
    });
    const piece = (duty(body, 'P3.2') as unknown as { evidence: { id: string }[] }).evidence[0]!.id;
    const content = {
      grade: 'recommend',
      title: 'Plan for the northern base',
      text: 'Extend the plan.',
      owner: 'Ministry of Defence',
      due: '2027-06-30',
    };
    const uncited = { ...content, obligationIds: ['P3.2'], evidenceIds: [], citesAbsence: false };
    expect((await post(reviewer, `participations/${partId}/findings`, uncited)).body.code).toBe('reviews/evidence-needed');
    const drafted = await post(reviewer, `participations/${partId}/findings`, { ...uncited, evidenceIds: [piece] });
    expect(drafted.body.state).toBe('drafted');
    findingId = drafted.body.id;
    const hidden = await view(focal);
    expect(hidden.findings).toEqual([]);
    expect(duty(hidden, 'P3.2')).toMatchObject({ rating: null, earlierRatings: [] });
    expect((await get(focal, `rounds/${roundId}/ratings`)).body.ratings).toEqual([]);
    expect((await get(office, `rounds/${roundId}/ratings?kind=nation`)).body.ratings).toMatchObject([
      { partyId: ally, status: 'partly-met' },
    ]);
    expect((await get(office, `rounds/${roundId}/ratings?kind=operation`)).body.ratings).toEqual([]);
  });

  it('sends the draft with a word on what is unrated, and keeps every comment', async () => {
    const { version } = await view(office);
    expect((await post(office, `participations/${partId}/draft`, { unratedReason: null }, version)).body.code).toBe(
      'reviews/rating-missing',
    );
    const sent = await post(office, `participations/${partId}/draft`, { unratedReason: 'Only clause 3 was looked at.' }, version);
    expect(sent.body.state).toBe('commenting');
    const body = await view(focal);
    expect(body.part.commentDue).toBe('2026-09-30');
    expect(duty(body, 'P3.2')).toMatchObject({ rating: { status: 'partly-met' } });
    expect(body.findings).toMatchObject([{ title: 'Plan for the northern base', state: 'drafted' }]);
    const comment = { obligationId: null, findingId, text: 'The plan is under way.', done: false };
    expect((await post(focal, `participations/${partId}/comments`, comment)).status).toBe(200);
    expect((await post(office, `rounds/${roundId}/adopt`, { release: 'parties' }, 2)).status).toBe(409);
    const [{ id }] = (await view(office)).comments;
    const decision = { decision: 'noted', reason: 'It is not finished yet.' };
    expect((await post(office, `comments/${id}/decision`, decision)).status).toBe(200);
    expect((await post(office, `comments/${id}/decision`, { ...decision, decision: 'accepted' })).body.code).toBe(
      'reviews/comment-decided',
    );
    const done = await post(focal, `participations/${partId}/comments`, { obligationId: null, findingId: null, text: null, done: true });
    expect(done.status).toBe(200);
    expect((await view(focal)).comments).toMatchObject([
      { text: 'The plan is under way.', decision: 'noted', reason: 'It is not finished yet.' },
    ]);
  });
});

describe('adopted', () => {
  it('shows who is late, and never a voluntary party', async () => {
    setDay(bed, '2026-10-28');
    expect(await partOf(office, silent)).toMatchObject({ state: 'overdue' });
    expect(await partOf(office, contributor)).toMatchObject({ state: 'asked', voluntary: true });
    const { rows } = await bed.deployer.query('select state from reviews.participation where party_id = $1', [silent]);
    expect(rows).toEqual([{ state: 'asked' }]);
    expect((await get(silentFocal, 'review-tasks')).body.tasks).toMatchObject([{ kind: 'prefill', late: true }]);
    expect((await get(contributorFocal, 'review-tasks')).body.tasks).toMatchObject([{ kind: 'prefill', late: false, due: null }]);
    expect((await get(office, 'review-tasks')).body.tasks).toMatchObject([{ kind: 'adopt-round', due: DAYS.adoptionPlanned }]);
  });

  it('freezes and hashes the report; who never returned is not reported', async () => {
    const { version } = (await get(office, `rounds/${roundId}`)).body.round;
    const adopted = await post(office, `rounds/${roundId}/adopt`, { release: 'parties' }, version);
    expect(adopted.body).toMatchObject({ state: 'adopted' });
    const { body } = await get(silentFocal, `rounds/${roundId}/report`);
    expect(body.hash).toMatchObject({ sha256: adopted.body.sha256, hidden: 0 });
    const parts = body.parties.map((party: { id: string }) => {
      const sha256 = createHash('sha256').update(canonicalJson(party)).digest('hex');
      return { id: party.id, sha256 };
    });
    expect(parts).toEqual(body.hash.parties);
    const whole = canonicalJson({ round: body.round, asOf: body.asOf, parties: parts });
    expect(createHash('sha256').update(whole).digest('hex')).toBe(adopted.body.sha256);
    const of = (id: string) => body.parties.find((party: { id: string }) => party.id === id);
    expect(of(ally)).toMatchObject({
      state: 'adopted',
      pieces: 2,
      declared: 2,
      returned: { signer: 'Focal A' },
      unratedReason: 'Only clause 3 was looked at.',
    });
    expect(of(ally).findings).toMatchObject([{ state: 'open', grade: 'recommend', clauses: ['3'] }]);
    expect(of(ally).comments).toMatchObject([{ text: 'The plan is under way.', decision: 'noted' }]);
    const rated = of(ally).obligations.find((one: { id: string }) => one.id === 'P3.2');
    expect(rated).toMatchObject({ clause: '3', status: 'partly-met', declared: true, rating: 'partly-met', reason: 'Two of three bases.' });
    expect(rated.evidence).toMatchObject([{ kind: 'EV-NREP', declared: true, date: '2026-06-20', asOf: null }]);
    expect(of(silent)).toMatchObject({ returned: null, pieces: 0 });
    expect(new Set(of(silent).obligations.map((one: { status: string; rating: null }) => `${one.status} ${one.rating}`))).toEqual(
      new Set(['not-reported null']),
    );
  });

  it('changes nothing afterwards, and leaves evidence that the party was reviewed', async () => {
    const before = (await get(office, `rounds/${roundId}/report`)).text;
    expect(
      (await post(reviewer, `participations/${partId}/ratings`, { obligationId: 'P3.2', status: 'met', reason: 'Late.' })).body.code,
    ).toBe('reviews/round-frozen');
    expect(
      (await post(focal, `participations/${partId}/comments`, { obligationId: null, findingId: null, text: 'Late.', done: false })).status,
    ).toBe(409);
    const reviewed = (await get(office, `parties/${ally}/obligations/P5g.1`)).body;
    expect(reviewed).toMatchObject({ status: 'met', declaredOnly: false, evidence: [{ kind: 'EV-REV', origin: 'arose' }] });
    expect((await get(office, `parties/${silent}/obligations/P5g.1`)).body.status).toBe('not-reported');
    expect((await get(office, `rounds/${roundId}/report`)).text).toBe(before);
    expect((await get(office, `rounds/${roundId}/report?partyId=${silent}`)).body.parties).toHaveLength(1);
  });
});

describe('followed up', () => {
  it('carries a finding over into the next round, where a second person closes it', async () => {
    setDay(bed, '2027-07-05');
    expect((await get(focal, 'review-tasks')).body.tasks).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'report-progress', findingId, late: true })]),
    );
    const { body: authorities } = await get(office, 'authorities');
    const planned = await post(office, 'rounds', {
      title: { en: 'Round 2027', fr: 'Cycle 2027' },
      authorityId: authorities.authorities[0].id,
      scope: ['3'],
      parties: [ally],
      calendar: { returnDue: '2027-11-30', commentDue: '2028-03-31', adoptionPlanned: null, followUpDue: null },
    });
    nextRound = planned.body.id;
    const carry = { roundId: nextRound, due: '2028-01-31', reason: 'No report came.' };
    expect((await post(office, `findings/${findingId}/carry-over`, carry, 1)).body.code).toBe('reviews/no-next-round');
    await post(office, `rounds/${nextRound}/open`, {}, 1);
    const carried = await post(office, `findings/${findingId}/carry-over`, carry, 1);
    expect(carried.body).toMatchObject({ state: 'open', version: 1 });
    const id = carried.body.id;
    const own = (await get(focal, `rounds/${nextRound}`)).body.parts[0];
    expect((await get(focal, `participations/${own.id}`)).body.findings).toMatchObject([
      { id, carriedFrom: { findingId, round: { en: 'Round 2026' } }, due: '2028-01-31' },
    ]);
    expect((await post(reviewer, `findings/${id}/verify`, { settled: true, reason: 'Seen.' }, 1)).status).toBe(409);
    expect((await post(focal, `findings/${id}/progress`, { text: 'All three bases now.', evidenceIds: [] }, 1)).body.state).toBe(
      'reported',
    );
    expect((await post(reviewer, `findings/${id}/verify`, { settled: false, reason: 'Show the order.' }, 2)).body.state).toBe('open');
    expect((await post(focal, `findings/${id}/progress`, { text: 'Order 9 attached.', evidenceIds: [] }, 3)).body.state).toBe('reported');
    expect((await post(focal, `findings/${id}/verify`, { settled: true, reason: 'We say so.' }, 4)).status).toBe(403);
    const closed = await post(reviewer, `findings/${id}/verify`, { settled: true, reason: 'Order 9 seen.' }, 4);
    expect(closed.body).toMatchObject({ state: 'closed', samePerson: false });
    const { version } = (await get(office, `rounds/${roundId}`)).body.round;
    expect((await post(office, `rounds/${roundId}/close`, {}, version)).body.state).toBe('closed');
    expect((await partOf(office, ally))!.state).toBe('follow-up');
  });

  it('wrote an entry with clauses for every act', async () => {
    const { rows } = await bed.deployer.query(
      `select command, clause_ids from ledger.entry where command like 'reviews/%' and not ('5g' = any (clause_ids))`,
    );
    expect(rows).toEqual([]);
    const found = await bed.deployer.query(`select distinct clause_ids from ledger.entry where command = 'reviews/draft-finding'`);
    expect(found.rows).toEqual([{ clause_ids: ['5g', '3'] }]);
  });
});
