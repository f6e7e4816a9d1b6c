import { expect, test } from 'vitest';
import { LOOP_WINDOW_MS, MIN_LOOP_EXITS, type NextStart, planRestart } from './crash-loop.rules.ts';

/** What follows each of these ends, in their order. */
function following(...times: number[]): NextStart[] {
  let ends: readonly number[] = [];
  return times.map((now) => {
    const next = planRestart(ends, now);
    ends = next.exits;
    return next;
  });
}

test('a first end leads to an immediate restart, and quick further ends to growing pauses', () => {
  const all = following(0, 1, 2, 3);
  expect(all.map(({ pauseMs }) => pauseMs)).toEqual([0, 1_000, 2_000, 5_000]);
  expect(all.some(({ isLoop }) => isLoop)).toBe(false);
});

test('five ends in ten minutes are a crash loop, however long each process lived', () => {
  const minute = 60_000;
  const all = following(...Array.from({ length: MIN_LOOP_EXITS + 2 }, (_, at) => at * 2 * minute));
  expect(all.map(({ isLoop }) => isLoop)).toEqual([false, false, false, false, true, true, true]);
  expect(all.at(-1)!.pauseMs).toBe(30_000);
  expect(all.at(-1)!.exits).toHaveLength(MIN_LOOP_EXITS);
});

test('ends further apart are no crash loop, and old ends are forgotten', () => {
  expect(
    following(...Array.from({ length: 20 }, (_, at) => at * LOOP_WINDOW_MS)).every(({ isLoop, pauseMs }) => !isLoop && pauseMs === 0),
  ).toBe(true);
  expect(following(0, 1, 2, 3, 4, LOOP_WINDOW_MS + 4).at(-1)).toEqual({ exits: [LOOP_WINDOW_MS + 4], isLoop: false, pauseMs: 0 });
});
