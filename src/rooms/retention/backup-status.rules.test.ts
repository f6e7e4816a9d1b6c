import { expect, test } from 'vitest';
import { backupStatus } from './backup-status.rules.ts';

test('backupStatus is late once a night was missed', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(backupStatus(null, now)).toBe('none');
  expect(backupStatus(new Date('2026-11-23T00:00:00Z'), now)).toBe('proven');
  expect(backupStatus(new Date('2026-11-22T23:59:59Z'), now)).toBe('late');
});

test('backupStatus is late for a backup dated more than a day ahead', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(backupStatus(new Date('2026-11-25T12:00:00Z'), now)).toBe('proven');
  expect(backupStatus(new Date('2026-11-25T12:00:01Z'), now)).toBe('late');
  expect(backupStatus(new Date('2027-11-24T12:00:00Z'), now)).toBe('late');
});
