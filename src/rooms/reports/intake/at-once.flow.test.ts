import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../../test/database/harness.ts';
import { givenOpenChannel, givenReport, type OpenChannel } from '../fixtures.ts';

let bed: TestBed;
let channel: OpenChannel;

const bytes = (text: string) => Buffer.from(text, 'base64');

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-12-01T09:30:00Z'));
  channel = await givenOpenChannel(bed, '2026-12-01');
});
afterAll(() => bed.close());

/** Sends a report while another connection is storing one of the same id, with this text. */
async function sendMeanwhile(body?: string) {
  const { sent } = await givenReport(channel.id, channel.listed, channel.list);
  const { deployer } = bed;
  await deployer.query('begin');
  await deployer.query(`insert into reports.report values ($1, $2, 1, '2026-12-01', $3, $4, $5, $6)`, [
    ...[sent.report, channel.id, bytes(body ?? sent.body)],
    ...[bytes(sent.mailbox.idHash), bytes(sent.mailbox.verifyKey), bytes(sent.mailbox.letter)],
  ]);
  const answer = bed.call(null, 'POST', '/r/reports', sent);
  const waiting = async () =>
    (await bed.deployer.query(`select from pg_locks where not granted and locktype = 'transactionid'`)).rowCount !== 0;
  while (!(await waiting())) await new Promise((over) => setTimeout(over, 20));
  await deployer.query('commit');
  return await answer;
}

describe('a report that arrives twice at one moment (5e)', () => {
  test('is answered as received both times', async () => {
    expect(await sendMeanwhile()).toMatchObject({ status: 200, body: { day: '2026-12-01' } });
  });

  test('is another report where its text is another', async () => {
    const other = await givenReport(channel.id, channel.listed, channel.list);
    expect((await sendMeanwhile(other.sent.body)).body.code).toBe('reports/other-report');
  });
});
