import { expect, test } from 'vitest';
import { workOn } from './fixtures.ts';
import { bitsUnderLoad, isWorkDone } from './work.rules.ts';

const challenge = (bits: number) => `${'0'.repeat(32)}.${bits}.0.1764000300.${'a'.repeat(64)}`;

test.each([
  [0, 0],
  [3, 0],
  [4, 16],
  [7, 16],
  [8, 17],
  [12, 18],
  [15, 18],
])('bitsUnderLoad: with %d places in use, %d bits are required', (inUse, bits) => {
  expect(bitsUnderLoad(inUse)).toBe(bits);
});

test('isWorkDone needs every share with its zero bits, and a challenge of at least the lowest difficulty', () => {
  const work = workOn(challenge(16));
  expect(isWorkDone(work)).toBe(true);
  for (const at of work.answer.split(',').keys()) {
    const shares = work.answer.split(',').map((share, one) => (one === at ? `${share}1` : share));
    expect(isWorkDone({ ...work, answer: shares.join(',') }), `share ${at}`).toBe(false);
  }
  expect(isWorkDone({ ...work, answer: work.answer.slice(work.answer.indexOf(',') + 1) })).toBe(false);
  expect(isWorkDone(workOn(challenge(12)))).toBe(false);
  for (const made of ['', 'of my own', `${'0'.repeat(32)}.16.5.0.a`, `${'0'.repeat(32)}.1e9.0.0.a`])
    expect(isWorkDone({ ...work, challenge: made }), made).toBe(false);
});
