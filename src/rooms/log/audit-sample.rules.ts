import { createHash } from 'node:crypto';
import type { SampleContent } from './log.schema.ts';

/** Name of the rule below, as it stands in every pack. A change of the rule is a new name. */
export const SAMPLE_RULE = 'manumit audit sample 1' as const;

/**
 * Draws leaves out of a tree by its root, so that anybody who has the checkpoint draws the same and nobody can choose. Draw n is the first eight
 * bytes of SHA-256(rule || newline || root || n as eight bytes), as a number below 2^64; numbers from the last multiple of the size on are passed over, the rest are taken
 * modulo the size; a leaf drawn before is passed over. Never ends while leaves are left.
 */
export function* drawLeaves(root: Uint8Array, size: number): Generator<number> {
  const seen = new Set<number>();
  const count = BigInt(size);
  const limit = 2n ** 64n - (2n ** 64n % (count || 1n));
  for (let n = 0n; seen.size < size; n += 1n) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(n);
    const drawn = createHash('sha256').update(`${SAMPLE_RULE}\n`).update(root).update(bytes).digest().readBigUInt64BE();
    if (drawn >= limit) continue;
    const index = Number(drawn % count);
    if (seen.has(index)) continue;
    seen.add(index);
    yield index;
  }
}

/** What a reader has of what an entry holds. Only who acted reads it, so that to anybody else a loss looks like what is closed: the verifier tells those apart. */
export function contentOf({ opened, erased, own }: { opened: boolean; erased: boolean; own: boolean }): SampleContent {
  if (opened) return 'open';
  if (erased) return 'erased';
  return own ? 'missing' : 'closed';
}

/** Runs of padding: from which leaf, how many. */
export type PaddingRun = { from: number; count: number };

/** Draws until there are as many entries as wanted, or all there are. What turned out to be padding is told too. */
export function drawSample(root: Uint8Array, size: number, runs: readonly PaddingRun[], wanted: number) {
  const entries = size - runs.reduce((sum, run) => sum + run.count, 0);
  const isPadding = (index: number) => runs.some((run) => index >= run.from && index < run.from + run.count);
  const drawn: { draw: number; index: number }[] = [];
  const padding: number[] = [];
  let draw = 0;
  for (const index of drawLeaves(root, size)) {
    if (drawn.length >= Math.min(wanted, entries)) break;
    if (isPadding(index)) padding.push(index);
    else drawn.push({ draw, index });
    draw += 1;
  }
  return { drawn, padding };
}
