import { describe, expect, it } from 'vitest';
import { checkCode, decideLinkEnd, hashText, knownAt, linkState, saysOfNotices } from './firm-link.rules.ts';

const NOW = new Date('2026-11-30T09:00:00Z');

describe('the link of a firm (5f)', () => {
  it('is valid from today until a year and a month later, and on its last day', () => {
    const on = (day: string) => decideLinkEnd(day, '2026-11-30').accepted;
    expect(['2026-11-29', '2026-11-30', '2027-12-31', '2028-01-01'].map(on)).toEqual([false, true, true, false]);
    expect(linkState({ endsOn: '2026-11-30', revoked: false, replaced: false }, '2026-11-30')).toBe('open');
    expect(linkState({ endsOn: '2026-11-30', revoked: false, replaced: true }, '2026-11-30')).toBe('over');
    expect(linkState({ endsOn: '2026-11-29', revoked: false, replaced: false }, '2026-11-30')).toBe('over');
    expect(linkState({ endsOn: '2026-11-30', revoked: true, replaced: true }, '2026-11-30')).toBe('revoked');
  });

  it('hashes exactly the text that is shown, and shows the beginning of the hash as check code', () => {
    const { content, sha256 } = hashText(['abc']);
    expect([content, sha256.slice(0, 12), checkCode(sha256)]).toEqual(['abc', 'ba7816bf8f01', 'BA78 16BF 8F01']);
  });

  it('takes a day before yesterday as late, and never less than 24 hours ago', () => {
    const hours = (since: 'hour' | 'day' | 'earlier', day: string | null) => {
      const at = knownAt(since, day, NOW);
      return at && (NOW.getTime() - at.getTime()) / 3_600_000;
    };
    expect([hours('hour', null), hours('day', null)]).toEqual([1, 24]);
    expect(hours('earlier', '2026-11-30')).toBeGreaterThan(24);
    expect(hours('earlier', '2026-11-28')).toBe(57);
    expect([hours('earlier', null), hours('earlier', '2026-12-01')]).toEqual([undefined, undefined]);
  });

  it('says of notices that all, some or none came in time', () => {
    const says = (notices: number, inTime: number) => saysOfNotices({ notices, inTime });
    expect([says(2, 2), says(2, 1), says(2, 0)]).toEqual(['met', 'partly-met', 'not-met']);
  });
});
