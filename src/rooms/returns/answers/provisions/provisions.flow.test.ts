import { afterAll, beforeAll, expect, test } from 'vitest';
import { declareHighestLabel } from '#app/launcher/declare-highest-label.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../../fixtures/fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
const CODE = {
  ...{ changes: null, law: 'Criminal Code', paragraph: '§ 232', wording: 'A person who recruits another …' },
  ...{ penaltyFrom: 6, penaltyTo: 120, penaltyUnit: 'months', penaltyNote: null },
  ...{ address: 'https://law.example/232', inForceFrom: '2016-10-15', inForceUntil: null },
};
const begun = async (period: string): Promise<string> => {
  const { id } = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period, due: null, roundId: null })).body;
  await desk.step(cast.focal, id, 'start');
  return id;
};
const record = (who: TestPerson, id: string, given: object = {}, question = 'law.tip-5-1') =>
  desk.post(who, `returns/${id}/questions/${question}/provisions`, { ...CODE, ...given });
const paragraphs = async (who: TestPerson, id: string) => (await desk.view(who, id)).provisions.map(({ paragraph }) => paragraph);

beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
});
afterAll(() => bed.close());

test('5a: a provision is recorded once, signed with the return, shown the year after, and a change keeps its history and what was signed', async () => {
  const first = await begun('2024');
  const { body } = await record(cast.lawyer, first);
  expect((await record(cast.lawyer, first, { law: 'Victims Act', paragraph: '§ 4' }, 'law.tip-6-1')).status).toBe(200);
  const [row] = (await desk.view(cast.lawyer, first)).provisions;
  expect(row).toMatchObject({
    id: body.id,
    provisionId: body.provisionId,
    instrument: 'TIP',
    article: '5.1',
    penaltyTo: 120,
    period: '2024',
  });
  await desk.answerAll(cast.focal, first, { 'law.tip-5-1': 'yes' });
  expect((await desk.submitReturn(cast.focal, cast.lawyer, first)).status).toBe(200);
  // Recorded while the return is answered only.
  expect((await record(cast.lawyer, first)).body.code).toBe('returns/not-in-this-state');

  const next = await begun('2025');
  expect(await paragraphs(cast.lawyer, next)).toEqual(['§ 232', '§ 4']);
  const changed = await record(cast.lawyer, next, { changes: body.id, paragraph: '§ 232a' });
  expect(changed.body.provisionId).toBe(body.provisionId);
  // Someone who saw the row before may not overwrite the change.
  expect((await record(cast.focal, next, { changes: body.id })).body.code).toBe('returns/provision-changed');
  expect((await record(cast.focal, next, { changes: changed.body.id }, 'law.tip-6-1')).body.code).toBe('returns/provision-changed');
  expect(await paragraphs(cast.lawyer, next)).toEqual(['§ 232', '§ 4', '§ 232a']);
  // The return of the year before does not show what was recorded later.
  expect(await paragraphs(cast.lawyer, first)).toEqual(['§ 232', '§ 4']);
  await desk.answerAll(cast.focal, next, { 'law.tip-5-1': 'yes' });
  expect((await desk.submitReturn(cast.focal, cast.lawyer, next)).status).toBe(200);

  const signed = async (who: TestPerson, id: string) => {
    const { body: version } = await desk.get(who, `returns/${id}/versions/1`);
    expect(version.intact).toBe(true);
    return version.sections
      .find((section: { id: string }) => section.id === 'law')
      .provisions.map(({ law, paragraph }: Record<string, string>) => `${law}, ${paragraph}`);
  };
  expect(await signed(cast.office, first)).toEqual(['Criminal Code, § 232', 'Victims Act, § 4']);
  expect(await signed(cast.reviewer, next)).toEqual(['Criminal Code, § 232a', 'Victims Act, § 4']);
  // A reviewer who compares two years sees what changed in the law for each article.
  const { comparisons } = (await desk.get(cast.reviewer, `returns/${next}/versions/1`)).body;
  expect(comparisons).toMatchObject([
    {
      period: '2024',
      number: 1,
      law: [{ instrument: 'TIP', article: '5.1', before: { paragraph: '§ 232' }, after: { paragraph: '§ 232a' } }],
    },
  ]);
  // Others read what was signed, never the drafts.
  expect((await desk.view(cast.office, next)).provisions).toEqual([]);
  expect((await desk.get(cast.foreign, `returns/${next}`)).status).toBe(404);
});

test('5a: the evidence of the law review names act and paragraph for each article (EV-LAW)', async () => {
  const id = await begun('2026');
  await record(cast.lawyer, id, { paragraph: '§ 233' }, 'law.untoc-6');
  await desk.answerAll(cast.focal, id, { 'law.untoc-6': 'yes' });
  expect((await desk.submitReturn(cast.focal, cast.lawyer, id)).status).toBe(200);
  const { rows } = await bed.deployer.query(
    `select note from evidence.item where party_id = $1 and kind = 'EV-LAW' order by id desc limit 1`,
    [cast.nation],
  );
  expect(rows[0].note).toContain('Law for article 6 (UNTOC): Criminal Code, § 233');
});

test('5a: a provision is refused where it cannot belong, by people who do not answer the section, and from other nations', async () => {
  const id = await begun('2027');
  expect((await record(cast.lawyer, id, {}, 'law.abroad')).body.code).toBe('returns/no-article');
  expect((await record(cast.lawyer, id, { penaltyUnit: null })).body.code).toBe('returns/penalty-without-unit');
  expect((await record(cast.lawyer, id, { penaltyTo: 5 })).body.code).toBe('returns/range-reversed');
  expect((await record(cast.lawyer, id, { address: 'javascript:alert(1)' })).status).toBe(422);
  expect((await record(cast.trainer, id)).body.code).toBe('returns/section-of-others');
  expect((await record(cast.office, id)).status).toBe(403);
  expect((await record(cast.foreign, id)).status).toBe(404);
});

test('5a: a provision of a return with a label is not shown in a return of a lower one', async () => {
  const secret = await begun('2028');
  expect((await record(cast.focal, secret, { paragraph: '§ 999' }, 'law.tip-13')).status).toBe(200);
  const plain = await begun('2029');
  expect(await paragraphs(cast.focal, plain)).toContain('§ 999');
  await declareHighestLabel(bed.deployer, 'confidential');
  await bed.deployer.query('update returns.return set label_level = 1 where id = $1', [secret]);
  expect(await paragraphs(cast.focal, plain)).not.toContain('§ 999');
  // Nor to a person with the clearance: it would be copied into what is read without one.
  await bed.deployer.query(`update identity.role_grant set label = 'confidential' where person_id = $1`, [cast.focal.personId]);
  expect(await paragraphs(cast.focal, secret)).toContain('§ 999');
  expect(await paragraphs(cast.focal, plain)).not.toContain('§ 999');
});

test('5a: the provisions of a returned form are recorded all or none, by people who answer the section', async () => {
  const id = await begun('2030');
  const given = (paragraph: string, more: object = {}) => ({ questionId: 'law.tip-9-5', ...CODE, paragraph, ...more });
  const store = (who: TestPerson, provisions: object[]) =>
    desk.put(who, `returns/${id}/answers`, { answers: [], provisions, form: 'a'.repeat(64) });
  const faulty = await store(cast.lawyer, [given('§ 701'), given('§ 702', { penaltyUnit: null })]);
  expect(faulty.body.code).toBe('returns/penalty-without-unit');
  expect((await store(cast.trainer, [given('§ 701')])).body.code).toBe('returns/section-of-others');
  expect((await store(cast.lawyer, [])).body.code).toBe('returns/value-missing');
  expect((await store(cast.lawyer, [given('§ 701'), given('§ 702')])).status).toBe(200);
  expect((await paragraphs(cast.lawyer, id)).filter((one) => one.startsWith('§ 70'))).toEqual(['§ 701', '§ 702']);
});
