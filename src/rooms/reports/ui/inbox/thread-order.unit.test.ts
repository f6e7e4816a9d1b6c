import { expect, test } from 'vitest';
import { inOrder } from './thread-order.ts';

const message = (direction: 'to-reader' | 'to-reporter', place: number, seen: number, day = '2026-12-01') => ({
  direction,
  place,
  seen,
  day,
});
const names = (messages: readonly { direction: string; place: number }[]) =>
  messages.map(({ direction, place }) => `${direction} ${place}`);

test('inOrder puts an answer behind what its writer had read, also on one day', () => {
  const asked = message('to-reporter', 0, 0);
  const answered = message('to-reader', 0, 1);
  const thanked = message('to-reporter', 1, 1);
  expect(names(inOrder([answered, thanked, asked]))).toEqual(['to-reporter 0', 'to-reader 0', 'to-reporter 1']);
});

test('inOrder puts by day what its writers had not read', () => {
  expect(names(inOrder([message('to-reporter', 0, 0, '2026-12-03'), message('to-reader', 0, 0, '2026-12-02')]))).toEqual([
    'to-reader 0',
    'to-reporter 0',
  ]);
});

test('inOrder loses no message whose writer claims to have read one that is not here', () => {
  expect(inOrder([message('to-reader', 0, 9), message('to-reporter', 0, 9)])).toHaveLength(2);
});
