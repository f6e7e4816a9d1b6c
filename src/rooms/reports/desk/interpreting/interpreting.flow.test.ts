import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { tellOfDanger } from '../../clocks/notices.ts';
import { encode } from '../../crypto/bytes.ts';
import { encryptNote } from '../../crypto/note.ts';
import { openReport, unwrapKey } from '../../crypto/report.ts';
import { daysAfter, givenOpenChannel, givenReader, givenReport, type MadeReader, type OpenChannel } from '../../fixtures.ts';
import { checkNumberOf, interpreterCalls } from '../../ui/worker/interpreter-calls.ts';
import { interpreterChoice } from '../../ui/worker/open-notes.ts';

const TODAY = '2026-12-01';
const UNTIL = daysAfter(TODAY, 3);
let bed: TestBed;
let channel: OpenChannel;
let interpreter: TestPerson;
let made: MadeReader;
let others: Record<string, TestPerson | null>;
const number = 4;

async function join(person: TestPerson, joining: Record<string, unknown>): Promise<number> {
  return (await bed.call(person, 'POST', `/desk/api/channels/${channel.id}/readers`, { ...joining, function: 'interpreter' })).body.number;
}

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  channel = await givenOpenChannel(bed, TODAY);
  interpreter = await bed.signIn.legalAdviser(channel.nation);
  made = await givenReader(number, 'XC', ['XC', 'Linguists']);
  expect(await join(interpreter, made.joining)).toBe(number);
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

/** A report to readers of the list; to all three where none are named. */
async function send(numbers: readonly number[] = [1, 2, 3], answers: Record<string, unknown> = {}) {
  const readers = channel.listed.filter((one) => numbers.includes(one.number));
  const { sent } = await givenReport(channel.id, readers, { ...channel.list, content: { answers, text: 'Ata flenë pas depos.' } });
  expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
  return sent;
}
type Sent = Awaited<ReturnType<typeof send>>;
const held = ({ report, body, wraps }: Sent) => ({ report, body, wrap: wraps.find(({ reader }) => reader === 1)!.bytes });
const wrapped = async (sent: Sent, to = made, check?: string) =>
  interpreterCalls(() => channel.readers[0]!.keys).wrapForInterpreter({
    ...{ channel: channel.id, report: held(sent), interpreter: to.listed },
    check: check ?? checkNumberOf({ recipient: to.listed.recipient, verifyKey: Buffer.from(to.listed.verifyKey, 'base64') }),
  });
/** A note on a report, by who signs it. */
async function note(sent: Sent, reader: number, text: string, by: MadeReader = channel.readers[reader - 1]!) {
  const id = randomUUID();
  const content = { kind: 'note' as const, text };
  const given = { id, reader, content, recipient: by.listed.recipient, signingKey: by.keys.signingKey };
  return { id, encrypted: encode((await encryptNote({ channel: channel.id, report: sent.report }, given))!) };
}
const path = (sent: Sent, to = number) => `/desk/api/reports/${sent.report}/interpreters/${to}`;
async function give(sent: Sent, { who = channel.people[0]!, until = UNTIL, to = number, as = made } = {}) {
  const made = await wrapped(sent, as);
  if (typeof made === 'string') throw new Error(made);
  const noted = await note(sent, 1, interpreterChoice(to, as.listed.verifyKey));
  return bed.call(who, 'PUT', path(sent, to), { until, wrap: made.wrap, note: noted });
}
const end = (who: TestPerson | null, sent: Sent, to = number) => bed.call(who, 'DELETE', path(sent, to));
const own = (who: TestPerson | null = interpreter) => bed.call(who, 'GET', '/desk/api/interpreted-reports');
const read = (who: TestPerson | null, { report }: { report: string }) => bed.call(who, 'GET', `/desk/api/interpreted-reports/${report}`);
const write = (to: Sent, words: object) => bed.call(interpreter, 'POST', `/desk/api/interpreted-reports/${to.report}/notes`, words);
const seenBy = async (who: TestPerson, { report }: Sent) => (await bed.call(who, 'GET', `/desk/api/reports/${report}`)).body;
/** How many rows of all tables of reports the database shows a person who asks in SQL of their own. */
async function shownTo({ token }: TestPerson): Promise<number> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [token]);
    const tables = ['report', 'wrap', 'message', 'note', 'report_change', 'container', 'chunk', 'danger'];
    const counts = tables.map((table) => `(select count(*) from reports.${table})`).join(' + ');
    return Number((await client.query(`select ${counts} as count`)).rows[0].count);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

describe('a report that a reader gives to an interpreter (5e)', () => {
  let [sent, other] = [] as unknown as [Sent, Sent];
  beforeAll(async () => {
    [sent, other] = [await send(), await send()];
    expect((await own()).body).toEqual({ reports: [] });
    expect((await give(sent)).body).toEqual({ id: sent.report, number });
  });

  test('is opened by the interpreter with their own keys, and no other report is', async () => {
    const given = { id: sent.report, channelId: channel.id, day: TODAY, givenOn: TODAY, until: UNTIL };
    expect((await own()).body).toEqual({ reports: [given] });
    const { body } = await read(interpreter, sent);
    const address = { channel: channel.id, report: sent.report };
    const key = await unwrapKey(address, Buffer.from(body.ciphertext.wrap, 'base64'), made.keys.identity);
    expect((await openReport(address, Buffer.from(body.ciphertext.body, 'base64'), key)).text).toBe('Ata flenë pas depos.');
    expect(body).toMatchObject({ number, until: UNTIL, messages: [], notes: [] });
    expect((await read(interpreter, other)).status).toBe(404);
  });

  test('is in no inbox, no table and no count of the interpreter, who looks after no channel', async () => {
    expect((await bed.call(interpreter, 'GET', `/desk/api/reports/${sent.report}`)).status).toBe(404);
    const inbox = (await bed.call(interpreter, 'GET', `/desk/api/channels/${channel.id}/inbox`)).body;
    expect([inbox.danger, inbox.items]).toEqual([[], []]);
    expect(await shownTo(interpreter)).toBe(0);
    expect(await shownTo(channel.people[0]!)).toBeGreaterThan(0);
    expect((await bed.call(interpreter, 'POST', `/desk/api/channels/${channel.id}/attendance`, {})).status).toBe(404);
    const roster = await bed.call(channel.people[0]!, 'GET', `/desk/api/channels/${channel.id}/roster`);
    expect(roster.body.readers).toEqual([1, 2, 3]);
    const taken = await bed.call(interpreter, 'POST', `/desk/api/reports/${sent.report}/take`, {}, { 'if-match': '"1"' });
    expect(taken.status).toBe(404);
    expect((await seenBy(channel.people[0]!, sent)).readers.map((one: { number: number }) => one.number)).toEqual([1, 2, 3]);
  });

  test('has a history that each of its readers sees: who gave it, to whom, until when', async () => {
    const { changes, notes } = await seenBy(channel.people[1]!, sent);
    expect(changes).toEqual([{ action: 'give-to-interpreter', day: TODAY, reader: 1 }]);
    expect(notes).toHaveLength(1);
    const { body } = await bed.call(channel.people[1]!, 'GET', `/desk/api/reports/${sent.report}/interpreters`);
    expect(body.interpreters).toMatchObject([{ number, nation: 'XC', given: { by: 1, on: TODAY, until: UNTIL } }]);
  });

  test('takes a note of the interpreter once, for its readers, and shows the interpreter no note of theirs', async () => {
    const words = await note(sent, number, 'They sleep behind the depot.', made);
    for (let at = 0; at < 2; at += 1) expect((await write(sent, words)).body).toEqual({ id: sent.report, day: TODAY });
    const changed = { ...words, encrypted: Buffer.alloc(Buffer.from(words.encrypted, 'base64').length, 1).toString('base64') };
    expect((await write(sent, changed)).status).toBe(409);
    expect((await read(interpreter, sent)).body.notes).toEqual([{ ...words, day: TODAY }]);
    expect((await seenBy(channel.people[2]!, sent)).notes).toHaveLength(2);
    const elsewhere = await note(other, number, 'Elsewhere.', made);
    expect((await write(other, elsewhere)).status).toBe(404);
  });

  test.each([
    ['who keeps the channel', 403],
    ['headquarters', 403],
    ['a second policy office', 403],
    ['an auditor', 403],
    ['a legal adviser who is no reader', 404],
    ['nobody signed in', 401],
  ])('is neither read, given nor ended by %s (%i)', async (name, status) => {
    const who = others[name]!;
    expect((await read(who, sent)).status).toBe(status);
    expect((await bed.call(who, 'GET', `/desk/api/reports/${sent.report}/interpreters`)).status).toBe(status);
    expect((await give(sent, { who })).status).toBe(status);
    expect((await end(who, sent)).status).toBe(status);
    if (status === 404) expect((await own(who)).body).toEqual({ reports: [] });
    expect((await read(interpreter, sent)).status).toBe(200);
  });

  test('leaves a hash for the day, and neither an entry in the ledger nor a stored answer', async () => {
    const count = async () =>
      (
        await bed.deployer.query(
          'select (select count(*)::int from ledger.entry) as entries, (select count(*)::int from platform.stored_response) as stored',
        )
      ).rows[0];
    const before = await count();
    await give(other);
    await end(channel.people[0]!, other);
    expect(await count()).toEqual(before);
    const { rows } = await bed.deployer.query(
      `select detail from reports.recorded_action where detail ->> 'report' = $1 and detail ? 'interpreter'`,
      [other.report],
    );
    expect(rows.map(({ detail }) => detail.command).toSorted()).toEqual(['reports/end-interpreting', 'reports/give-to-interpreter']);
  });

  test('is served no more from the moment at which any of its readers ends it', async () => {
    for (let at = 0; at < 2; at += 1) expect((await end(channel.people[2]!, sent)).status).toBe(200);
    expect((await read(interpreter, sent)).status).toBe(404);
    expect((await own()).body).toEqual({ reports: [] });
    const { changes } = await seenBy(channel.people[0]!, sent);
    expect(changes.map(({ action, reader }: { action: string; reader: number }) => [action, reader])).toEqual([
      ['give-to-interpreter', 1],
      ['end-interpreting', 3],
    ]);
    expect((await bed.deployer.query('select count(*)::int as n from reports.interpreter_wrap')).rows[0].n).toBe(0);
  });

  test('is served until its last day, and its key is deleted the day after', async () => {
    await give(sent);
    bed.setClock(() => new Date(`${UNTIL}T23:00:00Z`));
    expect((await read(interpreter, sent)).status).toBe(200);
    bed.setClock(() => new Date(`${daysAfter(UNTIL, 1)}T06:30:00Z`));
    expect((await read(interpreter, sent)).status).toBe(404);
    expect((await own()).body).toEqual({ reports: [] });
    const late = await write(sent, await note(sent, number, 'Late.', made));
    expect(late.status).toBe(404);
    await tellOfDanger(bed.platform);
    expect((await bed.deployer.query('select count(*)::int as n from reports.interpreter_wrap')).rows[0].n).toBe(0);
    bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  });

  test('is given for thirty days at most, and for no day that has passed', async () => {
    for (const until of [daysAfter(TODAY, -1), daysAfter(TODAY, 31)]) {
      const refused = await give(sent, { until });
      expect([refused.status, refused.body.code]).toEqual([422, 'reports/interpreting-days']);
    }
  });

  test('is served no more to an interpreter who was removed', async () => {
    await give(sent);
    await bed.call(others['who keeps the channel']!, 'DELETE', `/desk/api/channels/${channel.id}/readers/${number}`);
    expect((await read(interpreter, sent)).status).toBe(404);
    expect((await own()).body).toEqual({ reports: [] });
    expect((await bed.call(channel.people[0]!, 'GET', `/desk/api/reports/${sent.report}/interpreters`)).body).toEqual({ interpreters: [] });
    expect((await give(sent)).body.code).toBe('reports/not-an-interpreter');
    await bed.deployer.query('update reports.reader set removed_at = null, removed_by = null where number = $1', [number]);
  });
});

describe('an interpreter whom a report leaves out (5e)', () => {
  test('of the post of a reader who was left out is neither offered nor given the report', async () => {
    const near = await givenReader(5, 'XC', ['XC', '2 Bn']);
    const person = await bed.signIn.legalAdviser(channel.nation);
    expect(await join(person, near.joining)).toBe(5);
    const sent = await send([1, 3]);
    const { body } = await bed.call(channel.people[0]!, 'GET', `/desk/api/reports/${sent.report}/interpreters`);
    expect(body.interpreters.map((one: { number: number }) => one.number)).toEqual([number]);
    expect((await give(sent, { to: 5, as: near })).body.code).toBe('reports/not-an-interpreter');
    expect((await read(person, sent)).status).toBe(404);
  });

  test('who was a reader when it was sent, and was left out then, does not get it under another number', async () => {
    const sent = await send([1, 3]);
    await bed.call(others['who keeps the channel']!, 'DELETE', `/desk/api/channels/${channel.id}/readers/2`);
    const again = await givenReader(6, 'XC', ['XC', 'Other unit']);
    expect(await join(channel.people[1]!, again.joining)).toBe(6);
    expect((await give(sent, { to: 6, as: again })).body.code).toBe('reports/not-an-interpreter');
  });

  test('of a unit that the report is about is refused in the browser, and so are keys with another check number', async () => {
    const sent = await send([1, 3], { about: { units: [['XC', 'Linguists']], readers: [] } });
    expect(await wrapped(sent)).toBe('excluded');
    expect(await wrapped(await send(), made, '0000 0000 0000 0000 0000 0000')).toBe('other-keys');
  });
});
