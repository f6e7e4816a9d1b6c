import { createHash } from 'node:crypto';
import { drawFromSeed } from '#kernel/draw.ts';

/** Name of the rule below, as every sample gives it. kernel/draw.ts holds the draw itself. */
export const SAMPLE_RULE = 'manumit contract sample 1' as const;

/**
 * Draws contracts by the root of a checkpoint of the log, so that nobody chooses them. The frame is the running contracts of the party, ordered by number as
 * UTF-8 bytes; its hash is SHA-256 of the numbers, each followed by a newline. Anyone with the checkpoint and the numbers draws the same contracts. Pure.
 */
export function drawContracts<Contract extends { readonly number: string }>(
  root: Uint8Array,
  contracts: readonly Contract[],
  wanted: number,
): { drawn: Contract[]; frame: string } {
  const ordered = contracts.toSorted((a, b) => Buffer.compare(Buffer.from(a.number), Buffer.from(b.number)));
  const drawn: Contract[] = [];
  for (const place of drawFromSeed(SAMPLE_RULE, root, ordered.length)) {
    if (drawn.length >= wanted) break;
    drawn.push(ordered[place]!);
  }
  return {
    drawn,
    frame: createHash('sha256')
      .update(ordered.map(({ number }) => `${number}\n`).join(''))
      .digest('hex'),
  };
}
