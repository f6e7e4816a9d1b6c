import { describe, expect, it } from 'vitest';
import { countStateOf, monthTotals, type PartyCounts, totalsOf } from './council.rules.ts';

const party = (more: Partial<PartyCounts>): PartyCounts => ({
  ...{ party: 'p', runs: true, contracts: 10, whole: 6, unknown: 3, percentByValue: 60, months: [], found: 2, notFound: 1, ...more },
});
const FEW = party({ contracts: null, whole: null, unknown: null, percentByValue: null, found: null, notFound: null });

describe('countStateOf (5f)', () => {
  it('never takes a party without a register for one without contracts', () => {
    const none = party({ runs: false, contracts: 0, whole: null, unknown: null });
    expect([countStateOf(undefined), countStateOf(none), countStateOf(FEW), countStateOf(party({}))]).toEqual([
      ...['not-recorded', 'none-running', 'few', 'shown'],
    ]);
  });
});

describe('totalsOf (5f)', () => {
  it('adds up what is shown and nothing else, so that no sum reveals a number that is not', () => {
    expect(totalsOf([party({}), party({ contracts: 5, whole: 5, unknown: 0 }), FEW])).toEqual({
      ...{ parties: 2, contracts: 15, whole: 11, unknown: 3, lacking: 1, found: 4, notFound: 2 },
    });
    expect(totalsOf([FEW])).toMatchObject({ parties: 0, contracts: 0, lacking: 0 });
  });
});

describe('monthTotals (5f)', () => {
  it('counts at the end of each month the parties whose numbers of that day are shown', () => {
    const month = (contracts: number | null, whole: number | null) => ({ day: '2026-10-31', contracts, whole });
    const later = { day: '2026-11-24', contracts: 7, whole: 2 };
    expect(
      monthTotals([party({ months: [month(6, 1), later] }), party({ months: [month(null, null)] }), party({ months: [month(0, 0)] })]),
    ).toEqual([
      { day: '2026-10-31', parties: 1, contracts: 6, whole: 1 },
      { day: '2026-11-24', parties: 1, contracts: 7, whole: 2 },
    ]);
  });
});
