import { expect, test } from 'vitest';
import { backupStatus } from './backup-status.rules.ts';

test('a backup is late once a night was missed', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(backupStatus(null, now)).toBe('none');
  expect(backupStatus(new Date('2026-11-23T00:00:00Z'), now)).toBe('proven');
  expect(backupStatus(new Date('2026-11-22T23:59:59Z'), now)).toBe('late');
});

test('a backup dated more than a day ahead counts as late', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(backupStatus(new Date('2026-11-25T12:00:00Z'), now)).toBe('proven');
  expect(backupStatus(new Date('2026-11-25T12:00:01Z'), now)).toBe('late');
  expect(backupStatus(new Date('2027-11-24T12:00:00Z'), now)).toBe('late');
});
