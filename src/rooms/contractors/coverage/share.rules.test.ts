import { describe, expect, it } from 'vitest';
import { COVERAGES } from '../register/contract.rules.ts';
import { groupOf, monthEnds, type Shares, saysOfShares, sharesOf, totalOf } from './share.rules.ts';

const LIMITS = { target: 95, floor: 50, minValued: 5 };
const of = (contracts: number, euros = 0, valued = 0) => ({ contracts, valued, euros });
const shares = (whole: number, lacking: number, unknown: number): Shares => ({
  ...{ whole: of(whole), lacking: of(lacking), unknown: of(unknown) },
});
const says = (whole: number, lacking: number, unknown: number) => saysOfShares(shares(whole, lacking, unknown), LIMITS);

describe('groupOf (P5f.1)', () => {
  it('takes nothing for missing that was not read or not confirmed', () => {
    expect(COVERAGES.filter((one) => groupOf(one) === 'unknown')).toEqual(['not-checked', 'not-readable', 'other-language', 'to-confirm']);
    expect(COVERAGES.filter((one) => groupOf(one) === 'whole')).toEqual(['present']);
  });
});

describe('sharesOf (P5f.1)', () => {
  it('counts a contract without a value by number and never as zero euros', () => {
    const counted = sharesOf([
      { coverage: 'present', contracts: 3, valued: 2, euros: '0.30' },
      { coverage: 'missing', contracts: 1, valued: 1, euros: '0.60' },
      { coverage: 'to-confirm', contracts: 2, valued: 0, euros: '0' },
    ]);
    expect(counted).toEqual({ whole: of(3, 0.3, 2), lacking: of(1, 0.6, 1), unknown: of(2) });
    expect([totalOf(counted, 'contracts'), totalOf(counted, 'valued')]).toEqual([6, 3]);
  });
});

describe('saysOfShares (P5f.1, P5f.2)', () => {
  it('is met from the target on, partly met below it, and not met below the floor', () => {
    expect([says(95, 5, 0), says(94, 6, 0), says(50, 50, 0), says(49, 51, 0)]).toEqual(['met', 'partly-met', 'partly-met', 'not-met']);
  });

  it('says nothing where nothing was read, and not met only if the unknown could not change it', () => {
    expect([says(0, 0, 60), says(0, 1, 59), says(1, 30, 29), says(0, 31, 29)]).toEqual([null, 'in-progress', 'partly-met', 'not-met']);
  });

  it('is the worse of the shares by number and by value, where enough values are known', () => {
    const valued = (n: number): Shares => ({ whole: of(96, 100, n), lacking: of(4, 900, 1), unknown: of(0) });
    expect([saysOfShares(valued(96), LIMITS), saysOfShares(valued(3), LIMITS)]).toEqual(['not-met', 'met']);
  });
});

describe('monthEnds', () => {
  it('gives the last day of each month before, over the turn of a year, and today', () => {
    expect(monthEnds('2024-03-15', 4)).toEqual(['2023-11-30', '2023-12-31', '2024-01-31', '2024-02-29', '2024-03-15']);
  });
});
