import { describe, expect, it } from 'vitest';
import { decideAgreement } from './site-page.rules.ts';

describe('decideAgreement (5f)', () => {
  const codeOf = (agreedOn: string, agreedUntil: string) => {
    const decision = decideAgreement({ agreedOn, agreedUntil }, new Date('2026-11-30T09:00:00Z'));
    return decision.accepted ? null : [decision.code.replace('contractors/', ''), decision.details];
  };

  it('lets a page be shown from the day of the agreement to its last day, and for a year at most', () => {
    expect(codeOf('2026-11-30', '2026-11-30')).toBeNull();
    expect(codeOf('2025-11-30', '2026-11-30')).toBeNull();
    expect(codeOf('2026-12-01', '2026-12-31')).toEqual(['day-to-come', undefined]);
    expect(codeOf('2026-01-05', '2026-11-29')).toEqual(['day-is-over', undefined]);
    expect(codeOf('2026-11-30', '2027-11-30')).toBeNull();
    expect(codeOf('2026-11-30', '2027-12-01')).toEqual(['agreement-too-long', { day: '2027-11-30' }]);
  });
});
