import { describe, expect, it } from 'vitest';
import { type Backup, checkReachable } from './place.ts';

const backupOf = (sequence: number, made: string, markedAt?: string) =>
  ({
    name: `backup-${sequence}`,
    manifest: { sequence, made, ...(markedAt && { cluster: { restorePoint: `manumit_${Date.parse(markedAt)}` } }) },
  }) as unknown as Backup;

describe('checkReachable', () => {
  const old = backupOf(1, '2026-12-01T02:30:00.000Z', '2026-12-01T02:30:20.000Z');
  const middle = backupOf(2, '2026-12-02T02:30:00.000Z', '2026-12-02T02:30:20.000Z');
  const exported = backupOf(3, '2026-12-03T02:30:00.000Z');
  const all = [exported, middle, old];
  const check = (backup: Backup, until: string) => () => checkReachable(backup, all, new Date(until));

  it('accepts a moment after the state that a backup holds', () => {
    expect(check(old, '2026-12-01T02:30:21Z')).not.toThrow();
    expect(check(exported, '2026-12-03T02:30:01Z')).not.toThrow();
  });

  it('refuses an earlier moment and names the last backup before it', () => {
    expect(check(exported, '2026-12-02T12:00:00Z')).toThrow(/Backup 3 .* Nothing was restored\. .*--backup backup-2$/);
    // The second backup was begun, but its tables were not counted yet.
    expect(check(middle, '2026-12-02T02:30:10Z')).toThrow(/2026-12-02T02:30:20\.000Z.*--backup backup-1$/);
    expect(check(old, '2026-11-30T00:00:00Z')).toThrow(/No backup here is from before 2026-11-30T00:00:00\.000Z\.$/);
  });
});
