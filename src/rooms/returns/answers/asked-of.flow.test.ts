import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
});
afterAll(() => bed.close());

const open = (partyId: string, period: string) =>
  desk.post(cast.office, `parties/${partyId}/returns`, { period, due: null, roundId: null });
const begun = async (period: string): Promise<string> => {
  const { id } = (await open(cast.nation, period)).body;
  await desk.step(cast.focal, id, 'start');
  return id;
};
const record = (instrument: string, status: string) =>
  bed.deployer.query(
    `insert into nations.treaty_action (id, party_id, instrument, status, as_of, confidence, source, recorded_at, recorded_by, reason, origin)
      values (gen_random_uuid(), $1, $2, $3, '2026-01', 'one-source', 'Depositary', clock_timestamp(), $4, 'r', 'public-source')`,
    [cast.nation, instrument, status, cast.office.personId],
  );
const cets = async (id: string) => {
  const { sections, answers } = await desk.view(cast.focal, id);
  const asked = sections.flatMap(({ questions }) => questions).filter((one) => one.id.startsWith('law.cets'));
  const rows = answers!.filter(({ questionId }) => questionId.startsWith('law.cets'));
  expect(rows).toHaveLength(asked.length);
  return asked.map(({ id: question, askedAs }) => [question, askedAs]);
};

test('articles 13 to 15 of CETS 197 are asked of its parties, and where that is unknown (5a)', async () => {
  const all = (why: string) => ['law.cets-13', 'law.cets-14', 'law.cets-15'].map((question) => [question, why]);
  const before = await begun('2021');
  expect(await cets(before)).toEqual(all('unknown'));
  await record('CETS197', 'not-party');
  const without = await begun('2022');
  expect(await cets(without)).toEqual([]);
  await record('CETS197', 'party');
  expect(await cets(await begun('2023'))).toEqual(all('party'));
  // Opened returns keep the questions of their day.
  expect([await cets(before), await cets(without)]).toEqual([all('unknown'), []]);
  expect((await desk.answerOne(cast.focal, without, 'law.cets-13', { value: 'yes' }, 1)).body.code).toBe('returns/not-asked');
});

test('the treaty question shows the treaty table with its source, and its answer decides nothing (F2)', async () => {
  await record('UNTOC', 'party');
  await record('TIP', 'signatory');
  const id = await begun('2024');
  const row = (await desk.view(cast.focal, id)).answers!.find(({ questionId }) => questionId === 'treaties')!;
  expect(row.known).toMatchObject({ from: 'register', value: 'agree', origin: 'public-source', date: '2026-01', source: 'Depositary' });
  expect(row.known!.title!.en).toContain('Protocol on trafficking in persons: signed only.');
  await desk.answerAll(cast.focal, id, { treaties: 'differs', 'treaties.differs': 'The protocol was ratified in March.' });
  expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).body.state).toBe('submitted');
  const { rows } = await bed.deployer.query(
    `select i.says, i.note from evidence.item i join evidence.item_obligation o on o.item_id = i.id where i.party_id = $1 and o.obligation_id = 'P5.0b'`,
    [cast.nation],
  );
  expect(rows.map(({ says }) => says)).toEqual(['informs']);
  expect(rows[0].note).toContain('The protocol was ratified in March.');
});

test('figures of victims by person may stay open and are then unknown, and those given add up to the total (1, 5a)', async () => {
  const id = await begun('2025');
  const figures = { 'efforts.victims': 34, 'victims.women': 18, 'victims.men': 9, 'victims.girls': 4 };
  for (const row of (await desk.view(cast.focal, id)).answers ?? []) {
    if (row.questionId.startsWith('victims.') && !(row.questionId in figures)) continue;
    const value = (figures as Record<string, number>)[row.questionId];
    const given = value === undefined ? { choice: 'not-known' } : { value };
    expect((await desk.answerOne(cast.focal, id, row.questionId, given, 1)).status).toBe(200);
  }
  expect((await desk.answerOne(cast.focal, id, 'victims.boys', { value: 20 }, 1)).status).toBe(200);
  expect((await desk.step(cast.focal, id, 'ask-review')).body.checks.map((one: { id: string }) => one.id)).toEqual(['victims-by-person']);
  await desk.answerOne(cast.focal, id, 'victims.boys', { value: 2 }, 2);
  expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).body.state).toBe('submitted');
  const { sections } = (await desk.get(cast.office, `returns/${id}/versions/1`)).body;
  const given = sections.find((one: { id: string }) => one.id === 'victims').answers.map((one: { questionId: string }) => one.questionId);
  expect(given.toSorted()).toEqual(['efforts.victims', 'victims.boys', 'victims.girls', 'victims.men', 'victims.women']);
});

test('F12: headquarters, an operation and a contributor open returns of their own, and none of them that of an Ally', async () => {
  const body = await bed.givenParty({ kind: 'body', code: 'RHB', name: 'Another headquarters' });
  const operation = await bed.givenParty({ kind: 'operation', code: 'ROP', name: 'Operation' });
  const contributor = await bed.givenParty({ kind: 'nation', code: 'RC', name: 'Contributor', ally: false });
  await bed.deployer.query(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_by, confirmed_at)
      values (gen_random_uuid(), $1, $2, '2020-01-01', 'Force list', $3, now())`,
    [contributor, operation, cast.office.personId],
  );
  const contractor = await bed.givenParty({ kind: 'contractor', code: 'RFI', name: 'Firm' });
  const { status, body: problem } = await open(contractor, '2026');
  expect([status, problem.code]).toEqual([422, 'returns/no-questionnaire']);
  const titleOf = async (party: string) => {
    const { body: opened } = await open(party, '2026');
    return (await desk.view(cast.office, opened.id)).title.en;
  };
  expect(await Promise.all([body, operation, contributor, cast.other].map(titleOf))).toEqual([
    'Return of a headquarters body',
    'Return of an operation',
    'Return of a contributor',
    'Return of a nation',
  ]);
});
