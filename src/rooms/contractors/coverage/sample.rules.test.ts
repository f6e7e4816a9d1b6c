import { describe, expect, it } from 'vitest';
import { drawContracts } from './sample.rules.ts';

const WRITTEN = ['XC-3', 'XC-13', 'XC-8', 'XC-18', 'XC-34'];
const ROOT = Buffer.alloc(32, 7);
const contracts = Array.from({ length: 40 }, (_, n) => ({ number: `XC-${n}` }));
const numbers = (root: Buffer, of = contracts, wanted = 5) => drawContracts(root, of, wanted).drawn.map(({ number }) => number);

describe('drawContracts (5f)', () => {
  it('draws the same contracts for the same checkpoint, in whatever order the register gives them', () => {
    // Written down once: a change of the rule needs another name.
    expect(numbers(ROOT)).toEqual(WRITTEN);
    expect(numbers(ROOT, contracts.toReversed())).toEqual(WRITTEN);
    expect(numbers(Buffer.alloc(32, 8))).not.toEqual(WRITTEN);
  });

  it('draws each contract once at most, and changes its frame with the contracts', () => {
    expect(new Set(numbers(ROOT, contracts, 50)).size).toBe(40);
    expect(numbers(ROOT, [])).toEqual([]);
    expect(drawContracts(ROOT, contracts, 1).frame).not.toBe(drawContracts(ROOT, contracts.slice(1), 1).frame);
  });
});
