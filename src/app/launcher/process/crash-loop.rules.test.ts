import { expect, test } from 'vitest';
import { afterEnd, LOOP_ENDS, type NextStart, WITHIN_MS } from './crash-loop.rules.ts';

/** What follows each of these ends, in their order. */
function following(...times: number[]): NextStart[] {
  let ends: readonly number[] = [];
  return times.map((now) => {
    const next = afterEnd(ends, now);
    ends = next.ends;
    return next;
  });
}

test('a first end leads to an immediate restart, and quick further ends to growing pauses', () => {
  const all = following(0, 1, 2, 3);
  expect(all.map(({ pauseMs }) => pauseMs)).toEqual([0, 1_000, 2_000, 5_000]);
  expect(all.some(({ loop }) => loop)).toBe(false);
});

test('five ends in ten minutes are a crash loop, however long each process lived', () => {
  const minute = 60_000;
  const all = following(...Array.from({ length: LOOP_ENDS + 2 }, (_, at) => at * 2 * minute));
  expect(all.map(({ loop }) => loop)).toEqual([false, false, false, false, true, true, true]);
  expect(all.at(-1)!.pauseMs).toBe(30_000);
  expect(all.at(-1)!.ends).toHaveLength(LOOP_ENDS);
});

test('ends further apart are no crash loop, and old ends are forgotten', () => {
  expect(following(...Array.from({ length: 20 }, (_, at) => at * WITHIN_MS)).every(({ loop, pauseMs }) => !loop && pauseMs === 0)).toBe(
    true,
  );
  expect(following(0, 1, 2, 3, 4, WITHIN_MS + 4).at(-1)).toEqual({ ends: [WITHIN_MS + 4], loop: false, pauseMs: 0 });
});
