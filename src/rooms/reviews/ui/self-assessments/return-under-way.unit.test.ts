import { expect, test } from 'vitest';
import { findReturnUnderWay } from './return-under-way.ts';

const OPENED = '2026-03-02T09:00:00.000Z';
const found = (period: string, state: string, openedAt: string | null = OPENED) =>
  findReturnUnderWay([{ period, state }], openedAt)?.period;

test('findReturnUnderWay finds an unsubmitted return of the round’s year or the year before (5b, 5g)', () => {
  for (const state of ['open', 'answering', 'in-review', 'cleared', 'signed', 'returned'])
    expect([found('2026', state), found('2025', state)]).toEqual(['2026', '2025']);
  for (const state of ['submitted', 'accepted']) expect(found('2026', state)).toBeUndefined();
});

test('findReturnUnderWay finds no return of another year, and none before the round is open (5b, 5g)', () => {
  expect([found('2024', 'answering'), found('2027', 'answering'), found('2026', 'answering', null)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
