import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

// The public content of returns: only sections a nation released to the public, of a version headquarters accepted.
let bed: TestBed;
let desk: ReturnType<typeof returnsDesk>;
let cast: Awaited<ReturnType<typeof givenReporters>>;
const page = async (query = '', locale = ''): Promise<string> => {
  const answer = await bed.call(null, 'GET', `${locale}/returns${query && `?${query}`}`);
  expect(answer.status).toBe(200);
  return answer.text;
};
const named = async (year: string) => /Alland<\/a>|Alland:/.test(await page(`year=${year}`));
const release = (who: TestPerson, id: string, section: string, to: string) =>
  desk.put(who, `returns/${id}/sections/${section}/release`, { release: to });
const show = (who: TestPerson, id: string, shown: boolean) => desk.put(who, `returns/${id}/public-status`, { shown });
/** Runs arbitrary SQL as a person, or signed out. */
const sqlOf = async (who: TestPerson | null, text: string, values: unknown[] = []) => {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [who?.token ?? null]);
    return (await client.query(text, values)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
};

const signedOut = (text: string, values?: unknown[]) => sqlOf(null, text, values);

/** A return in which every section contains its own word, with these sections released. */
async function begun(period: string, open: Record<string, string>, values: Record<string, unknown> = {}): Promise<string> {
  const id: string = (await desk.post(cast.office, `parties/${cast.nation}/returns`, { period, due: `${period}-11-30`, roundId: null }))
    .body.id;
  await desk.step(cast.focal, id, 'start');
  for (const [section, to] of Object.entries(open)) expect((await release(cast.focal, id, section, to)).status).toBe(200);
  await desk.answerAll(cast.focal, id, values);
  return id;
}
const TOLD = {
  'law.gaps': 'said of the law',
  'efforts.new': 'said of efforts',
  'training.deployed': 1000,
  'training.trained': 995,
  'conduct.allegations': 3,
};

beforeAll(async () => {
  bed = await openTestBed();
  desk = returnsDesk(bed);
  cast = await givenReporters(bed);
});
afterAll(() => bed.close());

describe('a return with a public section (5a, 5g)', () => {
  let id: string;
  test('shows nothing while it is answered, checked, signed or submitted', async () => {
    expect(await page()).toContain('No return has been made public yet');
    id = await begun('2021', { law: 'public', training: 'public', efforts: 'parties' }, TOLD);
    const nothing = async () => {
      expect(await page(`return=${id}`)).toContain('Nothing is public at this address');
      expect(await named('2021')).toBe(false);
      expect(await signedOut('select * from returns.public_sections($1)', [id])).toEqual([]);
    };
    await nothing();
    await desk.step(cast.focal, id, 'ask-review');
    await nothing();
    await desk.step(cast.lawyer, id, 'clear', { note: null });
    await desk.step(cast.focal, id, 'sign', { name: 'A. Minister', capacity: 'State Secretary' });
    await desk.step(cast.focal, id, 'submit');
    await nothing();
  });

  test('shows its public sections once accepted, with source and date, and hides small figures and those that reveal them', async () => {
    await desk.step(cast.office, id, 'accept');
    expect(await page()).toContain(`return=${id}">Alland</a>: Returned`);
    const words = await page(`return=${id}`);
    expect(words).toContain('said of the law');
    expect(words).toMatch(/Source: Return of a nation, Alland, 2021, version 1, submitted on/);
    const { rows } = await bed.deployer.query('select sha256 from returns.version where return_id = $1', [id]);
    // The hash of the version is hidden too: with it a reader could confirm a guess of what is left out, or of the signer.
    expect(words).not.toContain(rows[0].sha256.slice(0, 12));
    expect(words).toContain('1,000 people');
    expect(words).not.toMatch(/995/);
    expect(words).toContain('Hidden');
    // Other sections and the signer are not public.
    expect(words).not.toMatch(/said of efforts|A\. Minister|State Secretary|Conduct/);
    expect(await page(`return=${id}`, '/fr')).toMatch(/Alland\u00a0: rapport de 2021/);
  });

  test('shows a signed-out reader only public rows, by SQL as well', async () => {
    for (const table of ['return', 'step', 'answer', 'section', 'version', 'link'])
      expect(await signedOut(`select 1 from returns.${table}`), table).toEqual([]);
    const rows = await signedOut('select section_id from returns.version_section order by 1');
    expect(rows.map((row) => row.section_id)).toEqual(['law', 'training']);
    const open = await signedOut('select section_id, content from returns.public_sections($1)', [id]);
    expect(open.map((row) => row.section_id).sort()).toEqual(['law', 'training']);
    await expect(signedOut('select returns.public_version($1)', [id])).rejects.toThrow(/permission denied/);
  });

  test('keeps its accepted version public until an amendment is accepted', async () => {
    await desk.step(cast.focal, id, 'amend');
    expect((await release(cast.focal, id, 'conduct', 'public')).status).toBe(200);
    await desk.answerAll(cast.focal, id, { 'law.gaps': 'said in the amendment' });
    const expectFirstVersion = async () => {
      const words = await page(`return=${id}`);
      expect(words).toContain('said of the law');
      expect(words).not.toMatch(/said in the amendment|allegations/i);
      expect(words).toContain('version 1');
    };
    await expectFirstVersion();
    await desk.submitReturn(cast.focal, cast.lawyer, id);
    await expectFirstVersion();
    await desk.step(cast.office, id, 'accept');
    const words = await page(`return=${id}`);
    expect(words).toMatch(/version 2[\s\S]*said in the amendment/);
    expect(words).toMatch(/allegations/i);
  });

  test('hides a narrowed section at once, from signed-in readers too, and does not show it again', async () => {
    const sections = async (who: TestPerson) =>
      (await sqlOf(who, `select section_id from returns.version_section where return_id = $1 and number = 2 order by 1`, [id])).map(
        (row) => row.section_id,
      );
    expect(await sections(cast.foreign)).toEqual(['conduct', 'efforts', 'law', 'training']);
    expect((await release(cast.lawyer, id, 'law', 'reviewers')).status).toBe(403);
    expect((await release(cast.focal, id, 'plan', 'public')).body.code).toBe('returns/not-in-this-state');
    expect((await release(cast.focal, id, 'law', 'reviewers')).status).toBe(200);
    expect((await release(cast.focal, id, 'conduct', 'parties')).status).toBe(200);
    const words = await page(`return=${id}`);
    expect(words).not.toMatch(/said in the amendment|said of the law|allegations/i);
    expect(words).toContain('1,000 people');
    expect(await sections(cast.foreign)).toEqual(['conduct', 'efforts', 'training']);
    const version = (await desk.get(cast.focal, `returns/${id}/versions/2`)).body;
    const reach = new Map(version.sections.map((one: { id: string; release: string }) => [one.id, one.release]));
    expect(['law', 'conduct', 'training'].map((one) => reach.get(one))).toEqual(['reviewers', 'parties', 'public']);
    expect(version.intact).toBe(true);
    // While it is answered again it may be widened for the next version.
    await desk.step(cast.focal, id, 'amend');
    expect((await release(cast.focal, id, 'law', 'public')).status).toBe(200);
    expect(await page(`return=${id}`)).not.toContain('said in the amendment');
    await release(cast.focal, id, 'training', 'reviewers');
    expect(await page(`return=${id}`)).toContain('Nothing is public at this address');
    expect(await named('2021')).toBe(false);
  });

  test('is hidden at once by a label', async () => {
    const labelled = await begun('2022', { law: 'public' }, TOLD);
    await desk.submitReturn(cast.focal, cast.lawyer, labelled);
    await desk.step(cast.office, labelled, 'accept');
    await show(cast.focal, labelled, true);
    expect(await page(`return=${labelled}`)).toContain('said of the law');
    await bed.deployer.query(`update returns.return set releasable_to = array[party_id] where id = $1`, [labelled]);
    expect(await page(`return=${labelled}`)).toContain('Nothing is public at this address');
    expect(await named('2022')).toBe(false);
  });
});

test('a section narrowed during submission stays narrowed in that version', async () => {
  const id = await begun('2020', { law: 'public' }, TOLD);
  await desk.step(cast.focal, id, 'ask-review');
  await desk.step(cast.lawyer, id, 'clear', { note: null });
  await desk.step(cast.focal, id, 'sign', { name: 'A. Minister', capacity: 'State Secretary' });
  const waiting = async () => (await readBlocked(bed.deployer)).length;
  // The submission has read the release of each section and is held before it writes.
  const [submission, narrowing] = await inTransaction(bed.deployer, async () => {
    await bed.deployer.query('lock table returns.version in share row exclusive mode');
    const submitted = desk.step(cast.focal, id, 'submit');
    await expect.poll(waiting).toBeGreaterThanOrEqual(1);
    let isNarrowed = false;
    const narrowed = release(cast.focal, id, 'law', 'reviewers').finally(() => {
      isNarrowed = true;
    });
    await expect.poll(async () => isNarrowed || (await waiting()) >= 2).toBe(true);
    return [submitted, narrowed] as const;
  });
  expect([(await submission).status, (await narrowing).status]).toEqual([200, 200]);
  expect((await desk.step(cast.office, id, 'accept')).status).toBe(200);
  expect(await page(`return=${id}`)).toContain('Nothing is public at this address');
});

describe('the public status of a return', () => {
  const status = async (year: string) => /Alland(?:<\/a>)?: ([^<]*)</.exec(await page(`year=${year}`))?.[1];
  test('is shown if the nation permits it, and hidden at once when it no longer does', async () => {
    const id = await begun('2023', {}, {});
    expect(await status('2023')).toBeUndefined();
    for (const who of [cast.office, cast.lawyer]) expect((await show(who, id, true)).status).toBe(403);
    expect((await show(cast.foreign, id, true)).status).toBe(404);
    expect((await show(cast.focal, id, true)).status).toBe(200);
    expect(await status('2023')).toBe('Not returned (due 30 November 2023)');
    expect(await page(`return=${id}`)).toContain('Nothing is public at this address');
    await desk.submitReturn(cast.focal, cast.lawyer, id);
    expect(await status('2023')).toBe('Returned');
    expect((await show(cast.focal, id, false)).status).toBe(200);
    expect(await status('2023')).toBeUndefined();
    const { rows } = await bed.deployer.query(`select 1 from ledger.entry where command = 'returns/publish-status' and subject_id = $1`, [
      id,
    ]);
    expect(rows).toHaveLength(2);
  });

  test('distinguishes a nil return from an answer, names no party that releases nothing, and calls no body a nation', async () => {
    const id = await begun('2024', {}, { 'conduct.allegations': 'nil', 'contracts.violations': 'nil' });
    await show(cast.focal, id, true);
    await desk.submitReturn(cast.focal, cast.lawyer, id);
    expect(await status('2024')).toBe('Nil return');
    await desk.post(cast.office, `parties/${cast.other}/returns`, { period: '2024', due: '2024-11-30', roundId: null });
    expect(await page('year=2024')).not.toContain('Berland');
    // Nations that release nothing are counted only where the count singles none of them out.
    expect(await page('year=2024')).toContain('The numbers of nations asked and answered are hidden');
    const counts = async (smallest: number) =>
      (await bed.deployer.query(`select asked, answered from returns.public_counts('2024', $1)`, [smallest])).rows;
    expect([await counts(10), await counts(1)]).toEqual([[{ asked: null, answered: null }], [{ asked: 2, answered: 1 }]]);
    // A headquarters body that answers a return is no nation.
    const body = await bed.givenParty({ kind: 'body', code: 'RHB', name: 'Second body' });
    const coordinator = await bed.signIn.focalPoint(body);
    const asked = await desk.post(cast.office, `parties/${body}/returns`, { period: '2024', due: '2024-11-30', roundId: null });
    expect(await counts(1)).toEqual([{ asked: 2, answered: 1 }]);
    // Nor is it listed among the nations.
    expect((await page('year=2024')).match(/<h2>/g)).toHaveLength(1);
    await show(coordinator, asked.body.id, true);
    expect(await page('year=2024')).toMatch(
      /National returns of 2024<\/h2>[\s\S]*Alland[\s\S]*Returns of headquarters bodies and operations, 2024<\/h2><ul><li>Second body: Not returned/,
    );
    // Its own page does not call it a nation either.
    await desk.step(coordinator, asked.body.id, 'start');
    const { sections } = await desk.view(coordinator, asked.body.id);
    expect((await release(coordinator, asked.body.id, sections[0]!.id, 'public')).status).toBe(200);
    await desk.answerAll(coordinator, asked.body.id);
    const lawyer = await bed.signIn.legalAdviser(body);
    expect((await desk.submitReturn(coordinator, lawyer, asked.body.id)).status).toBe(200);
    expect((await desk.step(cast.office, asked.body.id, 'accept')).status).toBe(200);
    const words = await page(`return=${asked.body.id}`);
    expect(words).toContain('The body is responsible for this content');
    expect(words).toContain('The body chose to publish these sections');
    const main = (text: string) => text.slice(text.indexOf('<h1>'), text.indexOf('<footer'));
    expect(main(words).replaceAll(/<section>[\s\S]*<\/section>/g, '')).not.toMatch(/\bnation/i);
    expect(main(await page(`return=${asked.body.id}`, '/fr')).replaceAll(/<section>[\s\S]*<\/section>/g, '')).not.toMatch(/\bpays\b/i);
  });

  test('is replaced by an explanation for an unknown return or year', async () => {
    for (const query of ['return=x', 'return=00000000-0000-7000-8000-000000000000', `return=${"'".repeat(20)}`])
      expect(await page(query)).toContain('Nothing is public at this address');
    expect(await page('year=1850')).toContain('National returns of 2024');
    expect(await page('year=nonsense')).toContain('National returns of 2024');
  });
});
