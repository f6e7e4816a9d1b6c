import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../../test/database/harness.ts';
import { encode } from '../crypto/bytes.ts';
import { mailboxOf } from '../crypto/code.ts';
import { givenOpenChannel, givenReport, type OpenChannel } from '../fixtures.ts';
import { STEP_MS } from './in-steps.ts';

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

describe('a mailbox (5e)', () => {
  test('is answered at the end of a step of time, however early its answer was found', async () => {
    const { sent, code } = await givenReport(channel.id, channel.listed, channel.list);
    expect((await bed.call(null, 'POST', '/r/reports', sent)).status).toBe(200);
    const order: string[] = [];
    for (const one of [...Array(5).fill('0'.repeat(36)), ...Array(5).fill(code)]) {
      // Set before the server's own timer and due before it: what comes first does not depend on the load of the machine.
      const early = new Promise((resolve) => setTimeout(resolve, STEP_MS - 5)).then(() => order.push('shortly before'));
      const opened = bed.call(null, 'POST', '/r/mailbox', { mailbox: encode(mailboxOf(one).id) });
      await Promise.all([early, opened.then(({ body }) => order.push(body.found === null ? 'unknown' : 'found'))]);
    }
    const expected = ['unknown', 'found'].flatMap((found) => Array(5).fill(['shortly before', found]).flat());
    expect(order).toEqual(expected);
  });
});
