import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';
import { type Cast, DAYS, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';

let bed: TestBed;
let cast: Cast;
let { get, post, put } = {} as ReturnType<typeof desk>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post, put } = desk(bed));
  cast = await givenCast(bed);
});
afterAll(() => bed.close());

const FINDING = {
  grade: 'suggest',
  title: 'Report on clause 3',
  text: 'Nothing was reported.',
  obligationIds: ['P3.2'],
  evidenceIds: [],
  citesAbsence: true,
  owner: 'Ministry',
  due: '2027-06-30',
};

describe('the calendar of an open round', () => {
  it('moves to later dates for every party that has not taken the step', async () => {
    setDay(bed, '2026-03-02');
    const { roundId, participations } = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent], { scope: ['3'] });
    await givenSelfAssessment(bed, cast.focal, participations.get(cast.ally)!);
    const later = { ...DAYS, selfAssessmentDue: '2026-08-01', commentDue: '2026-10-15' };
    expect(
      (await put(cast.office, `rounds/${roundId}/calendar`, { calendar: { ...later, selfAssessmentDue: '2026-05-01' } }, 2)).body.code,
    ).toBe('reviews/date-past');
    expect((await put(cast.office, `rounds/${roundId}/calendar`, { calendar: { ...later, commentDue: '2026-07-31' } }, 2)).body.code).toBe(
      'reviews/calendar-out-of-order',
    );
    expect((await put(cast.office, `rounds/${roundId}/calendar`, { calendar: later }, 2)).body.version).toBe(3);
    const { body } = await get(cast.office, `rounds/${roundId}`);
    const days = new Map(
      body.participations.map((participation: { party: { id: string }; selfAssessmentDue: string; commentDue: string }) => [
        participation.party.id,
        [participation.selfAssessmentDue, participation.commentDue],
      ]),
    );
    expect(days.get(cast.silent)).toEqual(['2026-08-01', '2026-10-15']);
    expect(days.get(cast.ally)).toEqual([DAYS.selfAssessmentDue, '2026-10-15']);
    expect((await put(cast.office, `rounds/${roundId}/calendar`, { calendar: later }, 2)).status).toBe(412);
  });
});

describe('open-round', () => {
  it('names the faulty field, and the chosen parties that it does not ask, with the reason', async () => {
    setDay(bed, '2026-03-02');
    const unbound = await bed.givenParty({ kind: 'nation', code: 'QX', name: 'Xandia', ally: false });
    const chosen = [cast.ally, cast.contributor, unbound];
    const planned = await post(cast.office, 'rounds', {
      title: { en: 'Reviews alone', fr: 'Examens seuls' },
      authorityId: null,
      scope: ['5g'],
      parties: chosen,
      calendar: { selfAssessmentDue: null, commentDue: null, adoptionPlanned: null, followUpDue: null, cutOff: null },
      ratings: true,
    });
    const { body: authorities } = await get(cast.office, 'authorities');
    const open = (body: object) => post(cast.office, `rounds/${planned.body.id}/open`, body, 1);
    const authorityId = authorities.authorities[0].id;
    const fieldOf = async (body: object) => {
      const { body: problem } = await open(body);
      expect(problem.fields[0].message).toBe(problem.title);
      return [problem.code, problem.fields.map((field: { path: string }) => field.path)];
    };
    expect(await fieldOf({ calendar: DAYS })).toEqual(['reviews/no-authority', ['authorityId']]);
    expect(await fieldOf({ authorityId, calendar: { ...DAYS, commentDue: null } })).toEqual([
      'reviews/no-calendar',
      ['calendar.commentDue'],
    ]);
    expect(await fieldOf({ authorityId, calendar: { ...DAYS, commentDue: '2026-06-01' } })).toEqual([
      'reviews/calendar-out-of-order',
      ['calendar.commentDue'],
    ]);
    expect(await fieldOf({ authorityId, calendar: { ...DAYS, selfAssessmentDue: '2026-03-01' } })).toEqual([
      'reviews/date-past',
      ['calendar.selfAssessmentDue'],
    ]);

    const left = [
      { partyId: cast.contributor, why: 'out-of-scope' },
      { partyId: unbound, why: 'unbound' },
    ];
    const page = await get(cast.office, `rounds/${planned.body.id}`);
    expect(page.body.leftOut).toMatchObject(left.map((one) => ({ ...one, name: expect.anything() })));
    expect((await get(cast.focal, `rounds/${planned.body.id}`)).body.leftOut, 'a reader who may not open the round sees none').toEqual([]);
    const opened = await open({ authorityId, calendar: DAYS });
    expect(opened.body).toMatchObject({ state: 'open', leftOut: left });
    const after = (await get(cast.office, `rounds/${planned.body.id}`)).body;
    expect(after.participations.map((participation: { party: { id: string } }) => participation.party.id)).toEqual([cast.ally]);
    const { rows } = await bed.deployer.query(
      `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'reviews/open-round' and e.subject_id = $1`,
      [planned.body.id],
    );
    expect(rows[0].detail.leftOut).toEqual(left);
  });
});

describe('a party that submits nothing', () => {
  it('is rated only after its due date, and may still comment on the draft', async () => {
    setDay(bed, '2026-03-02');
    const { participations } = await givenOpenRound(bed, cast.office, [cast.silent], { scope: ['3'] });
    const participationId = participations.get(cast.silent)!;
    const rating = { obligationId: 'P3.2', status: 'not-reported', reason: 'No self-assessment came.' };
    expect((await post(cast.office, `participations/${participationId}/ratings`, rating)).body.code).toBe(
      'reviews/self-assessment-not-due',
    );
    setDay(bed, '2026-07-02');
    expect((await post(cast.office, `participations/${participationId}/ratings`, rating)).status).toBe(200);
    expect((await post(cast.office, `participations/${participationId}/ratings`, { ...rating, obligationId: 'P6.1' })).body.code).toBe(
      'reviews/not-asked',
    );
    const drafted = await get(cast.office, `participations/${participationId}`);
    expect(drafted.body.participation.state).toBe('drafted');
    await post(cast.office, `participations/${participationId}/draft`, { unratedReason: 'No self-assessment came.' }, drafted.body.version);
    const { body } = await get(cast.silentFocal, `participations/${participationId}`);
    expect(body.actions.toSorted()).toEqual(['agree-to-publication', 'comment']);
    expect(body.signer).toBeNull();
  });

  it('has at least the edition’s comment period, however late the draft is sent', async () => {
    setDay(bed, '2026-03-02');
    const { participations } = await givenOpenRound(bed, cast.office, [cast.silent], { scope: ['3'] });
    const participationId = participations.get(cast.silent)!;
    setDay(bed, '2026-09-20');
    await post(cast.office, `participations/${participationId}/ratings`, {
      obligationId: 'P3.2',
      status: 'not-reported',
      reason: 'No self-assessment came.',
    });
    const { body } = await get(cast.office, `participations/${participationId}`);
    await post(cast.office, `participations/${participationId}/draft`, { unratedReason: 'No self-assessment came.' }, body.version);
    expect((await get(cast.silentFocal, `participations/${participationId}`)).body.participation.commentDue).toBe('2026-11-19');
  });
});

describe('a drafted finding', () => {
  it('is revised or withdrawn before adoption, with author and reason', async () => {
    setDay(bed, '2026-03-02');
    const { participations } = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['3'] });
    const participationId = participations.get(cast.ally)!;
    await givenSelfAssessment(bed, cast.focal, participationId);
    await post(cast.reviewer, `participations/${participationId}/ratings`, {
      obligationId: 'P3.2',
      status: 'not-reported',
      reason: 'Not known.',
    });
    const foreign = { ...FINDING, evidenceIds: [randomUUID()] };
    expect((await post(cast.reviewer, `participations/${participationId}/findings`, foreign)).body.code).toBe('reviews/unknown-evidence');
    const { body: finding } = await post(cast.reviewer, `participations/${participationId}/findings`, FINDING);
    const revised = { ...FINDING, grade: 'urge', reason: 'It is the third time.' };
    expect((await put(cast.reviewer, `findings/${finding.id}`, revised, 1)).body).toMatchObject({ state: 'drafted', version: 2 });
    expect((await put(cast.reviewer, `findings/${finding.id}`, revised, 1)).status).toBe(412);
    expect((await post(cast.reviewer, `findings/${finding.id}/progress`, { text: 'Done.', evidenceIds: [] }, 2)).status).toBe(403);
    expect((await post(cast.reviewer, `findings/${finding.id}/withdraw`, { reason: 'Asked of another office.' }, 2)).body.state).toBe(
      'withdrawn',
    );
    const { body } = await get(cast.reviewer, `participations/${participationId}`);
    expect(body.findings).toMatchObject([
      {
        state: 'withdrawn',
        grade: 'urge',
        followUp: [
          { kind: 'revised', by: 'Reviewer' },
          { kind: 'withdrawn', text: 'Asked of another office.' },
        ],
      },
    ]);
    // The party comments on its draft, and on a finding as long as it is one of the draft.
    const second = (await post(cast.reviewer, `participations/${participationId}/findings`, FINDING)).body;
    const drafted = (await get(cast.office, `participations/${participationId}`)).body;
    expect((await post(cast.office, `participations/${participationId}/draft`, { unratedReason: 'A test.' }, drafted.version)).status).toBe(
      200,
    );
    const comment = (findingId: string) =>
      post(cast.focal, `participations/${participationId}/comments`, { obligationId: null, findingId, text: 'Seen.', done: false });
    expect((await comment(finding.id)).body).toMatchObject({ code: 'reviews/step-not-open', state: 'withdrawn', action: 'comment' });
    expect((await comment(second.id)).status).toBe(200);
    const offered = (await get(cast.focal, `participations/${participationId}`)).body.findings.map(
      ({ id, actions }: { id: string; actions: { action: string }[] }) => [id, actions.map(({ action }) => action)],
    );
    expect(Object.fromEntries(offered)).toEqual({ [finding.id]: [], [second.id]: ['comment'] });
    await post(cast.reviewer, `findings/${second.id}/withdraw`, { reason: 'A test.' }, 1);
    const report = await get(cast.office, `rounds/${body.round.id}/report`);
    expect(report.body.parties[0].findings).toEqual([]);
  });
});

describe('concurrent commands', () => {
  it('run once per key, and never write after an adoption', async () => {
    setDay(bed, '2026-03-02');
    const { roundId, participations } = await givenOpenRound(bed, cast.office, [cast.ally], { scope: ['3'] });
    const participationId = participations.get(cast.ally)!;
    const prefills = await Promise.all([1, 2, 3].map(() => post(cast.focal, `participations/${participationId}/prefill`)));
    expect(prefills.map((one) => one.status).toSorted()).toEqual([200, 409, 409]);
    await bed.deployer.query(`update reviews.answer set choice = 'not-known' where participation_id = $1`, [participationId]);
    const key = { 'idempotency-key': randomUUID(), 'if-match': '"2"' };
    const url = `/desk/api/participations/${participationId}/submit`;
    const twice = [
      await bed.call(cast.focal, 'POST', url, { capacity: 'Focal point' }, key),
      await bed.call(cast.focal, 'POST', url, { capacity: 'Focal point' }, key),
    ];
    expect(twice.map((one) => one.status)).toEqual([200, 200]);
    expect(twice[1]!.body).toEqual(twice[0]!.body);
    const rating = { obligationId: 'P3.2', status: 'met', reason: 'Seen.' };
    await post(cast.reviewer, `participations/${participationId}/ratings`, rating);
    const { body } = await get(cast.office, `participations/${participationId}`);
    await post(cast.office, `participations/${participationId}/draft`, { unratedReason: 'A test.' }, body.version);
    await post(cast.focal, `participations/${participationId}/comments`, { obligationId: null, findingId: null, text: null, done: true });
    // Holds the rating in the middle of its transaction, so that the adoption arrives while it runs.
    const [late, adopting] = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query('lock table reviews.rating in share mode');
      const rated = post(cast.reviewer, `participations/${participationId}/ratings`, { ...rating, status: 'not-met' });
      await waiting(1);
      const adopted = post(cast.office, `rounds/${roundId}/adopt`, { release: 'party' }, 2);
      await waiting(2);
      return [rated, adopted] as const;
    });
    expect([(await late).status, (await adopting).status]).toEqual([200, 200]);
    const frozen = (await get(cast.focal, `rounds/${roundId}/report`)).body.parties[0].obligations.find(
      (one: { id: string }) => one.id === 'P3.2',
    );
    expect(frozen.rating).toBe('not-met');
    expect((await post(cast.reviewer, `participations/${participationId}/ratings`, rating)).body.code).toBe('reviews/round-frozen');
  });
});

/** Waits until this many server processes wait for a lock. */
async function waiting(count: number): Promise<void> {
  await expect.poll(async () => (await readBlocked(bed.deployer)).length).toBe(count);
}
