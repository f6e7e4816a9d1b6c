import { describe, expect, it } from 'vitest';
import { contractsNamed, dayOn } from './place.rules.ts';

const NUMBERS = ['AQ-2025-0140', 'AQ-2025-0141', 'AQ-2025-0140-M2', '7'];

describe('contractsNamed', () => {
  it('finds a number in the name of a file, or else on its first page, with any signs between its letters', () => {
    expect(contractsNamed('aq_2025 0141 signed.pdf', '', NUMBERS)).toEqual(['AQ-2025-0141']);
    expect(contractsNamed('scan.pdf', 'Contract AQ 2025/0141 of 7 May', NUMBERS)).toEqual(['AQ-2025-0141']);
    expect(contractsNamed('AQ-2025-0140-M2.docx', '', NUMBERS)).toEqual(['AQ-2025-0140-M2']);
    expect(contractsNamed('AQ20250140.pdf', 'AQ-2025-0141', NUMBERS)).toEqual(['AQ-2025-0140']);
  });

  it('asks where two are named, and finds none in a longer number or by a number of few signs', () => {
    expect(contractsNamed('AQ-2025-0140 and AQ-2025-0141.pdf', '', NUMBERS)).toHaveLength(2);
    expect(contractsNamed('AQ-2025-01401.pdf', 'page 7', NUMBERS)).toEqual([]);
  });
});

describe('dayOn', () => {
  it('reads the first date, in English and in French, and none that may be two days', () => {
    expect(dayOn('Modification 4, draft of 24 Nov 2026, to the contract of 2024-01-02')).toBe('2026-11-24');
    expect(dayOn('Fait le 1er août 2025')).toBe('2025-08-01');
    expect(dayOn('Le 3 mai 2025')).toBe('2025-05-03');
    expect(dayOn('Signed June 3, 2025')).toBe('2025-06-03');
    expect(dayOn('Signed 3 July 2025')).toBe('2025-07-03');
    expect(dayOn('03.02.2025')).toBe('2025-02-03');
    expect(dayOn('02/03/2025')).toBeNull();
    expect(dayOn('31.02.2025')).toBeNull();
  });
});
