import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { encode } from '../crypto/bytes.ts';
import { ENCRYPTED_TEXT_SIZES, WRAP_BYTES } from '../crypto/sizes.ts';
import { givenOpenChannel, givenReport, type OpenChannel } from '../fixtures.ts';
import { signInherited } from '../manifest/succession.ts';

// Reader 3 was left out of a report when it was encrypted. Readers 1 and 2 hold it. Later 2 and 3 are gone, and newcomers join.
const TODAY = '2026-12-01';
const REPORTS = ['encrypted to all', 'without reader 3', 'closed as a duplicate of that'] as const;
const ALL = [...REPORTS];
const FREE = [REPORTS[0]];
const WAYS = ['hand-over', 'succession with the recovery file', 'interpreter'] as const;

/** Which reports reach a newcomer by each way. Of units below and above, the browser of the reader who gives decides: it reads whom the report is about. */
const TABLE = [
  ['who was left out, under a new number', { number: 4, reached: [FREE, FREE, FREE] }],
  ['of the post that was left out', { number: 5, reached: [FREE, FREE, FREE] }],
  ['of a unit below that post', { number: 6, reached: [ALL, FREE, ALL] }],
  ['of a unit above that post', { number: 7, reached: [ALL, FREE, ALL] }],
  ['of another unit', { number: 8, reached: [ALL, ALL, ALL] }],
] as const;

let bed: TestBed;
let channel: OpenChannel;
const newcomers = new Map<number, TestPerson>();
const sent = new Map<string, string>();
const bytes = (size: number) => Buffer.alloc(size).toString('base64');
const wraps = () => [...sent.values()].map((report) => ({ report, bytes: bytes(WRAP_BYTES) }));
const path = () => `/desk/api/channels/${channel.id}`;
const name = (report: string) => REPORTS.find((one) => sent.get(one) === report)!;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  channel = await givenOpenChannel(bed, TODAY);
  const query = (sql: string, ...values: unknown[]) => bed.deployer.query(sql, values);
  for (const [one, numbers] of [
    [REPORTS[0], [1, 2, 3]],
    [REPORTS[1], [1, 2]],
    [REPORTS[2], [1, 2, 3]],
  ] as const) {
    const readers = channel.listed.filter(({ number }) => (numbers as readonly number[]).includes(number));
    const made = await givenReport(channel.id, readers, channel.list);
    expect((await bed.call(null, 'POST', '/r/reports', made.sent)).status).toBe(200);
    sent.set(one, made.sent.report);
  }
  await query('insert into reports.duplicate values ($1, $2, 1, $3)', sent.get(REPORTS[2]), sent.get(REPORTS[1]), TODAY);
  await query(`update reports.report set state = 'closed', closed_as = 'duplicate' where id = $1`, sent.get(REPORTS[2]));
  await query('update reports.reader set removed_at = joined_at, removed_by = person_id where number in (2, 3)');
  const post = channel.listed[2]!.unit;
  const units = { 4: ['XC', 'Band'], 5: post, 6: [...post, '9 Coy'], 7: post.slice(0, -1), 8: ['XC', 'Signals'] };
  for (const [number, unit] of Object.entries(units)) {
    const person = number === '4' ? channel.people[2]! : await bed.signIn.legalAdviser(channel.nation);
    newcomers.set(Number(number), person);
    await query(
      `insert into reports.reader select channel_id, $1::int, $2, reader_function, nation, $3, 'age1pq1' || repeat($1::int::text, 1952), verify_key, locked, joined_at
        from reports.reader where number = 1`,
      number,
      person.personId,
      unit,
    );
  }
  await query(`insert into reports.manifest
    select channel_id, 2, signed, '{1,4,5,6,7,8}', valid_from, valid_until, published_at, published_by from reports.manifest`);
});
afterAll(() => bed.close());

const BY: Record<(typeof WAYS)[number], (number: number) => Promise<string[]>> = {
  'hand-over': async (number) =>
    (await bed.call(channel.people[0]!, 'POST', `${path()}/hand-over/${number}`, { wraps: wraps() })).body.reports,
  'succession with the recovery file': async (number) => {
    await bed.deployer.query(
      `insert into reports.succession select id, 2, $1, decode(repeat('00', 64), 'hex'), $2, $2, created_by from reports.channel
        on conflict (channel_id, predecessor) do update set successor = $1`,
      [number, TODAY],
    );
    const inherited = { channel: channel.id, predecessor: 2, successor: number, wraps: wraps() };
    const signature = encode(signInherited(inherited, channel.readers[1]!.keys.signingKey));
    return (await bed.call(newcomers.get(number)!, 'POST', `${path()}/successions/2`, { wraps: wraps(), signature })).body.reports;
  },
  interpreter: async (number) => {
    await bed.deployer.query(`update reports.reader set reader_function = 'interpreter' where number = $1`, [number]);
    const reached: string[] = [];
    for (const report of sent.values()) {
      const given = { until: TODAY, wrap: bytes(WRAP_BYTES), note: { id: randomUUID(), encrypted: bytes(ENCRYPTED_TEXT_SIZES[0]!) } };
      const { status, body } = await bed.call(channel.people[0]!, 'PUT', `/desk/api/reports/${report}/interpreters/${number}`, given);
      expect([status, body.code]).toEqual(status === 200 ? [200, undefined] : [422, 'reports/not-an-interpreter']);
      if (status === 200) reached.push(report);
    }
    return reached;
  },
};

test.each(TABLE)('a newcomer %s gets no more than they may, by any way (5e)', async (_who, { number, reached }) => {
  for (const [at, way] of WAYS.entries()) {
    const got = (await BY[way](number)).map(name).toSorted();
    expect([way, got]).toEqual([way, [...reached[at]!].toSorted()]);
    await bed.deployer.query('delete from reports.wrap where reader_number = $1', [number]);
  }
});
