import { hash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../../../../test/database/harness.ts';
import { givenReadyToOpen } from '../channels/opening/fixtures.ts';
import { decode, encode } from '../crypto/bytes.ts';
import { mailboxOf } from '../crypto/code.ts';
import { newKeys, publicOf } from '../crypto/keys.ts';
import { openLetter, openReport, unwrapKey } from '../crypto/report.ts';
import { verifyKeyOf } from '../crypto/signatures.ts';
import { encryptMessage } from '../crypto/thread.ts';
import { daysAfter, givenReader, givenReport, type MadeReader, signedList } from '../fixtures.ts';
import { MAILBOX_ANSWER_BYTES, MAX_MESSAGES } from './intake.schema.ts';

const TODAY = '2026-12-01';
let bed: TestBed;
let [nation, channel] = ['', ''];
let commander: TestPerson;
let channelKey: Uint8Array<ArrayBuffer>;
let readers: MadeReader[];
const people: TestPerson[] = [];

const former: { number: number; verifyKey: string; until: string }[] = [];
const publish = (number: number, listed: readonly MadeReader[], from = TODAY) =>
  bed.call(commander, 'POST', `/desk/api/channels/${channel}/lists`, {
    signed: signedList(
      { channel, number, validFrom: from, validUntil: daysAfter(from, 60), readers: listed.map((one) => one.listed), former },
      channelKey,
    ),
  });
const send = (sent: unknown) => bed.call(null, 'POST', '/r/reports', sent);
const open = (code: string) => bed.call(null, 'POST', '/r/mailbox', { mailbox: encode(mailboxOf(code).id) });
const rows = async (table: string) => (await bed.deployer.query(`select count(*)::int as n from reports.${table}`)).rows[0].n;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  commander = await bed.signIn.commander(nation);
  for (let at = 0; at < 3; at += 1) people.push(await bed.signIn.legalAdviser(nation));
  readers = await Promise.all([['1 Bn'], ['2 Bn'], ['Chaplain']].map((unit, at) => givenReader(at + 1, 'XC', ['XC', ...unit])));
  ({ signingKey: channelKey } = newKeys());
});
afterAll(() => bed.close());

describe('a channel (5e)', () => {
  test('is created as a draft, which nobody outside sees', async () => {
    const created = await bed.call(commander, 'POST', '/desk/api/channels', {
      ...{ partyId: nation, operationId: null, parentId: null, slug: 'camp-help' },
      ...{ name: { en: 'Camp help', fr: 'Aide du camp' }, firstKey: encode(verifyKeyOf(channelKey)) },
    });
    expect(created.status).toBe(200);
    channel = created.body.id;
    expect((await bed.call(null, 'GET', '/r/camp-help/readers')).status).toBe(404);
  });

  test('numbers readers as they join with their own keys, and gives the locked keys to each reader alone', async () => {
    for (const [at, reader] of readers.entries()) {
      const joined = await bed.call(people[at]!, 'POST', `/desk/api/channels/${channel}/readers`, reader.joining);
      expect(joined.body).toEqual({ number: at + 1 });
    }
    const own = await bed.call(people[0]!, 'GET', `/desk/api/channels/${channel}/own-keys`);
    expect(own.body).toEqual({ locked: readers[0]!.joining.locked });
    expect((await bed.call(commander, 'GET', `/desk/api/channels/${channel}/own-keys`)).status).toBe(404);
  });

  test('refuses to open without a list, and takes a list that its key signed', async () => {
    const early = await bed.call(commander, 'POST', `/desk/api/channels/${channel}/open`, {}, { 'if-match': '"1"' });
    expect([early.status, early.body.code]).toEqual([409, 'reports/readers-not-trained']);
    expect((await publish(2, readers)).body.code).toBe('reports/list-number');
    expect((await publish(1, readers)).body).toEqual({ number: 1, validUntil: daysAfter(TODAY, 60) });
    const ready = { channel, party: nation, commander, people, readers, manifest: 1, channelKey: verifyKeyOf(channelKey) };
    await givenReadyToOpen(bed, ready);
    const opened = await bed.call(commander, 'POST', `/desk/api/channels/${channel}/open`, {}, { 'if-match': '"1"' });
    expect(opened.body).toMatchObject({ state: 'open', version: 2 });
    const found = (await bed.call(null, 'GET', '/r/camp-help/readers')).body;
    expect(found).toMatchObject({ channel, state: 'opening', opensOn: daysAfter(TODAY, 1), manifest: { number: 1 } });
    expect(JSON.stringify(found)).not.toContain(people[0]!.personId);
  });
});

describe('a report (5e)', () => {
  test('is stored as sent, once, and opened by each reader with their own key', async () => {
    const { sent, encrypted } = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    expect((await send(sent)).body).toEqual({ day: TODAY });
    expect((await send(sent)).body).toEqual({ day: TODAY });
    expect([await rows('report'), await rows('wrap'), await rows('recorded_action'), await rows('danger')]).toEqual([1, 3, 1, 0]);
    const wrap = await bed.deployer.query('select bytes from reports.wrap where reader_number = 2');
    const key = await unwrapKey(encrypted.address, wrap.rows[0].bytes, readers[1]!.keys.identity);
    const body = await bed.deployer.query('select body from reports.report');
    expect((await openReport(encrypted.address, body.rows[0].body, key)).text).toBe('They sleep behind the depot.');
    expect((await send({ ...sent, body: sent.body.replace(/^./, 'B') })).body.code).toBe('reports/other-report');
  });

  test('leaves no entry in the ledger, no stored answer, and no time but that of danger', async () => {
    const count = async () =>
      (await bed.deployer.query('select (select count(*) from ledger.entry) as e, (select count(*) from platform.stored_response) as s'))
        .rows[0];
    const before = await count();
    const { sent } = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey), danger: true });
    expect((await send(sent)).status).toBe(200);
    expect(await count()).toEqual(before);
    expect((await bed.deployer.query('select report_id from reports.danger')).rows).toEqual([{ report_id: sent.report }]);
    const { rows: columns } = await bed.deployer.query(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'reports'
       and table_name in ('report', 'wrap', 'message', 'recorded_action', 'danger') and data_type ~ 'time|inet|text'
       order by 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual(['danger.at', 'message.direction', 'report.closed_as', 'report.state', 'report.step']);
  });

  test.each([
    ['a text that is not encrypted', { body: Buffer.from('They sleep behind the depot.').toString('base64') }],
    ['a body of another size', { body: encode(new Uint8Array(5_000)) }],
    ['one wrap', (sent: { wraps: unknown[] }) => ({ wraps: sent.wraps.slice(0, 1) })],
    ['a field that nobody asked for', { address: '10.0.0.1' }],
    ['an id that is not random', { report: '019dfb0e-0000-7000-8000-000000000000' }],
  ])('is refused with %s, and nothing is stored', async (_name, change) => {
    const before = await rows('report');
    const { sent } = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    const answer = await send({ ...sent, ...(typeof change === 'function' ? change(sent) : change) });
    expect([answer.status, await rows('report')]).toEqual([422, before]);
  });

  test('is refused as a plain form before it is read', async () => {
    const form = Readable.from(['text=They+sleep+behind+the+depot']);
    const answer = await bed.call(null, 'POST', '/r/reports', form, { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.status, form.readableDidRead]).toEqual([415, false]);
  });

  test('names only readers of its list, and of a channel that is open', async () => {
    const { sent } = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    const other = { ...sent, wraps: sent.wraps.map((wrap) => ({ ...wrap, reader: wrap.reader + 7 })) };
    expect((await send(other)).body.code).toBe('reports/reader-not-listed');
    expect((await send({ ...sent, channel: randomUUID() })).body.code).toBe('reports/channel-closed');
    expect((await send({ ...sent, manifest: 9 })).body.code).toBe('reports/list-out-of-date');
  });
});

describe('a mailbox (5e)', () => {
  let code = '';
  let report: Awaited<ReturnType<typeof givenReport>>;

  beforeAll(async () => {
    report = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    ({ code } = report);
    await send(report.sent);
  });

  test('gives answers of one length, whether the code is unknown, nothing is new, or an answer waits', async () => {
    const unknown = await open('0'.repeat(36));
    const nothing = await open(code);
    await answerReporter();
    const waiting = await open(code);
    expect([unknown.text.length, nothing.text.length, waiting.text.length]).toEqual(Array(3).fill(MAILBOX_ANSWER_BYTES));
    expect([unknown.body.found, nothing.body.found.newest, typeof waiting.body.found.newest]).toEqual([null, null, 'string']);
    expect(waiting.headers['cache-control']).toBe('no-store, no-transform');
    const letter = await openLetter(report.encrypted.address, decode(waiting.body.found.letter), mailboxOf(code));
    expect(encode(letter.body)).toBe(waiting.body.found.body);
  });

  test('stores the next message of the reporter once, and refuses another at its place', async () => {
    const { encrypted: bytes } = await ownMessage('Two are minors.');
    const message = { mailbox: encode(mailboxOf(code).id), place: 0, encrypted: encode(bytes) };
    expect((await bed.call(null, 'POST', '/r/messages', message)).body).toEqual({ day: TODAY });
    expect((await bed.call(null, 'POST', '/r/messages', message)).body).toEqual({ day: TODAY });
    const other = { ...message, encrypted: encode((await ownMessage('Three.')).encrypted) };
    expect((await bed.call(null, 'POST', '/r/messages', other)).body.code).toBe('reports/place-taken');
    expect((await bed.call(null, 'POST', '/r/messages', { ...message, mailbox: encode(new Uint8Array(32)) })).body.code).toBe(
      'reports/unknown-code',
    );
    const got = await bed.call(null, 'POST', '/r/mailbox/message', { mailbox: message.mailbox, direction: 'to-reader', place: 0 });
    expect(got.body).toEqual({ encrypted: message.encrypted });
  });

  test('lists every message of the longest thread in an answer of the one length', async () => {
    const long = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    await send(long.sent);
    await bed.deployer.query(
      `insert into reports.message select $1, way, place, decode(repeat('00', case when place = 59 then 7312 else 68752 end), 'hex'), $2
       from unnest(array['to-reader', 'to-reporter']) way, generate_series(0, ${MAX_MESSAGES - 1}) place`,
      [long.sent.report, TODAY],
    );
    const answer = await open(long.code);
    expect([answer.text.length, answer.body.found.messages.length]).toEqual([MAILBOX_ANSWER_BYTES, 2 * MAX_MESSAGES]);
  });

  const address = () => ({ ...report.encrypted.address, body: hash('sha256', Buffer.from(report.sent.body, 'base64'), 'buffer') });

  async function ownMessage(text: string) {
    const made = await encryptMessage(address(), {
      ...{ direction: 'to-reader' as const, reader: null, content: { text }, stored: [], signingKey: mailboxOf(code).signingKey },
      recipients: [(await publicOf(newKeys())).recipient],
    });
    return made!;
  }

  // Until readers answer at the desk, their message is stored as the desk will store it.
  async function answerReporter(): Promise<void> {
    const own = await publicOf(mailboxOf(code));
    const { recipient } = await publicOf(newKeys());
    const made = await encryptMessage(address(), {
      ...{ direction: 'to-reporter' as const, reader: 1, content: { text: 'We are on our way.' }, stored: [] },
      ...{ recipients: [own.recipient, recipient], signingKey: readers[0]!.keys.signingKey },
    });
    await bed.deployer.query(`insert into reports.message values ($1, 'to-reporter', 0, $2, $3)`, [
      report.sent.report,
      made!.encrypted,
      TODAY,
    ]);
  }
});

describe('a reader who was removed (5e)', () => {
  test('sees nothing from that moment, gets no wrap of what was under way, and two must be left', async () => {
    const underWay = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    const removed = await bed.call(commander, 'DELETE', `/desk/api/channels/${channel}/readers/3`);
    expect(removed.body).toEqual({ number: 3 });
    expect((await bed.call(people[2]!, 'GET', `/desk/api/channels/${channel}/own-keys`)).status).toBe(404);
    expect((await send(underWay.sent)).status).toBe(200);
    const kept = await bed.deployer.query('select reader_number from reports.wrap where report_id = $1 order by 1', [underWay.sent.report]);
    expect(kept.rows.map(({ reader_number }) => reader_number)).toEqual([1, 2]);
    const toTwo = await givenReport(channel, listed().slice(1), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    const before = await rows('report');
    expect((await send(toTwo.sent)).body.code).toBe('reports/write-again');
    expect(await rows('report')).toBe(before);
  });

  test('stays known to the next list, so that what they signed is still checked', async () => {
    expect((await publish(2, readers)).body.code).toBe('reports/list-readers');
    expect((await publish(2, readers.slice(0, 2))).body.code).toBe('reports/list-readers');
    former.push({ number: 3, verifyKey: readers[2]!.listed.verifyKey, until: TODAY });
    expect((await publish(2, readers.slice(0, 2))).body).toMatchObject({ number: 2 });
    expect((await bed.call(null, 'GET', '/r/camp-help/readers')).body.manifest.number).toBe(2);
  });

  test('gets no wrap of a report that waited on a phone until its list had ended', async () => {
    const waited = await givenReport(channel, listed(), { manifest: 1, channelKey: verifyKeyOf(channelKey) });
    bed.setClock(() => new Date(`${daysAfter(TODAY, 70)}T09:30:00Z`));
    expect((await send(waited.sent)).body).toEqual({ day: daysAfter(TODAY, 70) });
    const { rows: stored } = await bed.deployer.query('select reader_number as n from reports.wrap where report_id = $1', [
      waited.sent.report,
    ]);
    expect(stored.map(({ n }) => n).toSorted()).toEqual([1, 2]);
  });
});

function listed() {
  return readers.map((one) => one.listed);
}
