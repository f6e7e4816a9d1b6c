import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import { type Statement, sendPipeline } from './pipeline.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

test('a value that cannot be sent fails its pipeline and everything after it: no other pipeline gets its answer, and the connection is discarded', async () => {
  const { pool } = bed.platform;
  const client = await pool.connect();
  const unsendable: Statement = { text: 'select $1::jsonb', values: [{ n: 1n }] };
  const ends = await Promise.allSettled([
    sendPipeline(client, [{ text: 'select 1' }, unsendable]),
    sendPipeline(client, [{ text: 'select 2 as n' }]),
    sendPipeline(client, [{ text: 'select 3 as n' }]),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  client.release();
  await expect.poll(() => pool.idleCount).toBe(0);
  const next = await pool.connect();
  expect((await sendPipeline(next, [{ text: 'select 4 as n' }]))[0]!.rows).toEqual([{ n: 4 }]);
  next.release();
});
