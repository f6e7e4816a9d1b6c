import { describe, expect, test } from 'vitest';
import { Problem } from '#web/client/problem.ts';
import { isStillReader } from './still-reader.ts';

const CHANNEL = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const desks = (...ids: string[]) => ({ desks: ids.map((channelId) => ({ channelId })) }) as never;

describe('isStillReader (5e)', () => {
  test('is true while the channel is among those that the person reads for', async () => {
    expect(await isStillReader(CHANNEL, async () => desks('other', CHANNEL))).toBe(true);
    expect(await isStillReader(CHANNEL, async () => desks('other'))).toBe(false);
    expect(await isStillReader(CHANNEL, async () => desks())).toBe(false);
  });

  test.each([403, 404])('is false where the server refuses the answer with %i', async (status) => {
    expect(await isStillReader(CHANNEL, () => Promise.reject(new Problem(status, {})))).toBe(false);
  });

  test.each([0, 401, 429, 500, 503])('stays true where no answer comes (%i), so that a broken line loses no draft', async (status) => {
    expect(await isStillReader(CHANNEL, () => Promise.reject(new Problem(status, {})))).toBe(true);
  });
});
