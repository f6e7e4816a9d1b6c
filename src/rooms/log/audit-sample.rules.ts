import { drawByLot } from '#kernel/lot.ts';
import type { SampleContent } from './log.schema.ts';

/** Name of the rule below, as it stands in every pack. The rule itself stands in kernel/lot.ts. */
export const SAMPLE_RULE = 'manumit audit sample 1' as const;

/** Draws leaves out of a tree by its root (kernel/lot.ts says how). Never ends while leaves are left. */
export function drawLeaves(root: Uint8Array, size: number): Generator<number> {
  return drawByLot(SAMPLE_RULE, root, size);
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
