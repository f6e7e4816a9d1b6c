import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Cast, desk, givenCast, givenOpenRound, givenSelfAssessment, setDay } from '../../fixtures.ts';

// A published rating is corrected after its adoption: two parties were rated, one agreed to publication.
let bed: TestBed;
let cast: Cast;
let roundId: string;
let participations: Map<string, string>;
let { get, post, put } = {} as ReturnType<typeof desk>;
const RATED = 'P5f.1';
const REASON = 'A contract was overlooked.';

beforeAll(async () => {
  bed = await openTestBed();
  ({ get, post, put } = desk(bed));
  cast = await givenCast(bed);
  setDay(bed, '2026-03-02');
  ({ roundId, participations } = await givenOpenRound(bed, cast.office, [cast.ally, cast.silent], { scope: ['5f'] }));
  for (const [party, focal] of [
    [cast.ally, cast.focal],
    [cast.silent, cast.silentFocal],
  ] as const) {
    const own = participations.get(party)!;
    setDay(bed, '2026-06-20');
    await givenSelfAssessment(bed, focal, own);
    setDay(bed, '2026-07-10');
    await post(cast.office, `participations/${own}/ratings`, { obligationId: RATED, status: 'not-met', reason: 'Seen as not met.' });
    await post(cast.office, `participations/${own}/draft`, { unratedReason: 'The rest was not looked at.' }, await versionOf(own));
    await post(focal, `participations/${own}/comments`, { obligationId: null, findingId: null, text: null, done: true });
  }
  const agreed = participations.get(cast.ally)!;
  await put(cast.focal, `participations/${agreed}/public-agreement`, { agreed: true }, await versionOf(agreed));
  setDay(bed, '2026-10-28');
  const { version } = (await get(cast.office, `rounds/${roundId}`)).body.round;
  expect((await post(cast.office, `rounds/${roundId}/adopt`, { release: 'parties' }, version)).status).toBe(200);
});
afterAll(() => bed.close());

const versionOf = async (participation: string): Promise<number> =>
  (await get(cast.office, `participations/${participation}`)).body.version;
const correct = (party: string, status: string, who: TestPerson = cast.office) =>
  post(who, `participations/${participations.get(party)}/rating-corrections`, { obligationId: RATED, status, reason: REASON });
/** A public page as a visitor reads it, without its markup. */
async function pageOf(query = '', language = ''): Promise<string> {
  const { status, text } = await bed.call(null, 'GET', `${language}/reviews?round=${roundId}${query}`);
  expect(status).toBe(200);
  return text
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}
const pages = async () => [await pageOf(), await pageOf(`&party=${cast.ally}`)] as const;

describe('a published rating that is corrected', () => {
  it('says so where it was corrected before the publication', async () => {
    setDay(bed, '2026-11-02');
    for (const party of [cast.ally, cast.silent]) expect((await correct(party, 'in-progress')).status).toBe(200);
    setDay(bed, '2026-11-03');
    const { version } = (await get(cast.office, `rounds/${roundId}`)).body.round;
    expect((await post(cast.office, `rounds/${roundId}/publication`, {}, version)).body.parties).toEqual([cast.ally]);
    const [round, party] = await pages();
    expect(party).toContain('Not met Corrected on 2 November 2026: In progress');
    // Of two corrected ratings one is public.
    expect(round).toContain('One rating was corrected after adoption.');
    expect(round).toContain('1 of these ratings was corrected, last on 2 November 2026');
  });

  it('says so at once where it is corrected afterwards, next to the mark as adopted, without reason or person', async () => {
    setDay(bed, '2026-11-05');
    expect((await correct(cast.ally, 'partly-met')).status).toBe(200);
    const [round, party] = await pages();
    expect(party).toContain('Not met Corrected on 5 November 2026: Partly met');
    expect(round).toContain('last on 5 November 2026');
    for (const page of [round, party]) for (const hidden of [REASON, 'Office One', '2 November 2026']) expect(page).not.toContain(hidden);
    expect(party).not.toContain('In progress');
    expect(await pageOf(`&party=${cast.ally}`, '/fr')).toContain('Non respectée Corrigée le 5 novembre 2026 : Partiellement respectée');
    expect(await pageOf('', '/fr')).toContain('1 de ces appréciations a été corrigée, la dernière fois le 5 novembre 2026');
  });

  it('keeps its bytes and its hash', async () => {
    const { rows } = await bed.deployer.query(
      `select p.sha256 = encode(sha256(convert_to(p.content, 'UTF8')), 'hex') as intact, q.content from reviews.publication p join reviews.published_participation q using (round_id)
        where round_id = $1`,
      [roundId],
    );
    expect(rows).toMatchObject([{ intact: true }]);
    expect(rows[0].content).toContain('"rating":"not-met"');
    expect(rows[0].content).not.toContain('partly-met');
  });

  it('hides the corrected rating, and not the correction, once the participation is narrowed', async () => {
    await bed.deployer.query(`update identity.ceiling set highest_label = 'restricted'`);
    await bed.deployer.query(`update identity.role_grant set label = 'restricted' where person_id = any ($1)`, [
      [cast.focal.personId, cast.office.personId],
    ]);
    const own = participations.get(cast.ally)!;
    const narrowed = await put(cast.focal, `participations/${own}/label`, { label: { level: 'restricted' } }, await versionOf(own));
    expect(narrowed.status).toBe(200);
    const [round, party] = await pages();
    expect(party).toContain('Not met Corrected on 5 November 2026. The corrected rating is not public.');
    expect(party).not.toContain('Partly met');
    expect(round).toContain('1 of these ratings was corrected, last on 5 November 2026');
  });

  it('of a party that did not agree leaves no trace on the public pages', async () => {
    setDay(bed, '2026-11-20');
    expect((await correct(cast.silent, 'met')).status).toBe(200);
    expect(await pageOf()).toContain('1 of these ratings was corrected, last on 5 November 2026');
    expect(await pageOf(`&party=${cast.silent}`)).not.toContain('Corrected');
  });
});
