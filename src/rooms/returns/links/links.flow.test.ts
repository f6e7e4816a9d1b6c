import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenReporters, returnsDesk } from '../fixtures/fixtures.ts';

let bed: TestBed;
let cast: Awaited<ReturnType<typeof givenReporters>>;
let desk: ReturnType<typeof returnsDesk>;
let id: string;
beforeAll(async () => {
  bed = await openTestBed();
  cast = await givenReporters(bed);
  desk = returnsDesk(bed);
  id = (await desk.post(cast.focal, `parties/${cast.nation}/returns`, { period: '2026', due: null, roundId: null })).body.id;
  await desk.step(cast.focal, id, 'start');
});
afterAll(() => bed.close());

const issueLink = async (sectionId = 'training'): Promise<{ id: string; token: string }> => {
  const { body } = await desk.post(cast.focal, `returns/${id}/sections/${sectionId}/links`, { name: 'Defence college', days: 10 });
  return { id: body.id, token: body.link.split('/').at(-1) };
};
const answer = (token: string, questionId: string, version: number, value: unknown = 'yes') =>
  desk.put(null, `linked-section/answers/${questionId}`, { token, choice: 'changed', value, note: null, page: null }, version);

describe('a link to a section (5a)', () => {
  test('opens that section only, without an account, and records each use', async () => {
    const { id: linkId, token } = await issueLink();
    const seen = await desk.post(null, 'linked-section', { token });
    expect([seen.status, seen.body.section.id, seen.body.accepted]).toEqual([200, 'training', false]);
    expect(seen.body.answers.length).toBe(seen.body.section.questions.length);
    expect(seen.text).not.toContain('law.tip-3');
    expect((await desk.post(null, 'linked-section/acceptance', { token })).status).toBe(200);
    expect((await answer(token, 'training.deployed', 1, 120)).status).toBe(200);
    const foreign = await answer(token, 'law.tip-3', 1);
    expect([foreign.status, foreign.body.code]).toEqual([422, 'returns/not-asked']);
    const view = await desk.view(cast.focal, id);
    expect(view.answers?.find(({ questionId }) => questionId === 'training.deployed')).toMatchObject({ value: 120, by: 'Defence college' });
    expect(view.links[0]).toMatchObject({ id: linkId, state: 'accepted', uses: 3 });
    const { rows } = await bed.deployer.query(
      `select count(*)::int as entries from ledger.entry where person_id = $1 and command like 'returns/%'`,
      [linkId],
    );
    expect(rows[0].entries).toBe(3);
  });

  test('conflicts with another writer of the question, and the party may overwrite its answer', async () => {
    const { token } = await issueLink();
    expect((await answer(token, 'training.trained', 1, 100)).status).toBe(200);
    expect((await desk.view(cast.focal, id)).links[0]?.state).toBe('accepted');
    expect((await desk.answerOne(cast.focal, id, 'training.trained', { value: 90 }, 1)).status).toBe(412);
    expect((await desk.answerOne(cast.focal, id, 'training.trained', { value: 90 }, 2)).status).toBe(200);
    expect((await answer(token, 'training.trained', 2, 80)).status).toBe(412);
  });

  test('shows and records the law for the articles of its section, and of no other, without the names of others', async () => {
    const LAW = {
      ...{ changes: null, law: 'Criminal Code', paragraph: '§ 232', wording: null, penaltyFrom: 6, penaltyTo: 120, penaltyUnit: 'months' },
      ...{ penaltyNote: null, address: null, inForceFrom: null, inForceUntil: null },
    };
    const { body: first } = await desk.post(cast.focal, `returns/${id}/questions/law.tip-5-1/provisions`, LAW);
    const { id: linkId, token } = await issueLink('law');
    const look = async () => (await desk.post(null, 'linked-section', { token })).body;
    const record = (given: object, questionId = 'law.tip-5-1', by = token) =>
      desk.post(null, `linked-section/questions/${questionId}/provisions`, { token: by, ...LAW, ...given });
    expect((await look()).provisions).toMatchObject([{ id: first.id, paragraph: '§ 232', by: '' }]);
    const changed = await record({ changes: first.id, paragraph: '§ 232a' });
    expect(changed.body.provisionId).toBe(first.provisionId);
    const seen = await look();
    expect(seen.accepted).toBe(true);
    expect(seen.provisions).toMatchObject([{ id: changed.body.id, paragraph: '§ 232a', by: 'Defence college' }]);
    expect((await desk.view(cast.focal, id)).provisions).toMatchObject([
      { paragraph: '§ 232', by: 'Focal A' },
      { paragraph: '§ 232a', by: 'Defence college' },
    ]);
    // The rules of the desk hold: nobody replaces what they have not seen, and figures have a unit.
    expect((await record({ changes: first.id })).body.code).toBe('returns/provision-changed');
    expect((await record({ penaltyUnit: null })).body.code).toBe('returns/penalty-without-unit');
    expect((await record({}, 'law.abroad')).body.code).toBe('returns/no-article');
    const { id: otherId, token: other } = await issueLink('training');
    expect((await record({}, 'law.tip-5-1', other)).body.code).toBe('returns/not-asked');
    expect((await desk.post(null, 'linked-section', { token: other })).body.provisions).toEqual([]);
    // The database decides: by SQL too, a link sees the law of its section alone.
    const seenBy = async (by: string): Promise<number> => {
      await bed.deployer.query('begin');
      await bed.deployer.query('set local role manumit_app');
      await bed.deployer.query(`select returns.enter_by_link($1, 'look', null)`, [by]);
      const { rows } = await bed.deployer.query('select count(*)::int as count from returns.provision');
      await bed.deployer.query('rollback');
      return rows[0].count;
    };
    expect([await seenBy(token), await seenBy(other)]).toEqual([2, 0]);
    // Nor does it record law for another article, in the name of another link, or after the return is submitted.
    const { rows } = await bed.deployer.query('select party_id, period from returns.return where id = $1', [id]);
    const recordedBy = async (link: string, article: string, state = 'answering'): Promise<string> => {
      const query = (sql: string, values: unknown[] = []) => bed.deployer.query(sql, values);
      await query('begin');
      await query('set local role manumit_app');
      await query(`select returns.enter_by_link($1, 'answer', null)`, [token]);
      await query('set local role manumit_schema');
      await query('update returns.return set state = $2 where id = $1', [id, state]);
      await query('set local role manumit_app');
      const result = await query(
        `insert into returns.provision (id, provision_id, return_id, party_id, period, instrument, article, law, paragraph, by_link, recorded_at)
          values (gen_random_uuid(), gen_random_uuid(), $1, $2, $3, 'TIP', $4, 'Code', '1', $5, now())`,
        [id, rows[0].party_id, rows[0].period, article, link],
      ).then(
        () => 'recorded',
        (error: Error) => (/row-level security/.test(error.message) ? 'refused' : error.message),
      );
      await query('rollback');
      return result;
    };
    expect(await recordedBy(linkId, '5.1')).toBe('recorded');
    expect(await recordedBy(linkId, '99')).toBe('refused');
    expect(await recordedBy(otherId, '5.1')).toBe('refused');
    expect(await recordedBy(linkId, '5.1', 'submitted')).toBe('refused');
  });

  test.each([
    ['withdrawn', 'withdrawn'],
    ['handed back', 'handed-back'],
    ['expired', 'over'],
    ['unknown', 'closed'],
    ['no longer answered', 'resting'],
  ])('opens nothing and says what to do when %s', async (how, code) => {
    const { id: linkId, token } = await issueLink();
    if (how === 'withdrawn') expect((await desk.post(cast.focal, `section-links/${linkId}/withdrawal`)).status).toBe(200);
    if (how === 'handed back') expect((await desk.post(null, 'linked-section/hand-back', { token })).status).toBe(200);
    if (how === 'expired') {
      await bed.deployer.query(
        `update returns.link set created_at = now() - interval '3 days', ends_at = now() - interval '1 second' where id = $1`,
        [linkId],
      );
    }
    if (how === 'no longer answered') await bed.deployer.query(`update returns.return set state = 'in-review' where id = $1`, [id]);
    const given = how === 'unknown' ? `${token.slice(0, -4)}AAAA` : token;
    for (const tried of [await desk.post(null, 'linked-section', { token: given }), await answer(given, 'training.deployed', 2)])
      expect([tried.status, tried.body.code]).toEqual([404, `returns/link-${code}`]);
    await bed.deployer.query(`update returns.return set state = 'answering' where id = $1`, [id]);
  });

  test('is blocked for a while when used too often', async () => {
    const { id: linkId, token } = await issueLink();
    await bed.deployer.query(
      `insert into returns.link_use (link_id, party_id, action) select $1, $2, 'look' from generate_series(1, 300)`,
      [linkId, cast.nation],
    );
    expect((await desk.post(null, 'linked-section', { token })).body).toMatchObject({ status: 429, code: 'returns/link-too-often' });
  });

  test('is no session, is stored only as a hash, and is shown once', async () => {
    const key = { 'idempotency-key': '018f0000-0000-7000-8000-000000000001' };
    const body = { name: 'Police', days: 3 };
    const url = `/desk/api/returns/${id}/sections/conduct/links`;
    const first = await bed.call(cast.focal, 'POST', url, body, key);
    const token = first.body.link.split('/').at(-1);
    const again = await bed.call(cast.focal, 'POST', url, body, key);
    expect([again.body.id, again.body.link]).toEqual([first.body.id, '']);
    const asSession = await desk.get({ personId: '', email: '', token }, 'parties');
    expect(asSession.status).toBe(401);
    const { rows } = await bed.deployer.query(
      `select l::text as row from returns.link l union all select a::text from platform.stored_response a`,
    );
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });

  test('is issued only by coordinators, for their own returns', async () => {
    for (const [who, status] of [
      [cast.lawyer, 403],
      [cast.office, 403],
      [cast.foreign, 404],
    ] as const)
      expect((await desk.post(who, `returns/${id}/sections/law/links`, { name: 'x', days: 3 })).status).toBe(status);
  });

  test('is issued only while the return is answered, as its table of states says', async () => {
    const offered = async () =>
      (await desk.get(cast.focal, `returns/${id}`)).body.actions.map(({ action }: { action: string }) => action).includes('hand-out');
    expect(await offered()).toBe(true);
    await bed.deployer.query(`update returns.return set state = 'in-review' where id = $1`, [id]);
    expect(await offered()).toBe(false);
    expect((await desk.post(cast.focal, `returns/${id}/sections/law/links`, { name: 'x', days: 3 })).body).toMatchObject({
      code: 'returns/not-in-this-state',
      state: 'in-review',
      action: 'hand-out',
    });
    await bed.deployer.query(`update returns.return set state = 'answering' where id = $1`, [id]);
  });
});
