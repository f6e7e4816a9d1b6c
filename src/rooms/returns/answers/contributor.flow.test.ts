import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

// F12: a contributor answers its joining list and its return, and says nothing twice.
let bed: TestBed;
let desk: ReturnType<typeof returnsDesk>;
let office: TestPerson;
let focal: TestPerson;
let lawyer: TestPerson;
let [nation, joined, later, returnId] = ['', '', '', ''];

beforeAll(async () => {
  bed = await openTestBed();
  desk = returnsDesk(bed);
  ({ office } = await givenReporters(bed));
  nation = await bed.givenParty({ kind: 'nation', code: 'RC', name: 'Corland', ally: false });
  focal = await bed.signIn.focalPoint(nation, 'Focal C');
  lawyer = await bed.signIn.legalAdviser(nation);
  [joined, later] = [await joins('ROP', '2020-01-01'), await joins('ROQ', '2021-01-01')];
});
afterAll(() => bed.close());

async function joins(code: string, from: string): Promise<string> {
  const operation = await bed.givenParty({ kind: 'operation', code, name: `Operation ${code}` });
  const id = randomUUID();
  await bed.deployer.query(
    `insert into parties.contribution (id, party_id, operation_id, from_day, source, confirmed_by, confirmed_at)
      values ($1, $2, $3, $4, 'Force list', $5, now())`,
    [id, nation, operation, from, office.personId],
  );
  return id;
}
const known = async () =>
  Object.fromEntries((await desk.view(focal, returnId)).answers!.map((row) => [row.questionId, row.known] as const));
const evidence = async () =>
  (
    await bed.deployer.query(
      `select p.id, o.obligation_id as obligation, p.says, p.origin, p.state, p.version from evidence.item p join evidence.item_obligation o on o.item_id = p.id
        where p.party_id = $1 order by 2, p.id`,
      [nation],
    )
  ).rows;

test('the return shows what the joining list answered, and asks it once', async () => {
  const answers = [
    { obligationId: 'P1.1', choice: 'comply', note: null },
    { obligationId: 'P5f.1', choice: 'equivalent', note: 'A law says the same.' },
    { obligationId: 'P5d.1', choice: 'explain', note: 'From next year on.' },
  ];
  expect((await desk.post(focal, `joinings/${joined}/answers`, { answers }, 0)).status).toBe(200);
  returnId = (await desk.post(focal, `parties/${nation}/returns`, { period: '2026', due: null, roundId: null })).body.id;
  expect((await desk.step(focal, returnId, 'start')).status).toBe(200);
  const shown = await known();
  expect(shown['standards.standard']).toMatchObject({
    from: 'joining',
    value: 'yes',
    origin: 'declared',
    title: { en: 'Comply', fr: 'Appliqué' },
  });
  expect(shown['contracts.clause']).toMatchObject({ from: 'joining', value: 'yes', title: { en: 'Equivalent. A law says the same.' } });
  // An explanation answers nothing: it is never read as no.
  expect(shown['training.before']).toMatchObject({ from: 'joining', value: null, title: { en: 'Explain. From next year on.' } });
  expect(shown['demand.plan']).toBeNull();
  // The same row is shown next to one question only.
  expect(Object.values(shown).filter((one) => one?.from === 'joining')).toHaveLength(3);
  const confirm = (questionId: string) => desk.answerOne(focal, returnId, questionId, { choice: 'still-true' }, 1);
  expect((await confirm('standards.standard')).status).toBe(200);
  expect((await confirm('training.before')).body.code).toBe('returns/nothing-to-confirm');
});

test('a question of the contributor names the other reviews that ask it (section 7)', async () => {
  const { elsewhere } = await desk.view(focal, returnId);
  const answeredBy = (questionId: string) =>
    elsewhere.flatMap(({ id, parts }) => parts.filter(({ questions }) => questions.includes(questionId)).map((part) => `${id} ${part.id}`));
  expect(answeredBy('law.offence')).toEqual(['greta offences', 'untoc criminalisation']);
  expect(answeredBy('standards.standard')).toEqual([]);
});

test('the intent to ratify is asked until the treaty table shows both treaties as ratified', async () => {
  const asks = async (period: string) => {
    const { id } = (await desk.post(focal, `parties/${nation}/returns`, { period, due: null, roundId: null })).body;
    const { sections } = await desk.view(focal, id);
    return sections.flatMap((section) => section.questions.map((question) => question.id)).includes('law.ratification');
  };
  const ratify = (instrument: string) =>
    bed.deployer.query(
      `insert into nations.treaty_action (id, party_id, instrument, status, as_of, confidence, source, recorded_at, recorded_by, reason, origin)
        values (gen_random_uuid(), $1, $2, 'party', '2026-01', 'one-source', 'Depositary', clock_timestamp(), $3, 'r', 'public-source')`,
      [nation, instrument, office.personId],
    );
  expect(await asks('2021')).toBe(true);
  await ratify('UNTOC');
  expect(await asks('2022')).toBe(true);
  await ratify('TIP');
  expect(await asks('2023')).toBe(false);
});

test('the return is filled, signed and submitted, its evidence is declared, and the nation withdraws an item', async () => {
  await desk.answerAll(focal, returnId, {
    'demand.plan': 'yes',
    'law.offence': 'in-part',
    'operations.with-whom': ['command', 'host'],
    'standards.allegations': 'nil',
  });
  expect((await desk.submitReturn(focal, lawyer, returnId)).body.state).toBe('submitted');
  const items = await evidence();
  expect(new Set(items.map(({ origin, state }) => `${origin} ${state}`))).toEqual(new Set(['declared submitted']));
  const says = (obligation: string) => items.filter((one) => one.obligation === obligation).map((one) => one.says);
  expect(says('P1.1')).toEqual(['met']);
  expect(says('P3.2')).toEqual(['met']);
  expect(says('P5a.1')).toEqual(['partly-met']);
  expect(says('P6.2')).toEqual(['informs']);
  expect(items.some(({ obligation }) => /^(P5b|A3)/.test(obligation))).toBe(false);
  const { id, version } = items.find(({ obligation }) => obligation === 'P1.1')!;
  expect((await desk.post(focal, `evidence/${id}/withdraw`, { reason: 'Given too early.' }, version)).status).toBe(200);
  expect((await evidence()).find((one) => one.id === id)!.state).toBe('withdrawn');
});

test('the joining list of a later operation shows what the return declared and what was answered before, to the nation', async () => {
  const rows = async (who: TestPerson) => {
    const { checklist } = (await desk.get(who, `joinings/${later}`)).body;
    return Object.fromEntries(checklist.map((one: { obligationId: string; known: unknown }) => [one.obligationId, one.known]));
  };
  expect(await rows(focal)).toMatchObject({
    'P1.1': { choice: 'comply', note: null, from: 'answer' },
    'P5d.1': { choice: 'explain', note: 'From next year on.', from: 'answer' },
    'P3.2': { choice: 'comply', note: null, from: 'evidence' },
    'P5a.1': null,
    'A1.4': null,
  });
});
