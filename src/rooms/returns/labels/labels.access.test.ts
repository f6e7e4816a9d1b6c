import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declareHighestLabel } from '#app/launcher/declare-highest-label.ts';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

let bed: TestBed;
let desk: ReturnType<typeof returnsDesk>;
let who: Awaited<ReturnType<typeof givenReporters>>;
let second: TestPerson;
/** A person with clearance in one role and without it in another, at the same party. */
let split: TestPerson;
let year = 2025;
const CANARY = 'canary in a labelled return';
const label = (level: string, releasableTo: string[] | null = null) => ({ level, releasableTo });
const LOWEST = { policy: 'NATO', level: 'unclassified', releasableTo: null };
const code = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code];
const cleared = (one: TestPerson, role?: string) =>
  bed.deployer.query(`update identity.role_grant set label = 'confidential' where person_id = $1 and ($2::text is null or role = $2)`, [
    one.personId,
    role ?? null,
  ]);
/** Runs arbitrary SQL with the claims of a person or a link. */
async function sql(open: string, token: string, text: string, values: unknown[] = []) {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query(open, [token]);
    return await client.query(text, values);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const as = (one: TestPerson, text: string, values: unknown[] = []) => sql('select identity.open($1)', one.token, text, values);

/** A return of its own year, begun by its focal point. */
async function begun(more: object = {}): Promise<string> {
  year += 1;
  const opened = await desk.post(who.focal, `parties/${who.nation}/returns`, { period: String(year), due: null, roundId: null, ...more });
  expect(opened.status).toBe(200);
  await desk.step(who.focal, opened.body.id, 'start');
  return opened.body.id;
}
/** Answers every question at once; these tests check only who can read the answers. */
const answered = (id: string, words = CANARY) =>
  bed.deployer.query(
    `update returns.answer set choice = case when question_id = 'law.gaps' then 'changed' else 'not-known' end,
      value = case when question_id = 'law.gaps' then to_jsonb($2::text) end, answered_by = $3, answered_at = now() where return_id = $1`,
    [id, words, who.focal.personId],
  );
const narrow = async (one: TestPerson, id: string, to: object, more: object = {}) =>
  desk.put(one, `returns/${id}/label`, { label: to, ...more }, (await desk.view(one, id)).version);

beforeAll(async () => {
  bed = await openTestBed();
  desk = returnsDesk(bed);
  who = await givenReporters(bed);
  second = await bed.signIn.commander(who.nation, 'Commander A');
  split = await bed.givenPerson('Split A', [
    { role: ROLE.commander, partyId: who.nation },
    { role: ROLE.trainingOfficer, partyId: who.nation },
  ]);
  await bed.deployer.query(`update identity.ceiling set highest_label = 'confidential'`);
  for (const one of [who.focal, who.lawyer, second, who.office]) await cleared(one);
  await cleared(split, ROLE.trainingOfficer);
});
afterAll(() => bed.close());

describe('a labelled return', () => {
  test('keeps the installation from starting below its label', async () => {
    await begun({ label: label('confidential') });
    await expect(declareHighestLabel(bed.deployer, 'restricted')).rejects.toThrow(/holds records labelled confidential/);
    await bed.deployer.query('set role manumit_schema');
  });

  test('looks missing to people without clearance at its party, its reviewers and headquarters', async () => {
    const id = await begun({ label: label('confidential') });
    await answered(id);
    await desk.submitReturn(who.focal, who.lawyer, id);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const strip = (answer: { text: string; status: number }) =>
      `${answer.status} ${answer.text}`.replaceAll(nowhere, 'ID').replaceAll(id, 'ID');
    for (const one of [who.trainer, who.reviewer, who.second, who.foreign]) {
      for (const place of ['', '/versions/1'])
        expect(strip(await desk.get(one, `returns/${id}${place}`))).toBe(strip(await desk.get(one, `returns/${nowhere}${place}`)));
      expect((await desk.get(one, 'returns')).text).not.toContain(id);
      for (const table of ['return', 'step', 'answer', 'section', 'version', 'version_section', 'label_release'])
        expect((await as(one, `select from returns.${table} t where t::text like '%${id}%'`)).rowCount, table).toBe(0);
    }
    const seen = await desk.get(who.office, `returns/${id}/versions/1`);
    expect([seen.status, seen.body.label.level]).toEqual([200, 'confidential']);
    expect((await desk.get(who.office, 'returns')).body.items[0].label.level).toBe('confidential');
  });

  test('creates evidence under its label, unreadable below it', async () => {
    const id = await begun({ label: label('restricted', [who.nation]) });
    await answered(id);
    expect((await desk.submitReturn(who.focal, who.lawyer, id)).status).toBe(200);
    const { rows } = await bed.deployer.query(
      `select p.id, p.label_level, p.releasable_to from evidence.item p join returns.version v on v.return_id = $1 and p.source_en like '%' || left(v.sha256, 12) || '%'`,
      [id],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => `${row.label_level} ${row.releasable_to}`))).toEqual(new Set([`1 ${who.nation}`]));
    expect((await as(who.office, 'select from evidence.item where id = $1', [rows[0].id])).rowCount).toBe(0);
    expect((await as(who.trainer, 'select from evidence.item where id = $1', [rows[0].id])).rowCount).toBe(0);
    expect((await as(who.focal, 'select from evidence.item where id = $1', [rows[0].id])).rowCount).toBe(1);
  });

  test('opens its sections on acceptance only within the label', async () => {
    const id = await begun();
    await desk.put(who.focal, `returns/${id}/sections/law/release`, { release: 'parties' });
    await answered(id);
    await desk.submitReturn(who.focal, who.lawyer, id);
    expect((await desk.step(who.office, id, 'accept')).status).toBe(200);
    const opened = `select from returns.version_section where return_id = $1`;
    expect((await as(who.foreign, opened, [id])).rowCount).toBe(1);
    await narrow(who.focal, id, label('confidential'));
    expect((await as(who.foreign, opened, [id])).rowCount).toBe(0);
  });

  test('is signed under one grant with both role and clearance', async () => {
    const id = await begun({ label: label('confidential') });
    await answered(id);
    await desk.step(who.focal, id, 'ask-review');
    await desk.step(who.lawyer, id, 'clear', { note: null });
    // Can read as training officer; can sign as commander, the role with clearance.
    expect((await desk.get(split, `returns/${id}`)).status).toBe(200);
    const sign = `update returns.return set state = 'signed' where id = $1`;
    await expect(as(split, sign, [id])).rejects.toThrow(/not theirs to take/);
    expect((await as(second, sign, [id])).rowCount).toBe(1);
    await expect(as(split, `update returns.return set releasable_to = $2 where id = $1`, [id, [who.nation]])).rejects.toThrow(
      /labels its return/,
    );
    const line = `insert into returns.step (id, return_id, party_id, action, to_state, at, person_id, signer_name, signer_capacity)
      values (gen_random_uuid(), $1, $2, 'sign', 'signed', now(), $3, 'n', 'c')`;
    await expect(as(split, line, [id, who.nation, split.personId])).rejects.toThrow(/row-level security/);
    expect((await as(second, line, [id, who.nation, second.personId])).rowCount).toBe(1);
  });
});

describe('the label of a return', () => {
  test('narrows at once, with its hashed sections, and is lowered only by a second person', async () => {
    const id = await begun();
    await answered(id);
    await desk.submitReturn(who.focal, who.lawyer, id);
    expect((await narrow(who.focal, id, label('confidential'))).status).toBe(200);
    const labels = async () =>
      (await bed.deployer.query('select distinct label_level as level from returns.version_section where return_id = $1', [id])).rows;
    expect(await labels()).toEqual([{ level: 2 }]);
    expect((await desk.get(who.focal, `returns/${id}/versions/1`)).body.intact).toBe(true);
    expect(code(await narrow(who.focal, id, label('unclassified')))).toEqual([422, 'platform/write-down']);
    await expect(bed.deployer.query('update returns.return set label_level = 0 where id = $1', [id])).rejects.toThrow(/write-down/);
    // A row inside always gets the label of its return, regardless of the label written.
    await bed.deployer.query('update returns.version_section set label_level = 0 where return_id = $1', [id]);
    expect(await labels()).toEqual([{ level: 2 }]);
    await expect(as(who.focal, 'update returns.answer set label_level = 0')).rejects.toThrow(/permission denied/);
    expect((await narrow(who.focal, id, label('unclassified'), { reason: 'Published' })).status).toBe(200);
    const { version, labelRequest } = await desk.view(second, id);
    expect([labelRequest?.reason, labelRequest?.byMe]).toEqual(['Published', false]);
    const release = (one: TestPerson) => desk.post(one, `returns/${id}/label-release`, { releaseId: labelRequest?.id }, version);
    expect(code(await release(who.focal))).toEqual([403, 'platform/second-person']);
    expect((await release(split)).status).toBe(404);
    expect((await release(second)).status).toBe(200);
    expect((await desk.view(who.trainer, id)).label).toEqual(LOWEST);
    expect(await labels()).toEqual([{ level: 0 }]);
  });

  test('is at most the clearance of its author and the highest label of the installation', async () => {
    const id = await begun();
    expect(code(await narrow(who.focal, id, label('secret')))).toEqual([422, 'platform/label-too-high']);
    await bed.deployer.query(`update identity.role_grant set label = 'restricted' where person_id = $1`, [who.focal.personId]);
    expect((await narrow(who.focal, id, label('confidential'))).status).toBeGreaterThanOrEqual(400);
    await cleared(who.focal);
  });

  test('keeps its content from being prefilled into a return below it', async () => {
    const before = await begun({ label: label('confidential') });
    await answered(before, 'known under a label');
    await desk.submitReturn(who.focal, who.lawyer, before);
    const [below, same] = [await begun(), await begun({ label: label('confidential') })];
    expect((await desk.get(who.focal, `returns/${below}`)).text).not.toContain('known under a label');
    expect((await desk.get(who.focal, `returns/${same}`)).text).toContain('known under a label');
  });
});

test('a return names no file that fewer people may read, and does not copy it from the last one', async () => {
  const uploaded = await bed.call(who.focal, 'POST', `/desk/api/parties/${who.nation}/documents?name=gaps.txt`, Buffer.from('Gaps'), {
    'content-type': 'application/octet-stream',
  });
  const file: string = uploaded.body.id;
  const show = async (id: string) => {
    const { version } = (await desk.view(who.focal, id)).answers!.find(({ questionId }) => questionId === 'law.gaps')!;
    return desk.answerOne(who.focal, id, 'law.gaps', { value: CANARY, documentId: file }, version);
  };
  const before = await begun();
  expect((await show(before)).status).toBe(200);
  await answered(before);
  expect((await desk.submitReturn(who.focal, who.lawyer, before)).body.state).toBe('submitted');
  const known = async (id: string) => (await desk.view(who.focal, id)).answers!.find(({ questionId }) => questionId === 'law.gaps')?.known;
  expect(await known(await begun())).toMatchObject({ from: 'last', documentId: file });
  await bed.deployer.query('update evidence.document set releasable_to = array[party_id] where id = $1', [file]);
  const [open, same] = [await begun(), await begun({ label: label('unclassified', [who.nation]) })];
  expect(await known(open)).not.toHaveProperty('documentId');
  expect(code(await show(open))).toEqual([422, 'evidence/file-label-differs']);
  expect((await show(same)).status).toBe(200);
});

test('a labelled return gets no link, and a link made before is closed', async () => {
  const id = await begun();
  const hand = () => desk.post(who.focal, `returns/${id}/sections/law/links`, { name: 'Justice', days: 3 });
  const token = (await hand()).body.link.split('/').at(-1);
  const look = () => desk.post(null, 'linked-section', { token });
  expect((await look()).status).toBe(200);
  const inside = (text: string) => sql(`select returns.enter_by_link($1, 'look', null)`, token, text, [id]);
  expect((await inside('select from returns.label_release where object_id = $1')).rowCount).toBe(0);
  expect((await inside('select from returns.return where id = $1')).rowCount).toBe(1);
  await narrow(who.focal, id, label('unclassified', [who.nation]));
  expect(code(await hand())).toEqual([409, 'returns/labelled-not-linked']);
  // The refusal does not reveal that there is a label.
  expect(code(await look())).toEqual([404, 'returns/link-withdrawn']);
  expect((await inside('select from returns.return where id = $1')).rowCount).toBe(0);
});
