import { describe, expect, it } from 'vitest';
import { coverageOf, mayBeMet, percentOf } from './strength.rules.ts';

const strength = (persons: number) => ({ persons, statedFor: '2026-11-01', source: 's' });

describe('coverageOf', () => {
  it.each([
    [89, 'below', false],
    [90, 'within', true],
    [100, 'within', true],
    [101, 'above', true],
  ] as const)('compares a roster of %i with a strength of 100 (F7)', (roster, coverage, met) => {
    expect(coverageOf(roster, strength(100))).toBe(coverage);
    expect(mayBeMet(coverage)).toBe(met);
  });

  it('knows nothing without a stated strength, so no share is met (F7)', () => {
    expect(coverageOf(1, null)).toBe('none');
    expect(mayBeMet('none')).toBe(false);
  });

  it('never rounds a roster up to its strength', () => {
    expect(percentOf(899, strength(1000))).toBe(89);
    expect(coverageOf(899, strength(1000))).toBe('below');
  });
});
