import { setImmediate as tick } from 'node:timers/promises';
import type { Pool } from 'pg';
import { expect, test } from 'vitest';
import { findLink } from './sign-in-tokens.ts';

test('a flood of invented links uses one connection of the pool', async () => {
  let [now, most] = [0, 0];
  const pool = {
    query: async () => {
      most = Math.max(most, ++now);
      await tick();
      now -= 1;
      return { rows: [{ link: null }] };
    },
  } as unknown as Pool;
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => findLink(pool, 'made up', 'invitation')));
  expect(asked.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(Array(20).fill('people/link-spent'));
  expect(most).toBe(1);
});
