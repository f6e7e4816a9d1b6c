import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishIfDue } from '#platform/ledger/publish-log.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { givenOpenChannel, type OpenChannel } from '../channels/opening/fixtures.ts';
import { mailboxOf } from '../crypto/code.ts';
import { newKeys, publicOf, verifyKeyOf } from '../crypto/keys.ts';
import { decode, encode } from '../crypto/report.ts';
import { encryptMessage } from '../crypto/thread.ts';
import { givenReport } from '../fixtures.ts';
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
const ABOUT_REPORTS = ['report', 'report_change', 'wrap', 'message', 'note', 'danger', 'recorded_action', 'daily_leaf'];

let bed: TestBed;
let channel: OpenChannel;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${DAY}T09:00:00Z`));
  channel = await givenOpenChannel(bed, await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' }), 'camp-help', DAY);
  bed.setClock(() => new Date(MOMENT));
  const readers = channel.readers.map(({ listed }) => listed);
  for (const danger of [false, true]) {
    const { sent, code, encrypted } = await givenReport(channel.id, readers, {
      ...{ manifest: 1, channelKey: verifyKeyOf(channel.channelKey), danger },
    });
    expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
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
  }
  bed.setClock(() => new Date('2026-12-02T03:00:00Z'));
  await publishIfDue(bed.platform, { hour: 3, step: 256 }, closeReportDays);
});
afterAll(() => bed.close());

/** Every value of the room's tables, by table and column, as text. */
async function values(): Promise<{ at: string; value: string }[]> {
  const { rows: columns } = await bed.deployer.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns where table_schema = 'reports'`,
  );
  const found: { at: string; value: string }[] = [];
  for (const { table, column } of columns) {
    const { rows } = await bed.deployer.query<{ value: string }>(
      `select "${column}"::text as value from reports."${table}" where "${column}" is not null`,
    );
    found.push(...rows.map(({ value }) => ({ at: `${table}.${column}`, value })));
  }
  return found;
}

/** Forms in which a value may tell the moment: a time, its seconds or milliseconds in decimal or hex, or a UUID of version 7. */
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
    expect(ofReports.length).toBeGreaterThan(4);
    for (const { at, value } of ofReports) expect(value[14], at).toBe('4');
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
