import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { beginsWithZeros, findAnswer, readChallenge } from './work.rules.ts';

const challenge = `${'0'.repeat(32)}.12.1764000004.1764000300.${'a'.repeat(64)}`;

test('a challenge says how hard it is and when it may be handed in, whatever the clock here', () => {
  expect(readChallenge(challenge)).toEqual({ bits: 12, ripensAfter: 4 });
});

test('the answer hashes to enough zero bits, and the share told only grows', async () => {
  const told: number[] = [];
  const answer = await findAnswer(challenge, (share) => told.push(share));
  const hash = createHash('sha256').update(`${challenge}:${answer}`).digest();
  expect(hash.readUInt16BE(0) >>> 4).toBe(0);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.every((share) => share > 0 && share < 1)).toBe(true);
});

test.each([
  [[0, 0, 0xff], 16, true],
  [[0, 0, 0x7f], 17, true],
  [[0, 0, 0x80], 17, false],
  [[0, 1, 0], 16, false],
  [[1, 0, 0], 8, false],
  [[0x0f], 4, true],
  [[0x1f], 4, false],
])('%j begins with %d zero bits: %s', (bytes, bits, fits) => {
  expect(beginsWithZeros(Uint8Array.from(bytes), bits)).toBe(fits);
});
