import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Cast, DAYS, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';

// A round with a cut-off day of its own is adopted; its rating is corrected by the round, and replaced by a later one.
let bed: TestBed;
let cast: Cast;
let roundId: string;
let participationId: string;
let { get, post, put } = {} as ReturnType<typeof desk>;
const [RATED, CUT_OFF] = ['P5f.1', '2026-06-15'];

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post, put } = desk(bed));
  cast = await givenCast(bed);
});
afterAll(() => bed.close());

/** Takes the party of a round from its self-assessment to a finished comment period. */
async function drafted(participation: string, status: string | null, day: string): Promise<void> {
  await givenSelfAssessment(bed, cast.focal, participation);
  setDay(bed, day);
  if (status !== null)
    await post(cast.reviewer, `participations/${participation}/ratings`, { obligationId: RATED, status, reason: `Seen as ${status}.` });
}
async function adopt(round: string, participation: string): Promise<number> {
  const view = (await get(cast.office, `participations/${participation}`)).body;
  const sent = await post(
    cast.office,
    `participations/${participation}/draft`,
    { unratedReason: view.round.ratings ? 'The rest was not looked at.' : null },
    view.version,
  );
  expect(sent.body).toMatchObject({ state: 'commenting' });
  await post(cast.focal, `participations/${participation}/comments`, { obligationId: null, findingId: null, text: null, done: true });
  const { version } = (await get(cast.office, `rounds/${round}`)).body.round;
  return (await post(cast.office, `rounds/${round}/adopt`, { release: 'parties' }, version)).status;
}
const getObligation = async (who: TestPerson = cast.office) => (await get(who, `parties/${cast.ally}/obligations/${RATED}`)).body;
const correct = (who: TestPerson, body: object = {}) =>
  post(who, `participations/${participationId}/rating-corrections`, {
    obligationId: RATED,
    status: 'partly-met',
    reason: 'A contract was overlooked.',
    ...body,
  });

describe('the cut-off day of a round', () => {
  it('is not after the adoption, and is shown to the parties', async () => {
    setDay(bed, '2026-03-02');
    const { body: authority } = await post(cast.office, 'authorities', {
      name: { en: 'C', fr: 'C' },
      reviews: { en: 'r', fr: 'r' },
      intervalMonths: 24,
      from: '2026-01-01',
      to: null,
      replaces: null,
      source: 's',
    });
    const plan = (cutOff: string) =>
      post(cast.office, 'rounds', {
        title: { en: 'R', fr: 'R' },
        authorityId: authority.id,
        scope: [],
        parties: [cast.ally],
        calendar: { ...DAYS, cutOff },
        ratings: true,
      });
    expect((await plan('2026-10-29')).body).toMatchObject({
      status: 422,
      code: 'reviews/cut-off-late',
      fields: [{ path: 'calendar.cutOff' }],
    });
    const round = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['5f'], calendar: { ...DAYS, cutOff: CUT_OFF } });
    roundId = round.roundId;
    participationId = round.participations.get(cast.ally)!;
    expect((await get(cast.focal, `rounds/${roundId}`)).body.round.calendar.cutOff).toBe(CUT_OFF);
  });

  it('is the day on which self-assessments are due, where planning leaves it open', async () => {
    const { roundId: other } = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['1'] });
    const { round } = (await get(cast.office, `rounds/${other}`)).body;
    expect(round.calendar.cutOff).toBe(DAYS.selfAssessmentDue);
    const calendar = { ...round.calendar, cutOff: null };
    expect((await put(cast.office, `rounds/${other}/calendar`, { calendar }, round.version)).status).toBe(200);
    expect((await get(cast.office, `rounds/${other}`)).body.round.calendar.cutOff).toBe(DAYS.selfAssessmentDue);
  });

  it('dates the adopted ratings, and is in the frozen report', async () => {
    setDay(bed, '2026-06-20');
    await drafted(participationId, 'not-met', '2026-07-10');
    setDay(bed, '2026-10-28');
    expect(await adopt(roundId, participationId)).toBe(200);
    expect((await get(cast.office, `rounds/${roundId}/report`)).body.round).toMatchObject({ cutOff: CUT_OFF });
    const { evidence, status, origin } = await getObligation();
    expect({ status, origin }).toEqual({ status: 'not-met', origin: 'rated' });
    expect(evidence).toMatchObject([{ kind: 'EV-RATE', date: CUT_OFF, weight: 'decides' }]);
  });
});

describe('correct-rating', () => {
  it('is no act of the party, its reviewer or a stranger, and needs a reason', async () => {
    for (const who of [cast.focal, cast.reviewer]) expect((await correct(who)).status).toBe(403);
    expect((await correct(cast.silentFocal)).status).toBe(404);
    expect((await correct(cast.office, { reason: ' ' })).status).toBe(422);
    expect((await correct(cast.office, { obligationId: 'P5f.2' })).body.code).toBe('reviews/not-rated');
    expect((await getObligation()).status).toBe('not-met');
  });

  it('replaces the evidence from the same cut-off day, and keeps both and the frozen report', async () => {
    setDay(bed, '2026-11-05');
    const { corrections: none, ...report } = (await get(cast.office, `rounds/${roundId}/report`)).body;
    expect(none).toEqual([]);
    const before = (await getObligation()).evidence[0].id;
    expect((await get(cast.office, `participations/${participationId}`)).body.actions).toContain('correct-rating');
    const { status, body } = await correct(cast.office);
    expect(status).toBe(200);
    expect(await getObligation()).toMatchObject({
      ...{ status: 'partly-met', origin: 'rated' },
      evidence: [
        { id: body.id, date: CUT_OFF, weight: 'decides', source: { en: 'Review “Round of the test”, rating corrected after adoption' } },
      ],
    });
    expect((await get(cast.focal, `evidence/${before}`)).body).toMatchObject({
      state: 'corrected',
      correctedById: body.id,
      says: 'not-met',
    });
    const shown = (await get(cast.focal, `participations/${participationId}`)).body.obligations.find(
      (one: { id: string }) => one.id === RATED,
    );
    expect(shown).toMatchObject({
      rating: { status: 'partly-met', corrects: true, reason: 'A contract was overlooked.' },
      earlierRatings: [{ status: 'not-met', corrects: false }],
    });
    const { corrections, ...frozen } = (await get(cast.office, `rounds/${roundId}/report`)).body;
    expect(frozen).toEqual(report);
    // The report was released to all parties, so each reads the correction with the frozen text.
    for (const who of [cast.office, cast.focal, cast.silentFocal]) {
      const read = (await get(who, `rounds/${roundId}/report`)).body;
      expect(read.corrections).toEqual(corrections);
    }
    expect(corrections).toEqual([
      {
        partyId: cast.ally,
        obligationId: RATED,
        status: 'partly-met',
        reason: 'A contract was overlooked.',
        correctedAt: expect.stringMatching(/^2026-11-05/),
      },
    ]);
  });

  it('to not reported leaves no rating as evidence', async () => {
    const before = (await getObligation()).evidence[0].id;
    expect((await correct(cast.office, { status: 'not-reported', reason: 'The wrong nation.' })).status).toBe(200);
    expect(await getObligation()).toMatchObject({ status: 'not-reported', evidence: [] });
    expect((await get(cast.focal, `evidence/${before}`)).body).toMatchObject({ state: 'corrected', correctedById: null });
    expect((await correct(cast.office)).status).toBe(200);
    expect((await getObligation()).status).toBe('partly-met');
  });
});

describe('a later round', () => {
  it('replaces the rating of an earlier one', async () => {
    setDay(bed, '2027-03-02');
    const calendar = { selfAssessmentDue: '2027-06-01', commentDue: '2027-08-01', adoptionPlanned: null, followUpDue: null, cutOff: null };
    const next = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['5f'], calendar });
    const own = next.participations.get(cast.ally)!;
    await drafted(own, 'met', '2027-06-10');
    expect(await adopt(next.roundId, own)).toBe(200);
    expect(await getObligation()).toMatchObject({ status: 'met', origin: 'rated' });
  });
});

describe('a round that adopts findings only', () => {
  it('rates nothing, drafts by a finding, and leaves no rating', async () => {
    setDay(bed, '2027-07-01');
    const calendar = { selfAssessmentDue: '2027-09-01', commentDue: '2027-10-01', adoptionPlanned: null, followUpDue: null, cutOff: null };
    const round = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent], { scope: ['5f'], calendar, ratings: false });
    const own = round.participations.get(cast.ally)!;
    await drafted(own, null, '2027-09-02');
    const view = (await get(cast.reviewer, `participations/${own}`)).body;
    expect(view).toMatchObject({ round: { ratings: false }, participation: { next: { action: 'find', by: 'reviewer' } } });
    expect(view.actions).toContain('find');
    expect(view.actions).not.toContain('rate');
    const rate = { obligationId: RATED, status: 'met', reason: 'r' };
    expect((await post(cast.reviewer, `participations/${own}/ratings`, rate)).body).toMatchObject({
      status: 409,
      code: 'reviews/ratings-off',
    });
    const finding = {
      ...{
        grade: 'recommend',
        title: 'Contracts',
        text: 'Two lack the clause.',
        obligationIds: [RATED],
        evidenceIds: [],
        citesAbsence: true,
      },
      ...{ owner: 'Ministry', due: '2028-06-30' },
    };
    expect((await post(cast.reviewer, `participations/${own}/findings`, finding)).status).toBe(200);
    expect(await adopt(round.roundId, own)).toBe(200);
    const report = (await get(cast.office, `rounds/${round.roundId}/report`)).body;
    expect(report.round).toMatchObject({ findingsOnly: true });
    expect(report.round).not.toHaveProperty('cutOff');
    expect(
      report.parties
        .flatMap(({ obligations }: { obligations: { rating: null }[] }) => obligations)
        .every(({ rating }: { rating: null }) => rating === null),
    ).toBe(true);
    // The rating of the round before still decides.
    expect(await getObligation()).toMatchObject({ status: 'met', origin: 'rated' });
    const { version } = (await get(cast.office, `rounds/${round.roundId}`)).body.round;
    const agreed = (await get(cast.focal, `participations/${own}`)).body.version;
    expect((await put(cast.focal, `participations/${own}/public-agreement`, { agreed: true }, agreed)).status).toBe(200);
    expect((await post(cast.office, `rounds/${round.roundId}/publication`, {}, version)).status).toBe(200);
    for (const page of [`/reviews?round=${round.roundId}`, `/reviews?round=${round.roundId}&party=${cast.ally}`]) {
      const { text } = await bed.call(null, 'GET', page);
      expect(text).toContain('This round adopted findings only. Nothing was rated.');
      expect(text).not.toContain('not rated');
    }
  });

  it('may send a draft without any finding', async () => {
    setDay(bed, '2027-11-01');
    const calendar = { selfAssessmentDue: '2027-12-01', commentDue: '2028-01-10', adoptionPlanned: null, followUpDue: null, cutOff: null };
    const round = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['5g'], calendar, ratings: false });
    const own = round.participations.get(cast.ally)!;
    await drafted(own, null, '2027-12-02');
    expect(await adopt(round.roundId, own)).toBe(200);
  });
});

describe('a round that rates', () => {
  it('begins its draft with a rating, not with a finding or an empty draft', async () => {
    setDay(bed, '2028-03-01');
    const calendar = { selfAssessmentDue: '2028-06-01', commentDue: '2028-08-01', adoptionPlanned: null, followUpDue: null, cutOff: null };
    const round = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['5f'], calendar });
    const own = round.participations.get(cast.ally)!;
    await drafted(own, null, '2028-06-02');
    const { version, actions } = (await get(cast.office, `participations/${own}`)).body;
    expect(actions).not.toContain('send-draft');
    expect((await post(cast.office, `participations/${own}/draft`, { unratedReason: 'None.' }, version)).body.code).toBe(
      'reviews/step-not-open',
    );
  });
});
