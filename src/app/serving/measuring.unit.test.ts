import { afterEach, expect, test, vi } from 'vitest';
import { startMeasuring } from './measuring.ts';

afterEach(() => void vi.useRealTimers());

test('a start and each new day measure everybody, other rounds only what waits (5d)', async () => {
  vi.useFakeTimers();
  let [day, waits] = ['2026-11-29', false];
  const rounds: boolean[] = [];
  const measure = async (all: boolean) => void rounds.push(all);
  const measuring = startMeasuring({ isWaiting: async () => waits, measure }, () => {}, { everyMs: 1_000, today: () => day });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(rounds).toEqual([true]);
  waits = true;
  await vi.advanceTimersByTimeAsync(1_000);
  waits = false;
  day = '2026-11-30';
  await vi.advanceTimersByTimeAsync(2_000);
  expect(rounds).toEqual([true, false, true]);
  await measuring.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(rounds).toHaveLength(3);
});

test('a round that fails is repeated, and reported once a day', async () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  const rounds: boolean[] = [];
  const measure = async (all: boolean) => {
    rounds.push(all);
    throw new Error('The database is away.');
  };
  const work = { isWaiting: async () => false, measure };
  const measuring = startMeasuring(work, (line) => lines.push(line), { everyMs: 1_000, today: () => '2026-11-29' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(rounds).toEqual([true, true]);
  expect(lines).toEqual(['The figures that the program measures could not be renewed: The database is away.']);
  await measuring.stop();
});
