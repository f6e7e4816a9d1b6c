import { createHash } from 'node:crypto';

/**
 * Draws numbers below `size` from a seed, so that anyone with the seed draws the same numbers and no one can choose them. Draw n is the first eight bytes of
 * SHA-256(rule || newline || seed || n as eight bytes), as a number below 2^64. Numbers from the last multiple of the size on are skipped, the others are taken
 * modulo the size, and a number drawn before is skipped. Never ends while numbers are left. A change of the rule needs a new rule name.
 */
export function* drawFromSeed(rule: string, seed: Uint8Array, size: number): Generator<number> {
  const seen = new Set<number>();
  const count = BigInt(size);
  const limit = 2n ** 64n - (2n ** 64n % (count || 1n));
  for (let n = 0n; seen.size < size; n += 1n) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(n);
    const drawn = createHash('sha256').update(`${rule}\n`).update(seed).update(bytes).digest().readBigUInt64BE();
    if (drawn >= limit) continue;
    const index = Number(drawn % count);
    if (seen.has(index)) continue;
    seen.add(index);
    yield index;
  }
}
