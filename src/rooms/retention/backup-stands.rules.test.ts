import { expect, test } from 'vitest';
import { backupStands } from './backup-stands.rules.ts';

test('backupStands is late once a night was missed', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(backupStands(null, now)).toBe('none');
  expect(backupStands(new Date('2026-11-23T00:00:00Z'), now)).toBe('proven');
  expect(backupStands(new Date('2026-11-22T23:59:59Z'), now)).toBe('late');
});

test('backupStands is late for a backup dated more than a day ahead', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  expect(backupStands(new Date('2026-11-25T12:00:00Z'), now)).toBe('proven');
  expect(backupStands(new Date('2026-11-25T12:00:01Z'), now)).toBe('late');
  expect(backupStands(new Date('2027-11-24T12:00:00Z'), now)).toBe('late');
});
