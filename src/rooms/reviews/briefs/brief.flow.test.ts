import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { readPdf } from '#platform/documents/fixtures/read-pdf.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Cast, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '../fixtures.ts';

// Two rounds that rate the same party differently, both adopted; the first is released to the parties, the second to its party alone.
let bed: TestBed;
let cast: Cast;
let outsider: TestPerson;
let { get, post } = {} as ReturnType<typeof desk>;

async function adoptRound(day: string, title: string, rating: string, release: string, calendar?: object): Promise<string> {
  setDay(bed, day);
  const { roundId, participations } = await givenOpenRound(bed, cast.office, [cast.ally], {
    title,
    scope: ['3'],
    ...(calendar && { calendar }),
  });
  const id = participations.get(cast.ally)!;
  await givenSelfAssessment(bed, cast.focal, id);
  await post(cast.reviewer, `participations/${id}/ratings`, { obligationId: 'P3.2', status: rating, reason: 'As the visit showed.' });
  const finding = { ...FINDING, title: `Finding of ${title}` };
  expect((await post(cast.reviewer, `participations/${id}/findings`, finding)).status).toBe(200);
  const { body } = await get(cast.office, `participations/${id}`);
  await post(cast.office, `participations/${id}/draft`, { unratedReason: 'Only one obligation was looked at.' }, body.version);
  await post(cast.focal, `participations/${id}/comments`, { obligationId: null, findingId: null, text: 'Seen.', done: true });
  const [comment] = (await get(cast.office, `participations/${id}`)).body.comments;
  await post(cast.office, `comments/${comment.id}/decision`, { decision: 'noted', reason: 'Read.' });
  const { version } = (await get(cast.office, `rounds/${roundId}`)).body.round;
  expect((await post(cast.office, `rounds/${roundId}/adopt`, { release }, version)).body).toMatchObject({ state: 'adopted' });
  return roundId;
}

const FINDING = {
  grade: 'recommend',
  text: 'Extend the plan.',
  obligationIds: ['P3.2'],
  evidenceIds: [],
  citesAbsence: true,
  owner: 'Ministry of Defence',
  due: '2027-06-30',
};
const LATER = {
  selfAssessmentDue: '2027-07-01',
  commentDue: '2027-09-30',
  adoptionPlanned: '2027-10-28',
  followUpDue: '2028-10-28',
  cutOff: null,
};

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post } = desk(bed));
  cast = await givenCast(bed);
  outsider = await bed.signIn.commander(cast.operation, 'Commander');
  await adoptRound('2026-03-02', 'Round 2026', 'partly-met', 'parties');
  await adoptRound('2027-03-02', 'Round 2027', 'met', 'party', LATER);
});
afterAll(() => bed.close());

const clause3 = (body: { clauses: { clauseId: string; marks: { obligationId: string }[] }[] }) =>
  body.clauses.find(({ clauseId }) => clauseId === '3')!.marks.find(({ obligationId }) => obligationId === 'P3.2');

describe('5g: the brief of a party', () => {
  it('shows the party and headquarters today’s evidence next to the last adopted rating', async () => {
    for (const who of [cast.office, cast.focal, cast.reviewer]) {
      const { body } = await get(who, `parties/${cast.ally}/brief`);
      expect(body).toMatchObject({ basis: 'current', review: { title: { en: 'Round 2027' } } });
      expect(clause3(body)).toMatchObject({ status: 'met', origin: 'rated', before: 'met' });
      expect(body.findings.map(({ title }: { title: string }) => title)).toEqual(['Finding of Round 2026', 'Finding of Round 2027']);
      expect(body.dates).toContainEqual(expect.objectContaining({ kind: 'finding', day: '2027-06-30', late: false }));
    }
  });

  it('has the marks of the matrix', async () => {
    const { body: matrix } = await get(cast.office, 'matrix?kind=nation');
    const { body } = await get(cast.office, `parties/${cast.ally}/brief`);
    const cells = matrix.rows
      .find(({ partyId }: { partyId: string }) => partyId === cast.ally)
      .cells.filter(({ status }: { status: string }) => status !== 'not-applicable');
    const marks = body.clauses.flatMap(({ marks: some }: { marks: object[] }) => some);
    expect(marks.length).toBe(cells.length);
    expect(new Map(marks.map((one: { obligationId: string; status: string }) => [one.obligationId, one.status]))).toEqual(
      new Map(cells.map((one: { obligationId: string; status: string }) => [one.obligationId, one.status])),
    );
  });

  it('shows every other reader adopted and released ratings only, and no differences or dates', async () => {
    for (const who of [outsider, cast.silentFocal, cast.contributorFocal]) {
      const { body, text } = await get(who, `parties/${cast.ally}/brief`);
      expect(body).toMatchObject({ basis: 'adopted', review: { title: { en: 'Round 2026' } }, before: null, dates: [] });
      expect(clause3(body)).toEqual({ obligationId: 'P3.2', status: 'partly-met', origin: 'rated', differs: false, late: null });
      expect(body.clauses.map(({ clauseId }: { clauseId: string }) => clauseId)).toEqual(['3']);
      expect(body.trend.rounds).toHaveLength(1);
      expect(body.findings).toMatchObject([{ title: 'Finding of Round 2026', asAdopted: { en: 'Round 2026' } }]);
      expect(text).not.toContain('Round 2027');
    }
  });

  it('says so where nothing that the reader may see was adopted', async () => {
    const { body } = await get(cast.focal, `parties/${cast.silent}/brief`);
    expect(body).toMatchObject({ basis: 'adopted', review: null, clauses: [], sources: [], findings: [] });
  });

  it('counts the ratings of each round, the oldest first', async () => {
    const { body } = await get(cast.office, `parties/${cast.ally}/brief`);
    expect(body.trend.rounds.map(({ title }: { title: { en: string } }) => title.en)).toEqual(['Round 2026', 'Round 2027']);
    const [demand] = body.trend.clauses;
    expect(demand.clauseId).toBe('3');
    expect(demand.counts[0]).toContainEqual({ rating: 'partly-met', n: 1 });
    expect(demand.counts[1]).toContainEqual({ rating: 'met', n: 1 });
  });

  it('shows a corrected rating as corrected', async () => {
    const { body: rounds } = await get(cast.office, 'rounds');
    const first = rounds.items.find(({ title }: { title: { en: string } }) => title.en === 'Round 2026');
    const { body: round } = await get(cast.office, `rounds/${first.id}`);
    const [{ id }] = round.participations;
    const correction = { obligationId: 'P3.2', status: 'not-met', reason: 'The second base was left out.' };
    expect((await post(cast.office, `participations/${id}/rating-corrections`, correction)).status).toBe(200);
    expect(clause3((await get(outsider, `parties/${cast.ally}/brief`)).body)).toMatchObject({ status: 'not-met' });
  });

  it('is one page as a PDF, in both languages', async () => {
    for (const [lang, words] of [
      ['en', 'BriefonAlland'],
      ['fr', 'NotesurAlland'],
    ] as const) {
      const answer = await bed.server.inject({
        method: 'GET',
        url: `/desk/api/parties/${cast.ally}/brief.pdf?lang=${lang}`,
        headers: { cookie: `manumit_desk=${cast.office.token}` },
      });
      expect(answer.statusCode).toBe(200);
      const pdf = await readPdf(answer.rawPayload);
      expect(pdf.pages.length).toBe(1);
      expect(pdf.pages.join('\n')).toContain(words);
    }
  });
});

describe('5g: the brief of a clause', () => {
  it('shows headquarters every party that the clause binds', async () => {
    const { body } = await get(cast.office, 'clauses/3/brief');
    expect(body).toMatchObject({ clauseId: '3', unseen: 0 });
    const names = body.rows.map(({ party }: { party: { name: { en: string } } }) => party.name.en);
    expect(names).toEqual(expect.arrayContaining(['Alland', 'Berland']));
    expect(body.rows.every(({ basis }: { basis: string }) => basis === 'current')).toBe(true);
  });

  it('shows a nation its own evidence, of the others what was adopted and released, and counts what it does not show', async () => {
    const { body } = await get(cast.silentFocal, 'clauses/3/brief');
    const rows = body.rows.map(({ party, basis }: { party: { name: { en: string } }; basis: string }) => [party.name.en, basis]);
    expect(rows).toEqual([
      ['Alland', 'adopted'],
      ['Berland', 'current'],
    ]);
    const all = (await get(cast.office, 'clauses/3/brief')).body.rows.length;
    expect(body.unseen).toBe(all - 2);
    expect(body.findings).toMatchObject([{ title: 'Finding of Round 2026' }]);
  });

  it('refuses an unknown clause, and anybody signed out', async () => {
    expect((await get(cast.office, 'clauses/99/brief')).body).toMatchObject({ code: 'policy/unknown-clause' });
    expect((await get(null, 'clauses/3/brief')).status).toBe(401);
    expect((await get(null, `parties/${cast.ally}/brief`)).status).toBe(401);
  });
});

describe('5g: the adopted ratings, for the auditor', () => {
  const ratingsFor = (who: TestPerson | null) => get(who, 'adopted-ratings');
  let auditor: TestPerson;
  beforeAll(async () => {
    auditor = await bed.givenPerson('Auditor', [{ role: ROLE.auditor, partyId: null }]);
  });

  it('are those of the newest round released to the parties, as corrected, and nothing else', async () => {
    const { body, text } = await ratingsFor(auditor);
    expect(body.rows).toMatchObject([{ party: { name: { en: 'Alland' } }, review: { title: { en: 'Round 2026' } } }]);
    expect(clause3(body.rows[0])).toEqual({ obligationId: 'P3.2', status: 'not-met', origin: 'rated', differs: false, late: null });
    expect(text).not.toContain('Round 2027');
    const bound = (await get(cast.office, 'clauses/3/brief')).body.rows.length;
    expect(body.unseen).toBeGreaterThanOrEqual(bound - 1);
  });

  it('leave out a report with a label above the reader’s clearance, and are not shown before adoption', async () => {
    await bed.deployer.query(`update reviews.adopted_participation set label_level = 1 where release = 'parties'`);
    expect((await ratingsFor(auditor)).body.rows).toEqual([]);
    await bed.deployer.query('update reviews.adopted_participation set label_level = 0');
    expect((await ratingsFor(auditor)).body.rows.map(({ party }: { party: { id: string } }) => party.id)).toEqual([cast.ally]);
  });

  it('are counted on the home page as on this page', async () => {
    const { parts } = (await get(auditor, 'home')).body;
    expect(parts.adopted.rounds.map(({ title, parties }: { title: { en: string }; parties: number }) => [title.en, parties])).toEqual([
      ['Round 2027', 0],
      ['Round 2026', 1],
    ]);
  });

  it('are refused to every other role and to anybody signed out', async () => {
    for (const who of [cast.office, cast.focal, cast.reviewer, outsider]) expect((await ratingsFor(who)).status).toBe(403);
    expect((await ratingsFor(null)).status).toBe(401);
  });
});
