import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bitsOf, findAnswer, hasLeadingZeros } from './work.rules.ts';

const challenge = `${'0'.repeat(32)}.12.3.1764000300.${'a'.repeat(64)}`;

test('bitsOf reads the difficulty of a challenge', () => {
  expect(bitsOf(challenge)).toBe(12);
});

test('findAnswer finds shares with their zero bits, and its reported progress only grows', async () => {
  const progress: number[] = [];
  const answer = await findAnswer(challenge, (share) => progress.push(share));
  const shares = answer.split(',');
  expect(shares).toHaveLength(8);
  for (const [at, share] of shares.entries()) {
    const hash = createHash('sha256')
      .update(`${challenge}:${at + 1}:${share}`)
      .digest();
    expect(hash.readUInt16BE(0) >>> 7).toBe(0);
  }
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(progress.every((share) => share > 0 && share <= 1)).toBe(true);
});

test.each([
  [[0, 0, 0xff], 16, true],
  [[0, 0, 0x7f], 17, true],
  [[0, 0, 0x80], 17, false],
  [[0, 1, 0], 16, false],
  [[1, 0, 0], 8, false],
  [[0x0f], 4, true],
  [[0x1f], 4, false],
])('hasLeadingZeros: whether %j begins with %d zero bits is %s', (bytes, bits, fits) => {
  expect(hasLeadingZeros(Uint8Array.from(bytes), bits)).toBe(fits);
});
