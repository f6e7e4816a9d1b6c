import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { ENCRYPTED_TEXT_SIZES, WRAP_BYTES } from '../../crypto/sizes.ts';
import { givenOpenChannel, givenReader, givenReport, type OpenChannel } from '../../fixtures.ts';

const TODAY = '2026-12-01';
let bed: TestBed;
let channel: OpenChannel;
let others: Record<string, TestPerson | null>;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  channel = await givenOpenChannel(bed, TODAY);
  others = {
    'who keeps the channel': await bed.signIn.commander(channel.nation),
    headquarters: await bed.signIn.policyOffice(),
    'a second policy office': await bed.signIn.policyOffice(null, 'Another office'),
    'an auditor': await bed.signIn.auditor(),
    'a legal adviser who is no reader': await bed.signIn.legalAdviser(channel.nation),
    'nobody signed in': null,
  };
});
afterAll(() => bed.close());

/** A report to these readers of the list: its id. */
async function send(...numbers: number[]): Promise<string> {
  const readers = channel.listed.filter((one) => numbers.includes(one.number));
  const { sent } = await givenReport(channel.id, readers, channel.list);
  expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
  return sent.report;
}
const by = (number: number) => channel.people[number - 1]!;
const mark = (who: TestPerson | null, report: string, other: string, method: 'PUT' | 'DELETE' = 'PUT') =>
  bed.call(who, method, `/desk/api/reports/${report}/same-matter/${other}`, {});
const read = async (number: number, report: string) => (await bed.call(by(number), 'GET', `/desk/api/reports/${report}`)).body;
const note = () => ({ id: randomUUID(), encrypted: Buffer.alloc(ENCRYPTED_TEXT_SIZES[0]!).toString('base64') });
async function handle(number: number, report: string, step: 'closing' | 'reopening') {
  const body = { answer: null, note: note(), ...(step === 'closing' && { closedAs: 'duplicate' }) };
  return bed.call(by(number), 'POST', `/desk/api/reports/${report}/${step}`, body, {
    'if-match': `"${(await read(number, report)).version}"`,
  });
}
/** The marks that the database shows a person who asks in SQL of their own. */
async function shownTo({ token }: TestPerson): Promise<number> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [token]);
    return Number((await client.query('select count(*) from reports.duplicate')).rows[0].count);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const count = async (table: string) => Number((await bed.deployer.query(`select count(*) from ${table}`)).rows[0].count);

describe('two reports of the same matter (5e)', () => {
  let one: string;
  let other: string;
  beforeAll(async () => {
    [one, other] = [await send(1, 2, 3), await send(1, 2)];
  });

  test('are marked once by a reader who holds both, without an entry in the ledger', async () => {
    const [entries, recorded] = [await count('ledger.entry'), await count('reports.recorded_action')];
    for (let at = 0; at < 2; at += 1) expect((await mark(by(1), other, one)).body).toEqual({ id: other });
    expect([await count('reports.duplicate'), await count('reports.recorded_action'), await count('ledger.entry')]).toEqual([
      1,
      recorded + 1,
      entries,
    ]);
  });

  test('are shown as such to readers of both, from either side', async () => {
    expect((await read(2, other)).sameMatter).toEqual([{ id: one, day: TODAY, state: 'received', goesOn: true }]);
    expect((await read(2, one)).sameMatter).toEqual([{ id: other, day: TODAY, state: 'received', goesOn: false }]);
  });

  test('are not shown as such to a reader who was left out of one of them, nor to anybody else', async () => {
    expect((await read(3, one)).sameMatter).toEqual([]);
    expect((await read(3, one)).changes).toEqual([]);
    expect(await shownTo(by(3))).toBe(0);
    for (const who of Object.values(others)) if (who !== null) expect(await shownTo(who)).toBe(0);
  });

  test.each([
    ['who keeps the channel', 403],
    ['headquarters', 403],
    ['a second policy office', 403],
    ['an auditor', 403],
    ['a legal adviser who is no reader', 404],
    ['nobody signed in', 401],
  ])('are neither marked nor separated by %s (%i)', async (name, status) => {
    for (const method of ['PUT', 'DELETE'] as const) expect((await mark(others[name]!, other, one, method)).status).toBe(status);
    expect(await count('reports.duplicate')).toBe(1);
  });

  test('are not marked by a reader of one of them, to whom the answer does not reveal that there is another', async () => {
    const missing = await mark(by(3), one, randomUUID());
    const hidden = await mark(by(3), one, other);
    expect([hidden.status, hidden.text]).toEqual([missing.status, missing.text]);
    expect((await mark(by(3), other, one)).status).toBe(404);
    expect((await mark(by(1), one, one)).body.code).toBe('reports/not-the-same');
  });
});

describe('closing a report as a duplicate (5e)', () => {
  test('is refused without a mark, and where one of its readers does not hold the other report', async () => {
    const [whole, part] = [await send(1, 2, 3), await send(1, 2)];
    expect((await handle(1, whole, 'closing')).body.code).toBe('reports/others-would-lose-it');
    await mark(by(1), whole, part);
    // Reader 3 would be left with a closed report, and without the matter.
    const refused = await handle(1, whole, 'closing');
    expect([refused.status, refused.body.code]).toEqual([409, 'reports/others-would-lose-it']);
    expect((await read(1, whole)).state).toBe('received');
    await mark(by(1), part, whole);
    expect((await handle(1, part, 'closing')).body.state).toBe('closed');
  });

  test('counts present readers alone', async () => {
    const [whole, part] = [await send(1, 2, 3), await send(1, 2)];
    await mark(by(1), whole, part);
    await bed.deployer.query(
      'update reports.reader set removed_at = joined_at, removed_by = person_id where channel_id = $1 and number = 3',
      [channel.id],
    );
    expect((await handle(1, whole, 'closing')).body.state).toBe('closed');
    await bed.deployer.query('update reports.reader set removed_at = null, removed_by = null where channel_id = $1 and number = 3', [
      channel.id,
    ]);
  });

  test('never closes two reports as duplicates of each other', async () => {
    const [one, other] = [await send(1, 2), await send(1, 2)];
    await mark(by(1), one, other);
    await mark(by(1), other, one);
    expect((await handle(1, one, 'closing')).body.state).toBe('closed');
    expect((await handle(1, other, 'closing')).body.code).toBe('reports/others-would-lose-it');
  });

  test('waits for another reader who closes the other report at the same moment', async () => {
    const [one, other] = [await send(1, 2), await send(1, 2)];
    await mark(by(1), one, other);
    await bed.deployer.query('begin');
    await bed.deployer.query('select from reports.report where id = $1 for update', [other]);
    let state = 'runs';
    const closing = handle(1, one, 'closing').then(({ body }) => {
      state = body.state;
    });
    while (state === 'runs') {
      const { rowCount } = await bed.deployer.query('select from pg_locks where pg_backend_pid() = any (pg_blocking_pids(pid))');
      if (rowCount! > 0) state = 'waits';
    }
    expect(state).toBe('waits');
    await bed.deployer.query('rollback');
    await closing;
    expect(state).toBe('closed');
  });

  test('keeps the mark while it is closed, and reopening removes it', async () => {
    const [one, other] = [await send(1, 2), await send(1, 2)];
    await mark(by(1), one, other);
    await handle(1, one, 'closing');
    expect((await mark(by(2), one, other, 'DELETE')).body.code).toBe('reports/not-in-this-state');
    expect((await handle(2, one, 'reopening')).body.state).toBe('reopened');
    expect((await read(1, one)).sameMatter).toEqual([]);
    await mark(by(1), one, other);
    expect((await mark(by(2), one, other, 'DELETE')).status).toBe(200);
    expect((await read(1, one)).sameMatter).toEqual([]);
  });

  test('leaves no trace of the mark once one of the two is erased', async () => {
    const [one, other] = [await send(1, 2), await send(1, 2)];
    await mark(by(1), one, other);
    await bed.deployer.query('delete from reports.report where id = $1', [other]);
    expect((await read(1, one)).sameMatter).toEqual([]);
    const { rows } = await bed.deployer.query('select count(*)::int as n from reports.recorded_action where detail::text like $1', [
      `%${other}%`,
    ]);
    expect(rows[0].n).toBe(0);
  });

  test('keeps a closed duplicate from a newcomer of the post that was left out of the other report', async () => {
    const [whole, part] = [await send(1, 2, 3), await send(1, 2)];
    const newcomer = await givenReader(4, 'XC', ['XC', 'Chaplain']);
    await bed.call(await bed.signIn.legalAdviser(channel.nation), 'POST', `/desk/api/channels/${channel.id}/readers`, newcomer.joining);
    await bed.deployer.query(`update reports.reader set removed_at = joined_at, removed_by = person_id where number = 3`);
    await bed.deployer.query(`insert into reports.manifest
      select channel_id, 2, signed, '{1,2,4}', valid_from, valid_until, published_at, published_by from reports.manifest`);
    const path = `/desk/api/channels/${channel.id}/hand-over/4`;
    const offered = async () => (await bed.call(by(1), 'GET', path)).body.reports.map((one: { report: string }) => one.report);
    expect(await offered()).toContain(whole);
    await mark(by(1), whole, part);
    expect((await handle(1, whole, 'closing')).body.state).toBe('closed');
    expect(await offered()).not.toContain(whole);
    const wraps = [{ report: whole, bytes: Buffer.alloc(WRAP_BYTES).toString('base64') }];
    expect((await bed.call(by(1), 'POST', path, { wraps })).body).toEqual({ reports: [] });
  });
});
