import { describe, expect, it } from 'vitest';
import { allocate, drawContracts } from './sample.rules.ts';
import { type Drawable, stratumOf } from './strata.rules.ts';

const WRITTEN = ['XC-3', 'XC-13', 'XC-8', 'XC-18', 'XC-34'];
const ROOT = Buffer.alloc(32, 7);
// A third has no known value, and one in ten is above ten million.
const contracts = Array.from(
  { length: 40 },
  (_, n): Drawable => ({
    number: `XC-${n}`,
    valueEur: n % 3 === 0 ? null : n % 10 === 1 ? '10000000.01' : '90000',
    operation: n % 4 === 0 ? 'AQ' : null,
  }),
);
const numbers = (root: Buffer, of = contracts, wanted = 5) =>
  drawContracts(root, of, wanted).strata.flatMap(({ drawn }) => drawn.map(({ number }) => number));

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

  it('draws from each stratum, and the same contracts for the same checkpoint and strata', () => {
    const drawn = (by: 'value' | 'operation', of = contracts, wanted = 6) =>
      drawContracts(ROOT, of, wanted, by).strata.map((one) => [one.key, one.numbers.length, one.drawn.map(({ number }) => number)]);
    // Written down once, like the draw above.
    const byValue = [
      ['over-10000000', 3, ['XC-1']],
      ['up-to-100000', 23, ['XC-38', 'XC-5', 'XC-32']],
      ['value-unknown', 14, ['XC-33', 'XC-21']],
    ];
    expect(drawn('value')).toEqual(byValue);
    expect(drawn('value', contracts.toReversed())).toEqual(byValue);
    expect(drawn('operation').map(([key, of, own]) => [key, of, (own as string[]).length])).toEqual([
      ['AQ', 10, 2],
      ['no-operation', 30, 4],
    ]);
    // The strata are part of what is hashed and drawn, so the same contracts in other strata are another sample.
    expect(drawContracts(ROOT, contracts, 6, 'value').frame).not.toBe(drawContracts(ROOT, contracts, 6, 'operation').frame);
    expect(drawn('value', contracts, 50).flatMap(([, , own]) => own as string[])).toHaveLength(40);
  });
});

describe('stratumOf (5f)', () => {
  it('puts a value that is the largest of a stratum in it, and gives what is unknown a stratum of its own', () => {
    const of = (valueEur: string | null) => stratumOf({ valueEur, operation: null }, 'value');
    expect(['0', '100000', '100000.01', '1000000', '10000000', '10000000.01'].map(of)).toEqual([
      ...['up-to-100000', 'up-to-100000', 'up-to-1000000', 'up-to-1000000', 'up-to-10000000', 'over-10000000'],
    ]);
    expect([of(null), stratumOf({ valueEur: '1', operation: null }, 'operation')]).toEqual(['value-unknown', 'no-operation']);
  });
});

describe('allocate (5f)', () => {
  it('gives each stratum one, the largest first, and then the share that each has of all', () => {
    expect([allocate([2, 30, 8], 2), allocate([2, 30, 8], 3), allocate([2, 30, 8], 20), allocate([2, 3], 9)]).toEqual([
      ...[
        [0, 1, 1],
        [1, 1, 1],
        [1, 15, 4],
        [2, 3],
      ],
    ]);
    expect(allocate([], 5)).toEqual([]);
  });
});
