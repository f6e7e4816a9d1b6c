import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
const WRONG = {
  'training.deployed': 10,
  'training.trained': 999,
  'contracts.total': 3,
  'contracts.with-clause': 50,
  'efforts.prosecutions': 1,
  'efforts.convictions': 77,
  'conduct.investigated': 9,
  'conduct.disciplined': 40,
};
const begun = async (period: string): Promise<string> => {
  const { id } = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period, due: null, roundId: null })).body;
  await desk.step(cast.focal, id, 'start');
  return id;
};
const explain = (who: typeof cast.focal, id: string, check: string, text = 'Counted twice in the ministry, being corrected.') =>
  desk.put(who, `returns/${id}/checks/${check}`, { text });
const answer = async (id: string, questionId: string, value: number) => {
  const row = (await desk.view(cast.focal, id)).answers!.find((one) => one.questionId === questionId)!;
  expect((await desk.answerOne(cast.focal, id, questionId, { value }, row.version)).status).toBe(200);
};

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
});
afterAll(() => bed.close());

test('F13: figures that contradict each other are saved, corrected or explained before the return goes on, and both reach its readers', async () => {
  const id = await begun('2024');
  // No check blocks saving.
  await desk.answerAll(cast.focal, id, WRONG);
  const refused = await desk.step(cast.focal, id, 'ask-review');
  expect([refused.status, refused.body.code, refused.body.count]).toEqual([422, 'returns/checks-open', 4]);
  expect(refused.body.checks).toEqual(
    expect.arrayContaining([
      { id: 'trained-of-deployed', questionId: 'training.trained', sectionId: 'training' },
      { id: 'clause-of-contracts', questionId: 'contracts.with-clause', sectionId: 'contracts' },
    ]),
  );
  await answer(id, 'training.trained', 9);
  await answer(id, 'contracts.with-clause', 3);
  await answer(id, 'conduct.disciplined', 4);
  expect((await explain(cast.focal, id, 'clause-of-contracts')).body.code).toBe('returns/check-passes');
  expect((await explain(cast.trainer, id, 'convictions-of-prosecutions')).body.code).toBe('returns/section-of-others');
  const why = 'Prosecutions of earlier years ended in this one.';
  expect((await explain(cast.lawyer, id, 'convictions-of-prosecutions', why)).body).toMatchObject({ left: 77, right: 1 });
  // An explanation speaks of the figures it was given for.
  await answer(id, 'efforts.convictions', 78);
  expect((await desk.step(cast.focal, id, 'ask-review')).body.checks).toHaveLength(1);
  await explain(cast.lawyer, id, 'convictions-of-prosecutions', why);
  expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).body.state).toBe('submitted');
  const section = { id: 'efforts', checks: [{ id: 'convictions-of-prosecutions', left: 78, right: 1, explanation: why }] };
  for (const reader of [cast.office, cast.reviewer, cast.focal]) {
    const { body } = await desk.get(reader, `returns/${id}/versions/1`);
    expect(body.intact).toBe(true);
    expect(body.sections.find((one: { id: string }) => one.id === 'efforts')).toMatchObject(section);
    expect(body.sections.flatMap((one: { checks: unknown[] }) => one.checks)).toHaveLength(1);
  }
  const { rows } = await bed.deployer.query(
    `select d.detail->>'text' as text from ledger.opening d join ledger.entry e on e.id = d.entry_id where e.command = 'returns/explain-check' and e.subject_id = $1`,
    [id],
  );
  expect(rows.map(({ text }) => text)).toEqual([why, why]);
});

test('F13: a figure ten times that of the last return is explained, and headquarters sees no draft explanation', async () => {
  const id = await begun('2025');
  await desk.answerAll(cast.focal, id, { 'contracts.total': 30, 'contracts.with-clause': 30 });
  const own = (await desk.view(cast.focal, id)).checks.find(({ check }) => check.id === 'contracts-last');
  expect(own).toMatchObject({ reference: 3, explanation: null, sectionId: 'contracts' });
  expect((await desk.step(cast.focal, id, 'ask-review')).body.checks).toEqual([
    { id: 'contracts-last', questionId: 'contracts.total', sectionId: 'contracts' },
  ]);
  expect((await explain(cast.foreign, id, 'contracts-last')).status).toBe(404);
  expect((await explain(cast.office, id, 'contracts-last')).status).toBe(403);
  expect((await explain(cast.focal, id, 'contracts-last')).status).toBe(200);
  const seen = (await desk.view(cast.office, id)).checks.find(({ check }) => check.id === 'contracts-last');
  expect(seen).toMatchObject({ reference: null, explanation: null });
  await desk.step(cast.focal, id, 'ask-review');
  expect((await explain(cast.focal, id, 'contracts-last')).body.code).toBe('returns/not-in-this-state');
});

test('F13: a share that the board contradicts stops the signature too, if the board changed since the legal office cleared it', async () => {
  const id = await begun('2023');
  await desk.answerAll(cast.focal, id, { 'training.deployed': 10, 'training.trained': 10 });
  await desk.step(cast.focal, id, 'ask-review');
  await desk.step(cast.lawyer, id, 'clear', { note: null });
  // Ten people on the roster, none of them trained.
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by)
      select gen_random_uuid(), $1, 'S-' || n, 'contingent', now(), $2 from generate_series(1, 10) n`,
    [cast.nation, cast.focal.personId],
  );
  const signed = await desk.step(cast.focal, id, 'sign', { name: 'A. Minister', capacity: 'State Secretary' });
  expect([signed.status, signed.body.checks?.map((one: { id: string }) => one.id)]).toEqual([422, ['trained-share']]);
  await desk.step(cast.focal, id, 'reopen', { reason: 'The board changed.' });
  expect((await explain(cast.focal, id, 'trained-share')).body).toMatchObject({ left: 100, right: 0 });
  expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).body.state).toBe('submitted');
});
