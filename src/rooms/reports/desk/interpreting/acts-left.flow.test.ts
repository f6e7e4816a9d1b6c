import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { ENCRYPTED_TEXT_SIZES, WRAP_BYTES } from '../../crypto/sizes.ts';
import { givenOpenChannel, givenReader, givenReport, type OpenChannel } from '../../fixtures.ts';

const TODAY = '2026-12-01';
const zeros = (size: number) => Buffer.alloc(size).toString('base64');
let bed: TestBed;
let channel: OpenChannel;
let interpreter: TestPerson;
let number: number;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T09:30:00Z`));
  channel = await givenOpenChannel(bed, TODAY);
  interpreter = await bed.signIn.legalAdviser(channel.nation);
  const { joining } = await givenReader(4, 'XC', ['XC', 'Linguists']);
  const joined = await bed.call(interpreter, 'POST', `/desk/api/channels/${channel.id}/readers`, { ...joining, function: 'interpreter' });
  number = joined.body.number;
});
afterAll(() => bed.close());

/** A report to all readers, with what they do with it. */
async function given() {
  const { sent } = await givenReport(channel.id, channel.listed, channel.list);
  expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
  const [at, [first, second]] = [`/desk/api/reports/${sent.report}`, channel.people];
  return {
    id: sent.report,
    give: (until = TODAY) =>
      bed.call(first!, 'PUT', `${at}/interpreters/${number}`, {
        ...{ until, wrap: zeros(WRAP_BYTES) },
        note: { id: randomUUID(), encrypted: zeros(ENCRYPTED_TEXT_SIZES[0]!) },
      }),
    end: () => bed.call(second!, 'DELETE', `${at}/interpreters/${number}`),
    take: () => bed.call(second!, 'POST', `${at}/take`, {}, { 'if-match': '"1"' }),
    history: async () => (await bed.call(first!, 'GET', at)).body.changes,
    /** Acts of the first reader at these places of the history. */
    fillHistory: (from: number, to: number) =>
      bed.deployer.query(`insert into reports.report_change select $1, n, 'take', 'received', 1, $2 from generate_series($3::int, $4) n`, [
        ...[sent.report, TODAY],
        ...[from, to],
      ]),
  };
}
const interpreted = async () => (await bed.call(interpreter, 'GET', '/desk/api/interpreted-reports')).body.reports;

test('a report is given to an interpreter no more once few acts are left, and what was given stays as it is', async () => {
  const report = await given();
  await report.fillHistory(1, 897);
  expect((await report.give()).status).toBe(200);
  expect((await report.give()).status).toBe(200);
  const refused = await report.give('2026-12-03');
  expect([refused.status, refused.body.code]).toEqual([409, 'reports/assigned-too-often']);
  expect(await interpreted()).toMatchObject([{ id: report.id, until: TODAY }]);
  expect(await report.history()).toHaveLength(899);
  await report.end();
});

test('a report is taken from its interpreter with the last action, which is kept for that in its history', async () => {
  const report = await given();
  await report.give();
  await report.fillHistory(2, 999);
  expect((await report.take()).body.code).toBe('reports/acted-too-often');
  expect((await report.end()).status).toBe(200);
  expect(await interpreted()).toEqual([]);
  expect((await report.history()).at(-1)).toEqual({ action: 'end-interpreting', day: TODAY, reader: 2 });
});
