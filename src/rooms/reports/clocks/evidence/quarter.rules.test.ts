import { describe, expect, it } from 'vitest';
import { plusDays } from '#kernel/dates.ts';
import { type ChannelFacts, keptOver, quarterBefore, saysOf } from './quarter.rules.ts';

const QUARTER = { from: '2026-10-01', to: '2026-12-31' };
/** Days from the first on, each so many days after the one before. */
const every = (days: number, from = '2026-09-30') =>
  Array.from({ length: Math.floor(92 / days) + 1 }, (_, at) => plusDays(from, at * days));
const kept = (change: Partial<ChannelFacts>) =>
  keptOver(QUARTER, { openedOn: '2026-09-01', closedOn: null, attendedOn: every(3), testedOn: ['2026-11-05'], ...change }, 72);

describe('quarterBefore', () => {
  it.each([
    ['2027-01-01', '2026-10-01', '2026-12-31'],
    ['2026-12-31', '2026-07-01', '2026-09-30'],
    ['2026-07-01', '2026-04-01', '2026-06-30'],
    ['2026-04-30', '2026-01-01', '2026-03-31'],
  ])('on %s is the one from %s to %s', (day, from, to) => {
    expect(quarterBefore(day)).toEqual({ from, to });
  });
});

describe('keptOver (A1.5)', () => {
  it('finds a channel open, attended and tested', () => {
    expect(kept({})).toEqual({ open: true, attended: true, tested: true });
  });

  it('is not open from a later day on, nor where it was closed in the quarter', () => {
    expect(kept({ openedOn: '2026-10-02', attendedOn: every(1) }).open).toBe(false);
    expect(kept({ closedOn: '2026-12-31' }).open).toBe(false);
    expect(kept({ closedOn: '2027-01-01' }).open).toBe(true);
  });

  it('is not attended with a gap of more than 72 hours: before, within or at the end of the quarter', () => {
    expect(kept({ attendedOn: [] }).attended).toBe(false);
    expect(kept({ attendedOn: every(4) }).attended).toBe(false);
    expect(kept({ attendedOn: every(3).filter((day) => day !== '2026-11-02') }).attended).toBe(false);
    expect(kept({ attendedOn: every(3).slice(2) }).attended).toBe(false);
    expect(kept({ attendedOn: every(3).slice(0, -2) }).attended).toBe(false);
  });

  it('is tested only by a test of the quarter', () => {
    expect(kept({ testedOn: ['2026-09-30', '2027-01-01'] }).tested).toBe(false);
  });
});

describe('saysOf (A1.5)', () => {
  it('is met where each channel was open, attended and tested, else partly met', () => {
    const good = { open: true, attended: true, tested: true };
    expect(saysOf([good])).toBe('met');
    for (const part of ['open', 'attended', 'tested']) expect(saysOf([good, { ...good, [part]: false }])).toBe('partly-met');
  });
});
