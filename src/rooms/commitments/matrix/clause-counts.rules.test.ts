import { describe, expect, it } from 'vitest';
import { countCells } from './clause-counts.rules.ts';

describe('countCells', () => {
  it('counts each status of each origin apart, in the order of the legend, and leaves out what does not bind', () => {
    const cells = [
      { status: 'not-reported', origin: null },
      { status: 'met', origin: 'declared' },
      { status: 'met', origin: 'measured' },
      { status: 'not-applicable', origin: null },
      { status: 'met', origin: 'declared' },
      { status: 'not-asked', origin: null },
    ] as const;
    expect(countCells(cells)).toEqual([
      { status: 'met', origin: 'measured', n: 1 },
      { status: 'met', origin: 'declared', n: 2 },
      { status: 'not-reported', origin: null, n: 1 },
      { status: 'not-asked', origin: null, n: 1 },
    ]);
    expect(countCells([])).toEqual([]);
  });
});
