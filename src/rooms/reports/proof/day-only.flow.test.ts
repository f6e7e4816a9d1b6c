import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { decode, encode } from '../crypto/bytes.ts';
import { mailboxOf } from '../crypto/code.ts';
import { newKeys, publicOf } from '../crypto/keys.ts';
import { ENCRYPTED_ANSWER_SIZES, ENCRYPTED_TEXT_SIZES, shiftNoteBytes, WRAP_BYTES } from '../crypto/sizes.ts';
import { encryptMessage } from '../crypto/thread.ts';
import { daysAfter, givenOpenChannel, givenReader, givenReport, type OpenChannel } from '../fixtures.ts';
import { CHUNK_BYTES } from '../intake/files/ticket-header.ts';
import { closeReportDays } from './close-days.ts';

const DAY = '2026-12-01';
// The minute in which everything is reported, and nothing else is done.
const MOMENT = '2026-12-01T13:37:21.123Z';

/**
 * Columns of the room that have a time of day, each with its reason. None says when a person reported: `danger.at` is the one time that the page announces, and it is
 * deleted at "I have it" or after 24 hours.
 */
const TIMES: Record<string, string> = {
  'danger.at': 'announced to the reporter',
  'danger_page.at': 'when danger was last told to a reader',
  'roster.recorded_at': 'by those who keep the channel',
  'channel.created_at': 'by those who keep the channel',
  'successor.recorded_at': 'by those who keep the channel',
  'manifest.published_at': 'by those who keep the channel',
  'reader.joined_at': 'by a reader, before any report',
  'reader.removed_at': 'by those who keep the channel',
};
/** Tables about reports and what was done with them. */
const ABOUT_REPORTS = [
  ...['report', 'report_change', 'wrap', 'message', 'note', 'danger', 'container', 'chunk', 'duplicate', 'interpreter_wrap', 'shift_note'],
  ...['recorded_action', 'daily_leaf'],
];

let bed: TestBed;
let channel: OpenChannel;
/** Entries in the ledger and stored answers, before the acts and after them. */
const counts: unknown[] = [];
const count = async () =>
  counts.push(
    (
      await bed.deployer.query(
        'select (select count(*)::int from ledger.entry) as entries, (select count(*)::int from platform.stored_response) as stored',
      )
    ).rows[0],
  );

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${DAY}T09:00:00Z`));
  channel = await givenOpenChannel(bed, DAY);
  const linguist = await bed.signIn.legalAdviser(channel.nation);
  const { joining } = await givenReader(INTERPRETER, 'XC', ['XC', 'Linguists']);
  await bed.call(linguist, 'POST', `/desk/api/channels/${channel.id}/readers`, { ...joining, function: 'interpreter' });
  bed.setClock(() => new Date(MOMENT));
  const logged: object[] = [];
  Object.assign(bed.platform, { log: (line: object) => void logged.push(line) });
  await count();
  const [first, second] = [await reportAndMore(false), await reportAndMore(true)];
  await readersActs(first!, second!, linguist);
  await count();
  // The program logs nothing of what is done, so its log has no time of it either (nothing-left.flow reads that of the database).
  expect(logged).toEqual([]);
  bed.setClock(() => new Date('2026-12-02T03:00:00Z'));
  await publishIfDue(bed.platform, { hour: 3, step: 256 }, closeReportDays);
});
afterAll(() => bed.close());

const INTERPRETER = 4;
const zeros = (bytes: number) => Buffer.alloc(bytes).toString('base64');
const note = () => ({ id: randomUUID(), encrypted: zeros(ENCRYPTED_TEXT_SIZES[0]!) });

/** A report with files, which are erased again without danger, and one more message: its id. */
async function reportAndMore(danger: boolean): Promise<string> {
  const files = [{ name: 'gate.txt', type: 'text/plain', bytes: new Uint8Array(10) }];
  const { sent, code, encrypted, ticket } = await givenReport(channel.id, channel.listed, { ...channel.list, danger, files });
  expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
  for (let at = 0, place = 0; at < encrypted.container!.length; at += CHUNK_BYTES, place += 1) {
    const chunk = Buffer.from(encrypted.container!.subarray(at, at + CHUNK_BYTES));
    const headers = { 'content-type': 'application/octet-stream', 'upload-ticket': ticket, 'upload-place': String(place) };
    expect((await bed.call(null, 'PUT', '/r/files', chunk, headers)).status).toBe(200);
  }
  // The files of the other report stay.
  if (!danger) expect((await bed.call(null, 'POST', '/r/files/erasure', { ticket })).status).toBe(200);
  const { id, signingKey } = mailboxOf(code);
  const body = new Uint8Array(await crypto.subtle.digest('SHA-256', decode(sent.body)));
  const made = await encryptMessage(
    { ...encrypted.address, body },
    {
      ...{ direction: 'to-reader', reader: null, content: { text: 'More.' }, stored: [], signingKey },
      recipients: [(await publicOf(newKeys())).recipient],
    },
  );
  const message = { mailbox: encode(id), place: 0, encrypted: encode(made!.encrypted) };
  expect((await bed.call(null, 'POST', '/r/messages', message)).status).toBe(200);
  return sent.report;
}

/** Each act of a reader, all but those that end danger on one report; the other stays dangerous. */
async function readersActs(report: string, other: string, linguist: TestPerson): Promise<void> {
  const [reader] = channel.people;
  const path = `/desk/api/reports/${report}`;
  const answer = (place: number) => ({ place, encrypted: zeros(ENCRYPTED_ANSWER_SIZES[0]!) });
  let version = 1;
  const send = async (who: TestPerson, method: 'POST' | 'PUT' | 'DELETE', url: string, body: object) => {
    const done = await bed.call(who, method, url, body, { 'if-match': `"${version}"` });
    expect(done.status, `${method} ${url} ${JSON.stringify(done.body)}`).toBe(200);
    version = done.body.version ?? version;
  };
  const until = daysAfter(DAY, 3);
  await send(reader!, 'POST', `/desk/api/channels/${channel.id}/attendance`, {});
  await send(reader!, 'POST', `${path}/take`, {});
  await send(reader!, 'POST', `${path}/assignment`, { reader: 2 });
  await send(reader!, 'POST', `${path}/triage`, { answer: answer(0), note: note() });
  await send(reader!, 'PUT', `${path}/interpreters/${INTERPRETER}`, { until, wrap: zeros(WRAP_BYTES), note: note() });
  await send(linguist, 'POST', `/desk/api/interpreted-reports/${report}/notes`, note());
  await send(reader!, 'POST', `${path}/passing-on`, { answer: null, note: note() });
  await send(reader!, 'POST', `${path}/closing`, { answer: null, note: note(), closedAs: 'handled' });
  await send(reader!, 'POST', `${path}/reopening`, { answer: answer(1), note: note() });
  await send(reader!, 'POST', `${path}/answers`, answer(2));
  await send(reader!, 'POST', `${path}/notes`, note());
  await send(reader!, 'PUT', `${path}/same-matter/${other}`, {});
  const left = { id: randomUUID(), manifest: 1, encrypted: zeros(shiftNoteBytes(channel.listed.length)) };
  await send(reader!, 'POST', `/desk/api/channels/${channel.id}/shift-notes`, left);
  await send(reader!, 'PUT', `/desk/api/reports/${other}/interpreters/${INTERPRETER}`, { until, wrap: zeros(WRAP_BYTES), note: note() });
  await send(reader!, 'DELETE', `/desk/api/reports/${other}/interpreters/${INTERPRETER}`, {});
}

/** Every value of the tables of the room, or of all others, by table and column, as text. */
async function values(of: 'room' | 'others' = 'room'): Promise<{ at: string; value: string }[]> {
  const { rows: columns } = await bed.deployer.query<{ schema: string; table: string; column: string }>(
    `select table_schema as schema, table_name as table, column_name as column from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') and (table_schema = 'reports') = $1`,
    [of === 'room'],
  );
  const found: { at: string; value: string }[] = [];
  for (const { schema, table, column } of columns) {
    const { rows } = await bed.deployer.query<{ value: string }>(
      `select "${column}"::text as value from "${schema}"."${table}" where "${column}" is not null`,
    );
    found.push(...rows.map(({ value }) => ({ at: `${of === 'room' ? '' : `${schema}.`}${table}.${column}`, value })));
  }
  return found;
}

/** Forms in which a value may reveal the moment: a time, its seconds or milliseconds in decimal or hex, or a UUID of version 7. */
function tellsMoment(value: string): boolean {
  const ms = Date.parse(MOMENT);
  const near = [ms, Math.floor(ms / 1000)];
  if (value.includes('13:37')) return true;
  if (near.some((one) => value.includes(String(one)))) return true;
  // The bytes of a value are searched for the moment as an integer: eight, six or four bytes, either end first.
  const bytes = value.startsWith('\\x') ? Buffer.from(value.slice(2), 'hex') : Buffer.from(value.replaceAll('-', ''), 'hex');
  return formsOf(ms).some((form) => bytes.includes(form));
}

function formsOf(ms: number): Buffer[] {
  const whole = Buffer.alloc(8);
  whole.writeBigUInt64BE(BigInt(ms));
  // PostgreSQL counts microseconds from 2000.
  const stored = Buffer.alloc(8);
  stored.writeBigInt64BE(BigInt(ms - Date.UTC(2000, 0, 1)) * 1000n);
  const bytes = [whole, whole.subarray(2), stored];
  return [...bytes, ...bytes.map((one) => Buffer.from(one).reverse())];
}

describe('the store of reports (5e)', () => {
  test('is searched with a row of that moment in each table of reports and of what readers do with them', async () => {
    const found = new Set((await values()).map(({ at }) => at.split('.')[0]));
    expect(ABOUT_REPORTS.filter((table) => !found.has(table))).toEqual([]);
    const { rows } = await bed.deployer.query<{ action: string }>('select distinct action from reports.report_change order by 1');
    const written = (
      await bed.deployer.query(`select pg_get_constraintdef(oid) as is from pg_constraint where conname = 'report_change_action_check'`)
    ).rows[0].is;
    expect(rows.map(({ action }) => action)).toEqual(
      [...(written as string).matchAll(/'([a-z-]+)'/g)].map(([, action]) => action).toSorted(),
    );
  });

  test('gets no entry in the ledger and no stored answer from any of these acts', () => {
    expect(counts[1]).toEqual(counts[0]);
  });

  test('has no column with a time of day but those listed, and no default that is one', async () => {
    const { rows } = await bed.deployer.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'reports' and table_name !~ '^help_' and (data_type ~ 'time' or column_default ~* 'now|time|nextval|uuidv7') order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(TIMES).sort());
  });

  test('holds the moment in no value, decoded, but that of danger', async () => {
    const telling = (await values()).filter(({ value }) => tellsMoment(value)).map(({ at }) => at);
    expect([...new Set(telling)]).toEqual(['danger.at']);
  });

  test('has ids that are random where a reporter or a reader acts, and none of a time', async () => {
    const uuids = (await values()).filter(({ at, value }) => /^[0-9a-f-]{36}$/.test(value) && ABOUT_REPORTS.includes(at.split('.')[0]!));
    // The channel and the leaf have ids of the time when they were made, which no report decides.
    const ofReports = uuids.filter(({ at }) => !/\.(channel_id|entry_id)$/.test(at));
    expect(ofReports.length).toBeGreaterThan(20);
    for (const { at, value } of ofReports) expect(value[14], at).toBe('4');
  });

  test('leaves the moment in no value of another table', async () => {
    const telling = (await values('others')).filter(({ value }) => tellsMoment(value)).map(({ at }) => at);
    expect([...new Set(telling)]).toEqual([]);
  });

  test('holds the moment nowhere in the ledger, and the leaf of the day says when the log was published', async () => {
    const { rows } = await bed.deployer.query(
      `select e.*, o.detail, o.salt from ledger.entry e left join ledger.opening o on o.entry_id = e.id`,
    );
    for (const row of rows)
      for (const value of Object.values(row as Record<string, unknown>))
        expect(tellsMoment(value instanceof Date ? value.toISOString() : JSON.stringify(value)), JSON.stringify(row)).toBe(false);
    const leaf = rows.find(({ command }) => command === 'reports/close-day');
    expect(leaf.at.toISOString()).toBe('2026-12-02T03:00:00.000Z');
  });

  test('is searched well: a planted moment is found in each form', () => {
    const ms = Date.parse(MOMENT);
    const uuid = `${ms
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;
    for (const planted of [MOMENT, `2026-12-01 13:37:21+00`, String(ms), String(Math.floor(ms / 1000)), uuid])
      expect(tellsMoment(planted), planted).toBe(true);
    for (const form of formsOf(ms)) expect(tellsMoment(`\\x00${form.toString('hex')}ff`)).toBe(true);
  });
});
