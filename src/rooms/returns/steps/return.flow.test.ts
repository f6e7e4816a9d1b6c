import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';
import { sha256 } from '../versions/version-hash.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
const open = async (period: string): Promise<string> =>
  (await desk.post(cast.office, `parties/${cast.nation}/returns`, { period, due: '2026-11-30', roundId: null })).body.id;
const begun = async (period: string): Promise<string> => {
  const id = await open(period);
  await desk.step(cast.focal, id, 'start');
  return id;
};

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
});
afterAll(() => bed.close());

describe('a return (5a)', () => {
  test('stores the questionnaire with its hash, and is refused twice for a year', async () => {
    const id = await open('2001');
    const { rows } = await bed.deployer.query('select questionnaire, questionnaire_sha256 from returns.return where id = $1', [id]);
    expect(sha256(rows[0].questionnaire)).toBe(rows[0].questionnaire_sha256);
    const again = await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2001', due: null, roundId: null });
    expect([again.status, again.body.code]).toEqual([409, 'returns/opened-already']);
    expect((await desk.step(cast.focal, id, 'start')).body).toMatchObject({ state: 'answering', version: 2 });
    const view = await desk.view(cast.focal, id);
    expect(view.answers?.length).toBe(117);
  });

  test('is refused if the questionnaire changed under the same version', async () => {
    const id = await open('2002');
    await bed.deployer.query(`update returns.return set questionnaire_sha256 = repeat('0', 64) where id = $1`, [id]);
    const refused = await desk.post(cast.office, `parties/${cast.other}/returns`, { period: '2002', due: null, roundId: null });
    expect([refused.status, refused.body.code]).toEqual([409, 'returns/questionnaire-changed']);
    await bed.deployer.query('delete from returns.step where return_id = $1', [id]);
    await bed.deployer.query('delete from returns.return where id = $1', [id]);
  });

  test('stores two people’s answers to different questions, and reports a conflict for the same one', async () => {
    const id = await begun('2003');
    const [one, two] = await Promise.all([
      desk.answerOne(cast.focal, id, 'law.tip-3', { value: 'yes' }, 1),
      desk.answerOne(cast.lawyer, id, 'law.tip-12', { value: 'in-part', note: 'Passports only.' }, 1),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const race = await Promise.all([
      desk.answerOne(cast.focal, id, 'law.tip-13', { value: 'yes' }, 1),
      desk.answerOne(cast.lawyer, id, 'law.tip-13', { value: 'no' }, 1),
    ]);
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412]);
    const late = await desk.answerOne(cast.lawyer, id, 'law.tip-3', { value: 'no' }, 1);
    expect([late.status, late.body.code, late.body.current]).toEqual([412, 'platform/stale', 2]);
    expect((await desk.view(cast.focal, id)).answers?.find(({ questionId }) => questionId === 'law.tip-3')?.value).toBe('yes');
  });

  test.each([
    ['law.tip-8', { value: 'perhaps' }, 'returns/value-wrong'],
    ['law.tip-8', { value: null }, 'returns/value-missing'],
    ['law.tip-8', { choice: 'still-true' }, 'returns/nothing-to-confirm'],
    ['conduct.allegations', { value: 0 }, 'returns/nil-not-zero'],
    ['plan.date', { value: '2026-13' }, 'returns/value-wrong'],
    ['law.nowhere', { value: 'yes' }, 'returns/not-asked'],
  ])('refuses a bad answer to %s (%j) as %s, and stores nothing', async (question, given, code) => {
    const id = (await desk.get(cast.focal, 'returns')).body.items.find((row: { period: string }) => row.period === '2003').id;
    const refused = await desk.answerOne(cast.focal, id, question, given, 1);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
    const row = (await desk.view(cast.focal, id)).answers?.find(({ questionId }) => questionId === question);
    expect([row?.version ?? 1, row?.choice ?? null]).toEqual([1, null]);
  });

  test('appears in the list of its own party only (5b)', async () => {
    await begun('2009');
    const partiesOf = async (filter: string) =>
      (await desk.get(cast.office, `returns${filter}`)).body.items.map(({ party }: { party: { id: string } }) => party.id);
    expect(new Set(await partiesOf(`?partyId=${cast.nation}`))).toEqual(new Set([cast.nation]));
    expect(await partiesOf(`?partyId=${cast.other}`)).toEqual([]);
    expect((await desk.get(cast.office, 'returns?partyId=XA')).status).toBe(422);
  });

  test('checks caller, version and state of every answer, although the question is cached', async () => {
    const id = await begun('2005');
    const written = async () =>
      (
        await bed.deployer.query(
          `select count(*)::int as n from ledger.entry where subject_id = $1 and command = 'returns/answer-question'`,
          [id],
        )
      ).rows[0].n;
    const currentAnswer = async () => (await desk.view(cast.focal, id)).answers?.find(({ questionId }) => questionId === 'contracts.total');
    // The first answer reads; those after it only write.
    for (const [at, value] of [3, 4, 5].entries()) {
      const stored = await desk.answerOne(cast.focal, id, 'contracts.total', { value }, at + 1);
      expect([stored.status, stored.body.version]).toEqual([200, at + 2]);
    }
    expect([(await currentAnswer())?.value, await written()]).toEqual([5, 3]);
    expect((await desk.answerOne(cast.foreign, id, 'contracts.total', { value: 6 }, 4)).status).toBe(404);
    expect((await desk.answerOne(cast.office, id, 'contracts.total', { value: 6 }, 4)).status).toBe(403);
    await desk.answerOne(cast.focal, id, 'contracts.total', { value: 7 }, 4);
    const late = await desk.answerOne(cast.focal, id, 'contracts.total', { value: 8 }, 4);
    expect([late.status, late.body.current]).toEqual([412, 5]);
    await desk.answerOne(cast.focal, id, 'contracts.total', { value: 9 }, 5);
    const race = await Promise.all([10, 11, 12].map((value) => desk.answerOne(cast.focal, id, 'contracts.total', { value }, 6)));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const foreign = randomUUID();
    expect((await desk.answerOne(cast.focal, id, 'contracts.total', { value: 13, documentId: foreign }, 7)).body.code).toBe(
      'returns/unknown-document',
    );
    await desk.answerOne(cast.focal, id, 'contracts.total', { value: 14 }, 7);
    await bed.deployer.query(`update returns.return set state = 'in-review' where id = $1`, [id]);
    const closed = await desk.answerOne(cast.focal, id, 'contracts.total', { value: 15 }, 8);
    expect([closed.status, closed.body.code]).toEqual([409, 'returns/not-in-this-state']);
    expect([(await currentAnswer())?.value, await written()]).toEqual([14, 7]);
  });

  test('is answered by the roles of each section and by coordinators', async () => {
    const id = (await desk.get(cast.focal, 'returns')).body.items.find((row: { period: string }) => row.period === '2003').id;
    expect((await desk.answerOne(cast.trainer, id, 'training.before', { value: 'yes' }, 1)).status).toBe(200);
    expect((await desk.answerOne(cast.trainer, id, 'law.tip-7', { value: 'yes' }, 1)).body.code).toBe('returns/section-of-others');
    // The legal adviser may not do the focal point's signing.
    expect((await desk.step(cast.lawyer, id, 'ask-review')).status).toBe(403);
  });
});

describe('a return from legal office to headquarters (5a, 5g, 6)', () => {
  let id: string;
  const line = async () =>
    (
      await bed.deployer.query(
        `select o.obligation_id || ' ' || p.kind || ' ' || p.says as line from evidence.item p join evidence.item_obligation o on o.item_id = p.id
          where p.party_id = $1 and p.state = 'submitted' order by p.id`,
        [cast.nation],
      )
    ).rows.map((row) => row.line as string);

  test('is not reviewed with a question open, while “not known” is an answer', async () => {
    id = await begun('2024');
    const early = await desk.step(cast.focal, id, 'ask-review');
    expect([early.status, early.body.code]).toEqual([422, 'returns/questions-open']);
    await desk.answerAll(cast.focal, id, {
      'law.tip-3': 'yes',
      'efforts.complete': 'yes',
      'plan.adopted': 'no',
      'conduct.allegations': 'nil',
      'contracts.clause': 'yes',
      'contracts.total': 12,
      'demand.carried-out': 'in-part',
    });
    expect((await desk.step(cast.focal, id, 'ask-review')).body.state).toBe('in-review');
    const meanwhile = await desk.answerOne(cast.focal, id, 'law.tip-3', { value: 'no' }, 2);
    expect([meanwhile.status, meanwhile.body.code]).toEqual([409, 'returns/not-in-this-state']);
  });

  test('is cleared by the legal office, signed by a named official, and submitted as bytes with their hash', async () => {
    expect((await desk.step(cast.focal, id, 'clear', { note: null })).status).toBe(403);
    await desk.step(cast.lawyer, id, 'clear', { note: 'Checked.' });
    expect((await desk.step(cast.focal, id, 'submit')).body.code).toBe('returns/not-in-this-state');
    await desk.step(cast.focal, id, 'sign', { name: 'A. Minister', capacity: 'State Secretary' });
    expect((await desk.get(cast.office, `returns/${id}`)).body).toMatchObject({ state: 'with-party', answers: null, versions: [] });
    expect((await desk.step(cast.focal, id, 'submit')).body.state).toBe('submitted');
    const version = await desk.get(cast.office, `returns/${id}/versions/1`);
    expect(version.body).toMatchObject({ intact: true, signed: { name: 'A. Minister', capacity: 'State Secretary' }, comparisons: [] });
    // A question that was not asked is not submitted.
    const plan = version.body.sections.find((section: { id: string }) => section.id === 'plan').answers;
    expect(plan.map(({ questionId }: { questionId: string }) => questionId)).toEqual(['plan.adopted', 'plan.left']);
    await expect(bed.deployer.query('set role manumit_app')).resolves.toBeDefined();
    await expect(bed.deployer.query(`update returns.version set head = 'x'`)).rejects.toThrow(/permission denied/);
    await bed.deployer.query('set role manumit_schema');
  });

  test('has one version after two concurrent submissions and a later one', async () => {
    const twice = await begun('2023');
    await desk.answerAll(cast.focal, twice);
    await desk.step(cast.focal, twice, 'ask-review');
    await desk.step(cast.lawyer, twice, 'clear', { note: null });
    await desk.step(cast.focal, twice, 'sign', { name: 'A. Minister', capacity: 'State Secretary' });
    const { version } = await desk.view(cast.focal, twice);
    const both = await Promise.all([1, 2].map(() => desk.post(cast.focal, `returns/${twice}/submit`, {}, version)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const again = await desk.step(cast.focal, twice, 'submit');
    expect([again.status, again.body.code]).toEqual([409, 'returns/not-in-this-state']);
    expect(again.body.title).toContain('Reload the page');
    expect((await desk.view(cast.focal, twice)).versions.map(({ number }) => number)).toEqual([1]);
    const { rows } = await bed.deployer.query(
      `select count(*)::int as n from ledger.entry where command = 'returns/submit-return' and subject_id = $1`,
      [twice],
    );
    expect(rows[0].n).toBe(1);
  });

  test('creates evidence for each obligation it covers, and none for not known', async () => {
    const lines = await line();
    expect(lines).toEqual(
      expect.arrayContaining([
        'P5a.1 EV-LAW in-progress',
        'P5a.2 EV-NREP in-progress',
        'P6.1 EV-NAP not-met',
        'P5c.1 EV-CASE nil',
        'P5f.1 EV-CLAU met',
        'P3.3 EV-MEAS partly-met',
      ]),
    );
    expect(lines.filter((one) => /^(P5d|P5b|P2)/.test(one))).toEqual([]);
  });

  test('is sent back with reasons, and its next version lists the differences', async () => {
    const refused = await desk.step(cast.office, id, 'send-back', { reason: '' });
    expect(refused.status).toBe(422);
    expect((await desk.step(cast.office, id, 'send-back', { reason: 'Section on training is empty.' })).body.state).toBe('returned');
    await desk.step(cast.focal, id, 'amend');
    await desk.answerAll(cast.focal, id, { 'training.before': 'yes' });
    expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).body.state).toBe('submitted');
    const { body } = await desk.get(cast.office, `returns/${id}/versions/2`);
    expect(body.comparisons.map(({ period, number }: { period: string; number: number }) => [period, number])).toEqual([
      ['2024', 1],
      ['2023', 1],
    ]);
    expect(body.comparisons[0].answers.map((one: { questionId: string }) => one.questionId)).toEqual(['training.before']);
    expect(body.comparisons[0].law).toEqual([]);
    expect((await desk.get(cast.office, `returns/${id}/versions/1`)).body.intact).toBe(true);
    expect((await desk.step(cast.office, id, 'accept')).body.state).toBe('accepted');
  });

  test('is prefilled next year from the last answers, which “still true” repeats', async () => {
    const next = await begun('2025');
    const row = (await desk.view(cast.focal, next)).answers?.find(({ questionId }) => questionId === 'law.tip-3');
    expect(row?.known).toMatchObject({ from: 'last', value: 'yes', origin: 'declared' });
    const clause = (await desk.view(cast.focal, next)).answers?.find(({ questionId }) => questionId === 'contracts.clause');
    expect(clause?.known).toMatchObject({ from: 'evidence', value: 'yes', itemId: expect.any(String) });
    expect((await desk.answerOne(cast.focal, next, 'law.tip-3', { choice: 'still-true' }, 1)).status).toBe(200);
    expect((await desk.view(cast.focal, next)).answers?.find(({ questionId }) => questionId === 'law.tip-3')?.value).toBe('yes');
  });

  test('shows when its stored bytes were changed', async () => {
    await bed.deployer.query(
      `update returns.version_section set content = replace(content, '"nil"', '3') where return_id = $1 and number = 2`,
      [id],
    );
    expect((await desk.get(cast.office, `returns/${id}/versions/2`)).body.intact).toBe(false);
  });
});
