import { drawFromSeed } from '#kernel/draw.ts';
import type { SampleContent } from './log.schema.ts';

/** Name of the rule below, as every pack gives it. kernel/draw.ts holds the rule itself. */
export const SAMPLE_RULE = 'manumit audit sample 1' as const;

/** Draws leaves of a tree by its root, as kernel/draw.ts specifies. Continues until every leaf is drawn. */
export function drawLeaves(root: Uint8Array, size: number): Generator<number> {
  return drawFromSeed(SAMPLE_RULE, root, size);
}

/**
 * Whether a reader sees the content of an entry, and why not. Only its author reads it, so to others a loss looks like a closed entry; the verifier
 * distinguishes the two.
 */
export function contentOf({ opened, erased, own }: { opened: boolean; erased: boolean; own: boolean }): SampleContent {
  if (opened) return 'open';
  if (erased) return 'erased';
  return own ? 'missing' : 'closed';
}

/** A run of padding: its first leaf and its length. */
export type PaddingRun = { from: number; count: number };

/** Draws until the sample has the requested number of entries, or all there are. Also returns the drawn leaves that are padding. */
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
