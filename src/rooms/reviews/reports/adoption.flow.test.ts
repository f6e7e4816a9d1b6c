import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Cast, DAYS, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';
import { canonicalJson } from './snapshot.rules.ts';

// One flow over HTTP: a round whose party has finished its comments is adopted and frozen, and its finding is followed up in the next round.
let bed: TestBed;
let cast: Cast;
let roundId: string;
let participationId: string;
let findingId: string;
let nextRound: string;
let { get, post } = {} as ReturnType<typeof desk>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post } = desk(bed));
  cast = await givenCast(bed);
  setDay(bed, '2026-03-02');
  const round = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent, cast.contributor], { title: 'Round 2026' });
  roundId = round.roundId;
  participationId = round.participations.get(cast.ally)!;
  setDay(bed, '2026-06-20');
  await givenSelfAssessment(bed, cast.focal, participationId, {
    'P3.2': { choice: 'changed', says: 'partly-met', note: 'Two of three bases.' },
  });
  await post(cast.reviewer, `participations/${participationId}/ratings`, {
    obligationId: 'P3.2',
    status: 'partly-met',
    reason: 'Two of three bases.',
  });
  const { body } = await get(cast.reviewer, `participations/${participationId}`);
  const rested = body.obligations.find((one: { id: string }) => one.id === 'P3.2').evidence[0].id;
  const finding = await post(cast.reviewer, `participations/${participationId}/findings`, {
    grade: 'recommend',
    title: 'Plan for the northern base',
    text: 'Extend the plan.',
    obligationIds: ['P3.2'],
    evidenceIds: [rested],
    citesAbsence: false,
    owner: 'Ministry of Defence',
    due: '2027-06-30',
  });
  findingId = finding.body.id;
  await post(cast.office, `participations/${participationId}/draft`, { unratedReason: 'Only clause 3 was looked at.' }, body.version);
  const comment = { obligationId: null, findingId, text: 'The plan is under way.', done: true };
  await post(cast.focal, `participations/${participationId}/comments`, comment);
  const [{ id }] = (await get(cast.office, `participations/${participationId}`)).body.comments;
  await post(cast.office, `comments/${id}/decision`, { decision: 'noted', reason: 'It is not finished yet.' });
});
afterAll(() => bed.close());

type Participation = { id: string; party: { id: string }; state: string; voluntary: boolean };
const participationOf = async (who: TestPerson, party: string): Promise<Participation | undefined> =>
  (await get(who, `rounds/${roundId}`)).body.participations.find((participation: Participation) => participation.party.id === party);

describe('an adopted round', () => {
  it('shows overdue parties before adoption, and never a voluntary one', async () => {
    setDay(bed, '2026-10-28');
    expect(await participationOf(cast.office, cast.silent)).toMatchObject({ state: 'overdue' });
    expect(await participationOf(cast.office, cast.contributor)).toMatchObject({ state: 'asked', voluntary: true });
    const { rows } = await bed.deployer.query('select state from reviews.participation where party_id = $1', [cast.silent]);
    expect(rows).toEqual([{ state: 'asked' }]);
    expect((await get(cast.silentFocal, 'tasks')).body.reviews.tasks).toMatchObject([{ kind: 'prefill', late: true }]);
    expect((await get(cast.contributorFocal, 'tasks')).body.reviews.tasks).toMatchObject([{ kind: 'prefill', late: false, due: null }]);
    expect((await get(cast.office, 'tasks')).body.reviews.tasks).toMatchObject([
      { kind: 'write-higher', due: DAYS.selfAssessmentDue, late: true },
      { kind: 'adopt-round', due: DAYS.adoptionPlanned },
    ]);
  });

  it('freezes and hashes its report, where a party that never submitted is not reported', async () => {
    const { version } = (await get(cast.office, `rounds/${roundId}`)).body.round;
    const adopted = await post(cast.office, `rounds/${roundId}/adopt`, { release: 'parties' }, version);
    expect(adopted.body).toMatchObject({ state: 'adopted' });
    const { body } = await get(cast.silentFocal, `rounds/${roundId}/report`);
    expect(body.hash).toMatchObject({ sha256: adopted.body.sha256, hidden: 0 });
    const participations = body.parties.map((party: { id: string }) => {
      const sha256 = createHash('sha256').update(canonicalJson(party)).digest('hex');
      return { id: party.id, sha256 };
    });
    expect(participations).toEqual(body.hash.parties);
    const whole = canonicalJson({ round: body.round, asOf: body.asOf, parties: participations });
    expect(createHash('sha256').update(whole).digest('hex')).toBe(adopted.body.sha256);
    const of = (id: string) => body.parties.find((party: { id: string }) => party.id === id);
    expect(of(cast.ally)).toMatchObject({
      state: 'adopted',
      items: 1,
      declared: 1,
      submitted: { signer: 'Focal A' },
      unratedReason: 'Only clause 3 was looked at.',
    });
    expect(of(cast.ally).findings).toMatchObject([{ state: 'open', grade: 'recommend', clauses: ['3'] }]);
    expect(of(cast.ally).comments).toMatchObject([{ text: 'The plan is under way.', decision: 'noted' }]);
    const rated = of(cast.ally).obligations.find((one: { id: string }) => one.id === 'P3.2');
    expect(rated).toMatchObject({
      clause: '3',
      status: 'partly-met',
      origin: 'declared',
      rating: 'partly-met',
      reason: 'Two of three bases.',
    });
    expect(rated.evidence).toMatchObject([{ kind: 'EV-SELF', origin: 'declared', date: '2026-06-20', asOf: null }]);
    expect(of(cast.silent)).toMatchObject({ submitted: null, items: 0 });
    expect(new Set(of(cast.silent).obligations.map((one: { status: string; rating: null }) => `${one.status} ${one.rating}`))).toEqual(
      new Set(['not-reported null']),
    );
  });

  it('cannot be changed, and is evidence that the party was reviewed', async () => {
    const before = (await get(cast.office, `rounds/${roundId}/report`)).text;
    expect(
      (await post(cast.reviewer, `participations/${participationId}/ratings`, { obligationId: 'P3.2', status: 'met', reason: 'Late.' }))
        .body.code,
    ).toBe('reviews/round-frozen');
    expect(
      (
        await post(cast.focal, `participations/${participationId}/comments`, {
          obligationId: null,
          findingId: null,
          text: 'Late.',
          done: false,
        })
      ).status,
    ).toBe(409);
    const reviewed = (await get(cast.office, `parties/${cast.ally}/obligations/P5g.1`)).body;
    expect(reviewed).toMatchObject({ status: 'met', origin: 'measured' });
    // The adopted rating of partly met decides, and the party's newer statement is shown next to it (F5).
    const rated = (await get(cast.office, `parties/${cast.ally}/obligations/P3.2`)).body;
    expect(rated).toMatchObject({ status: 'partly-met', origin: 'rated', difference: null });
    expect(rated.evidence.find((item: { kind: string }) => item.kind === 'EV-RATE')).toMatchObject({
      ...{ origin: 'rated', says: 'partly-met', weight: 'decides', date: DAYS.selfAssessmentDue, byPolicyOffice: true },
    });
    expect(rated.evidence.find((item: { kind: string }) => item.kind === 'EV-SELF')).toMatchObject({ weight: 'beside' });
    expect((await get(cast.office, `parties/${cast.silent}/obligations/P5g.1`)).body.status).toBe('not-reported');
    expect((await get(cast.office, `rounds/${roundId}/report`)).text).toBe(before);
    expect((await get(cast.office, `rounds/${roundId}/report?partyId=${cast.silent}`)).body.parties).toHaveLength(1);
  });
});

describe('follow-up', () => {
  it('judges the due date of a finding by the calendar of its party, on every page', async () => {
    setDay(bed, '2027-07-05');
    const late = async () => {
      const [tasks, dossier, brief] = await Promise.all([
        get(cast.focal, 'tasks').then(({ body }) => body.reviews.tasks),
        get(cast.focal, `parties/${cast.ally}/findings`).then(({ body }) => body.findings),
        get(cast.focal, `parties/${cast.ally}/brief`).then(({ body }) => body.findings),
      ]);
      return [tasks.find((task: { findingId: string }) => task.findingId === findingId).late, dossier[0].late, brief[0].late];
    };
    expect(await late()).toEqual([true, true, true]);
    const { rows } = await bed.deployer.query(
      `insert into parties.calendar (id, party_id, zone, weekend, holidays, source, recorded_at, recorded_by)
        values (gen_random_uuid(), $1, 'UTC', '{6,7}', '{2027-06-30,2027-07-01,2027-07-02}', 'Gazette', now(), $2) returning id`,
      [cast.ally, cast.focal.personId],
    );
    expect(await late()).toEqual([false, false, false]);
    await bed.deployer.query('delete from parties.calendar where id = $1', [rows[0].id]);
  });

  it('carries a finding over into the next round, where a second person closes it', async () => {
    setDay(bed, '2027-07-05');
    expect((await get(cast.focal, 'tasks')).body.reviews.tasks).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'report-progress', findingId, late: true })]),
    );
    const open = (await get(cast.focal, `parties/${cast.ally}/findings`)).body;
    expect(open).toMatchObject({
      findings: [
        { id: findingId, participationId: participationId, grade: 'recommend', clauses: ['3'], owner: 'Ministry of Defence', late: true },
      ],
      closedThisYear: 0,
    });
    expect((await get(cast.reviewer, `parties/${cast.ally}/findings`)).body).toEqual(open);
    const other = await get(cast.silentFocal, `parties/${cast.ally}/findings`);
    expect([other.status, other.text]).toEqual([403, (await get(cast.silentFocal, `parties/${roundId}/findings`)).text]);
    expect((await get(cast.office, `parties/${roundId}/findings`)).status, 'no such party').toBe(404);
    const { body: authorities } = await get(cast.office, 'authorities');
    const planned = await post(cast.office, 'rounds', {
      title: { en: 'Round 2027', fr: 'Cycle 2027' },
      authorityId: authorities.authorities[0].id,
      scope: ['3'],
      parties: [cast.ally],
      calendar: { selfAssessmentDue: '2027-11-30', commentDue: '2028-03-31', adoptionPlanned: null, followUpDue: null, cutOff: null },
      ratings: true,
    });
    nextRound = planned.body.id;
    const carry = { roundId: nextRound, due: '2028-01-31', reason: 'No report came.' };
    expect((await post(cast.office, `findings/${findingId}/carry-over`, carry, 1)).body.code).toBe('reviews/no-next-round');
    await post(cast.office, `rounds/${nextRound}/open`, {}, 1);
    const carried = await post(cast.office, `findings/${findingId}/carry-over`, carry, 1);
    expect(carried.body).toMatchObject({ state: 'open', version: 1 });
    const id = carried.body.id;
    const own = (await get(cast.focal, `rounds/${nextRound}`)).body.participations[0];
    const page = (await get(cast.focal, `participations/${own.id}`)).body;
    expect(page.findings).toMatchObject([{ id, carriedFrom: { findingId, round: { en: 'Round 2026' } }, due: '2028-01-31' }]);
    const offered = async (who: TestPerson) =>
      (await get(who, `participations/${own.id}`)).body.findings[0].actions.map(({ action }: { action: string }) => action);
    expect(await offered(cast.focal), 'the screen offers what the command accepts').toContain('report-progress');
    expect(await offered(cast.reviewer)).not.toContain('close');
    expect((await post(cast.reviewer, `findings/${id}/verify`, { settled: true, reason: 'Seen.' }, 1)).status).toBe(409);
    expect((await post(cast.focal, `findings/${id}/progress`, { text: 'All three bases now.', evidenceIds: [] }, 1)).body.state).toBe(
      'reported',
    );
    expect(await offered(cast.reviewer)).toContain('close');
    expect((await post(cast.reviewer, `findings/${id}/verify`, { settled: false, reason: 'Show the order.' }, 2)).body.state).toBe('open');
    expect((await get(cast.focal, `parties/${cast.ally}/findings`)).body).toMatchObject({ findings: [{ id }], closedThisYear: 0 });
    expect((await post(cast.focal, `findings/${id}/progress`, { text: 'Order 9 attached.', evidenceIds: [] }, 3)).body.state).toBe(
      'reported',
    );
    expect((await post(cast.focal, `findings/${id}/verify`, { settled: true, reason: 'We say so.' }, 4)).status).toBe(403);
    const closed = await post(cast.reviewer, `findings/${id}/verify`, { settled: true, reason: 'Order 9 seen.' }, 4);
    expect(closed.body).toMatchObject({ state: 'closed', samePerson: false });
    expect((await get(cast.focal, `parties/${cast.ally}/findings`)).body).toEqual({ findings: [], closedThisYear: 1 });
    const { version } = (await get(cast.office, `rounds/${roundId}`)).body.round;
    expect((await post(cast.office, `rounds/${roundId}/close`, {}, version)).body.state).toBe('closed');
    expect((await participationOf(cast.office, cast.ally))!.state).toBe('follow-up');
  });

  it('logs every command with its clauses', async () => {
    const { rows } = await bed.deployer.query(
      `select command, clause_ids from ledger.entry where command like 'reviews/%' and not ('5g' = any (clause_ids))`,
    );
    expect(rows).toEqual([]);
    const found = await bed.deployer.query(`select distinct clause_ids from ledger.entry where command = 'reviews/draft-finding'`);
    expect(found.rows).toEqual([{ clause_ids: ['5g', '3'] }]);
  });
});
