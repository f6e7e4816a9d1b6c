import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { AUTHORITY, type Cast, DAYS, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';
import { reviewsRoutes } from '../routes.ts';

// Every route of the room: signed out, as another nation, with another party's id, and by people without a role in reviews.
let bed: TestBed;
let cast: Cast;
let admin: TestPerson;
let adviser: TestPerson;
let otherReviewer: TestPerson;
let roundId: string;
let participationId: string;
let silentParticipation: string;
let findingId: string;
let [questionId, commentId, visitId] = ['', '', ''];
let { get, post } = {} as ReturnType<typeof desk>;

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post } = desk(bed));
  cast = await givenCast(bed);
  admin = await bed.givenPerson('Administrator', [{ role: ROLE.partyAdmin, partyId: cast.ally }, { role: ROLE.platformAdmin }]);
  adviser = await bed.signIn.legalAdviser(cast.ally, 'Adviser');
  otherReviewer = await bed.signIn.reviewer(cast.silent, 'Reviewer of B');
  setDay(bed, '2026-03-02');
  const round = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent], { scope: ['3', '5g'] });
  roundId = round.roundId;
  participationId = round.participations.get(cast.ally)!;
  silentParticipation = round.participations.get(cast.silent)!;
  await post(cast.silentFocal, `participations/${silentParticipation}/prefill`);
  const mine = `participations/${participationId}`;
  await givenSelfAssessment(bed, cast.focal, participationId);
  const question = await post(cast.reviewer, `${mine}/questions`, { obligationId: null, question: 'Since when?' });
  questionId = question.body.id;
  const visit = { from: '2026-05-04', to: '2026-05-06', visitors: 'Two experts', agenda: 'The ministry.' };
  visitId = (await post(cast.reviewer, `${mine}/visits`, visit)).body.id;
  await post(cast.reviewer, `${mine}/ratings`, { obligationId: 'P3.2', status: 'not-reported', reason: 'Nothing came.' });
  findingId = (await post(cast.reviewer, `${mine}/findings`, FINDING)).body.id;
  const { body } = await get(cast.office, mine);
  await post(cast.office, `${mine}/draft`, { unratedReason: 'A test.' }, body.version);
  await post(cast.focal, `${mine}/comments`, { obligationId: null, findingId: null, text: 'Seen.', done: false });
  commentId = (await get(cast.focal, mine)).body.comments[0].id;
});
afterAll(() => bed.close());

const FINDING = {
  grade: 'urge',
  title: 'Report on clause 3',
  text: 'Nothing was reported.',
  obligationIds: ['P3.2'],
  evidenceIds: [],
  citesAbsence: true,
  owner: 'Ministry',
  due: '2027-06-30',
};

/** A valid body for each route, so that only the caller can be the reason of a refusal. */
const BODIES: Record<string, { body: object; version?: number }> = {
  'POST /desk/api/authorities': { body: AUTHORITY },
  'POST /desk/api/rounds': {
    body: { title: { en: 'Another', fr: 'Un autre' }, authorityId: null, scope: [], parties: null, calendar: DAYS, ratings: true },
  },
  'PUT /desk/api/rounds/:roundId/calendar': { body: { calendar: DAYS }, version: 2 },
  'POST /desk/api/rounds/:roundId/open': { body: {}, version: 2 },
  'POST /desk/api/rounds/:roundId/adopt': { body: { release: 'party' }, version: 2 },
  'POST /desk/api/rounds/:roundId/close': { body: {}, version: 2 },
  'POST /desk/api/rounds/:roundId/draw': { body: {}, version: 2 },
  'POST /desk/api/rounds/:roundId/forms': { body: { partyId: randomUUID(), helpfulBy: null } },
  'POST /desk/api/rounds/:roundId/publication': { body: {}, version: 2 },
  'PUT /desk/api/participations/:participationId/invitation-language': { body: { language: 'fr' } },
  'PUT /desk/api/review-forms/:formId/observations/:clauseId': { body: { text: 'Seen.' }, version: 0 },
  'POST /desk/api/review-forms/:formId/submit': { body: {}, version: 1 },
  'POST /desk/api/participations/:participationId/visits': {
    body: { from: '2026-05-04', to: '2026-05-06', visitors: 'Two experts', agenda: 'The ministry.' },
  },
  'POST /desk/api/visits/:visitId/notes': { body: { day: '2026-05-05', spokeWith: 'The ministry', text: 'They showed the order.' } },
  'POST /desk/api/participations/:participationId/reviewers': { body: { personId: randomUUID(), until: '2027-01-01' } },
  'PUT /desk/api/participations/:participationId/public-agreement': { body: { agreed: true }, version: 1 },
  'POST /desk/api/participations/:participationId/prefill': { body: {} },
  'PUT /desk/api/participations/:participationId/label': { body: { label: { level: 'unclassified' } }, version: 1 },
  'POST /desk/api/participations/:participationId/label-release': { body: { releaseId: randomUUID() }, version: 1 },
  'PUT /desk/api/participations/:participationId/answers/:obligationId': {
    body: { choice: 'not-known', says: null, note: null },
    version: 1,
  },
  'POST /desk/api/participations/:participationId/submit': { body: { capacity: 'Focal point' }, version: 1 },
  'POST /desk/api/participations/:participationId/questions': { body: { obligationId: null, question: 'Why?' } },
  'POST /desk/api/questions/:clarificationId/answer': { body: { answer: 'Since May.' } },
  'POST /desk/api/participations/:participationId/ratings': { body: { obligationId: 'P3.2', status: 'met', reason: 'Seen.' } },
  'POST /desk/api/participations/:participationId/rating-corrections': { body: { obligationId: 'P3.2', status: 'met', reason: 'Seen.' } },
  'POST /desk/api/participations/:participationId/findings': { body: FINDING },
  'POST /desk/api/participations/:participationId/draft': { body: { unratedReason: 'A test.' }, version: 1 },
  'POST /desk/api/participations/:participationId/comments': { body: { obligationId: null, findingId: null, text: 'No.', done: false } },
  'POST /desk/api/comments/:commentId/decision': { body: { decision: 'accepted', reason: 'Right.' } },
  'PUT /desk/api/findings/:findingId': { body: { ...FINDING, reason: 'Sharper.' }, version: 1 },
  'POST /desk/api/findings/:findingId/withdraw': { body: { reason: 'Mistaken.' }, version: 1 },
  'POST /desk/api/findings/:findingId/progress': { body: { text: 'Done.', evidenceIds: [] }, version: 1 },
  'POST /desk/api/findings/:findingId/verify': { body: { settled: true, reason: 'Seen.' }, version: 1 },
  'POST /desk/api/findings/:findingId/carry-over': { body: { roundId: randomUUID(), due: '2028-01-31', reason: 'Later.' }, version: 1 },
};
const ROUTES = reviewsRoutes.map((route) => ({ method: route.method, url: route.url, name: `${route.method} ${route.url}` }));
const OPEN_TO_ALL_SIGNED_IN = [
  ...['authorities', 'rounds'].map((url) => `GET /desk/api/${url}`),
  'GET /desk/api/rounds/:roundId',
  'GET /desk/api/rounds/:roundId/report',
  ...['report.pdf', 'report.docx', 'report.xlsx', 'mission.pdf', 'mission.docx'].map((file) => `GET /desk/api/rounds/:roundId/${file}`),
  ...['parties/:partyId/brief', 'clauses/:clauseId/brief'].flatMap((url) => [`GET /desk/api/${url}`, `GET /desk/api/${url}.pdf`]),
  'GET /desk/api/rounds/:roundId/ratings',
];
const OF_ONE_PARTY = ROUTES.filter(({ url }) => /participationId|clarificationId|commentId|findingId|visitId/.test(url));
/** A form belongs to an organisation, not to a reviewed party: forms.access.test.ts checks who sees it. */
const OF_A_FORM = ROUTES.filter(({ url }) => url.includes(':formId'));

function call(who: TestPerson | null, route: (typeof ROUTES)[number], fill: (name: string) => string) {
  const url = route.url.replaceAll(/:(\w+)/g, (_, name: string) => fill(name));
  const body = BODIES[route.name];
  if (route.method !== 'GET' && body === undefined) throw new Error(`No body for ${route.name}`);
  return bed.call(who, route.method, url, body?.body, body?.version === undefined ? {} : { 'if-match': `"${body.version}"` });
}
const real = (name: string) =>
  ({
    roundId,
    partyId: cast.ally,
    participationId,
    clarificationId: questionId,
    commentId,
    findingId,
    visitId,
    formId: randomUUID(),
    obligationId: 'P3.2',
    clauseId: '3',
  })[name] ?? '';
const missing = (name: string) => (name === 'obligationId' ? 'P3.2' : randomUUID());

describe('every route of the room', () => {
  it('refuses signed-out callers', async () => {
    for (const route of ROUTES) expect([route.name, (await call(null, route, real)).status]).toEqual([route.name, 401]);
  });

  it('hides a party’s participation from other nations and their reviewers as if it did not exist', async () => {
    for (const route of OF_ONE_PARTY) {
      for (const who of [cast.silentFocal, otherReviewer, cast.contributorFocal]) {
        const [theirs, none] = [await call(who, route, real), await call(who, route, missing)];
        expect([route.name, theirs.status, theirs.body.code]).toEqual([route.name, 404, 'platform/not-found']);
        expect([theirs.status, theirs.body.code]).toEqual([none.status, none.body.code]);
      }
    }
  });

  it('shows administrators no content, and lets only the policy office direct a round', async () => {
    for (const route of ROUTES.filter(({ name }) => !OPEN_TO_ALL_SIGNED_IN.includes(name))) {
      expect([route.name, (await call(admin, route, real)).status]).toEqual([
        route.name,
        OF_ONE_PARTY.includes(route) || OF_A_FORM.includes(route) ? 404 : 403,
      ]);
    }
    const direct = ROUTES.filter(({ method }) => method !== 'GET').filter((one) => !OF_ONE_PARTY.includes(one) && !OF_A_FORM.includes(one));
    for (const route of direct)
      for (const who of [cast.focal, cast.reviewer]) expect([route.name, (await call(who, route, real)).status]).toEqual([route.name, 403]);
  });

  it('lets no party judge itself, no reviewer speak for it, and its adviser only read', async () => {
    const permission = new Map(
      reviewsRoutes.map((route) => [`${route.method} ${route.url}`, route.kind === 'command' ? route.command.permission : '']),
    );
    for (const route of OF_ONE_PARTY) {
      const rule = permission.get(route.name);
      if (rule === 'reviews:judge' || rule === 'reviews:direct')
        expect([route.name, (await call(cast.focal, route, real)).status]).toEqual([route.name, 403]);
      if (rule === 'reviews:speak' || rule === 'reviews:sign')
        for (const who of [cast.reviewer, cast.office])
          expect([route.name, (await call(who, route, real)).status]).toEqual([route.name, 403]);
      expect([route.name, (await call(adviser, route, real)).status]).toEqual([route.name, route.method === 'GET' ? 200 : 403]);
    }
  });
});

describe('the view of a round', () => {
  it('is limited to participations the reader may see', async () => {
    const ids = async (who: TestPerson) => (await get(who, `rounds/${roundId}`)).body.participations.map(({ id }: { id: string }) => id);
    expect(await ids(cast.focal)).toEqual([participationId]);
    expect(await ids(cast.reviewer)).toEqual([participationId]);
    expect(await ids(otherReviewer)).toEqual([silentParticipation]);
    expect(await ids(admin)).toEqual([]);
    expect(await ids(cast.contributorFocal)).toEqual([]);
    expect((await ids(cast.office)).toSorted()).toEqual([participationId, silentParticipation].toSorted());
    const { body } = await get(cast.silentFocal, `rounds/${roundId}/report`);
    expect(body.parties.map((party: { id: string }) => party.id)).toEqual([cast.silent]);
    expect((await get(cast.silentFocal, `rounds/${roundId}/report?partyId=${cast.ally}`)).status).toBe(404);
    expect((await get(cast.silentFocal, `rounds/${roundId}/ratings`)).body.ratings).toEqual([]);
    expect((await get(cast.focal, `rounds/${roundId}/ratings`)).body.ratings).toHaveLength(1);
  });

  it('includes answers only once the party has submitted them', async () => {
    const answers = async (who: TestPerson, participation: string) =>
      (await get(who, `participations/${participation}`)).body.obligations.filter((one: { answer: object | null }) => one.answer !== null)
        .length;
    expect(await answers(cast.silentFocal, silentParticipation)).toBeGreaterThan(0);
    expect(await answers(otherReviewer, silentParticipation)).toBe(0);
    expect(await answers(cast.office, silentParticipation)).toBe(0);
    expect(await answers(cast.office, participationId)).toBeGreaterThan(0);
  });

  it('includes after adoption only what was released', async () => {
    setDay(bed, '2026-10-28');
    await post(cast.focal, `participations/${participationId}/comments`, { obligationId: null, findingId: null, text: null, done: true });
    await post(cast.office, `comments/${commentId}/decision`, { decision: 'accepted', reason: 'Right.' });
    const adopted = await post(cast.office, `rounds/${roundId}/adopt`, { release: 'party' }, 2);
    expect(adopted.status).toBe(200);
    const reportFor = async (who: TestPerson) => (await get(who, `rounds/${roundId}/report`)).body;
    const own = await reportFor(cast.focal);
    expect(own.parties.map((party: { id: string }) => party.id)).toEqual([cast.ally]);
    expect(own.hash).toMatchObject({ sha256: adopted.body.sha256, hidden: 1 });
    expect((await reportFor(cast.contributorFocal)).parties).toEqual([]);
    expect((await reportFor(cast.office)).parties).toHaveLength(2);
  });
});

describe('arbitrary SQL', () => {
  it('cannot change an adopted report, delete a comment or reword a finding', async () => {
    const client = await bed.platform.pool.connect();
    try {
      const refused = async (text: string) => {
        await client.query('begin');
        await client.query('select identity.open($1)', [cast.office.token]);
        const outcome = await client.query(text).then(
          (result) => `${result.rowCount} rows`,
          (error: { code: string }) => error.code,
        );
        await client.query('rollback');
        return outcome;
      };
      expect(await refused(`update reviews.adopted_participation set content = '{}'`)).toBe('42501');
      expect(await refused(`update reviews.adopted_snapshot set sha256 = repeat('0', 64)`)).toBe('42501');
      expect(await refused('delete from reviews.comment')).toBe('42501');
      expect(await refused(`update reviews.comment set body = 'nothing'`)).toBe('42501');
      expect(await refused(`update reviews.rating set status = 'met'`)).toBe('42501');
      expect(await refused(`update reviews.finding set title = 'nothing'`)).toBe('42501');
      const rating = `insert into reviews.rating select gen_random_uuid(), participation_id, party_id, edition_id, obligation_id, 'met', 'late', suggestion,
        rated_by, now() from reviews.rating`;
      expect(await refused(rating)).toBe('42501');
    } finally {
      client.release();
    }
  });
});
