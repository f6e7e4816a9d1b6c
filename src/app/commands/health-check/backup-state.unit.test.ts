import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOnSameDisk, keptWithReports } from './backup-state.ts';

test('an installation with reports is shown a setting without effect, and what the program cannot see', () => {
  const findings = (keepDays: number, databaseUrl?: string) =>
    keptWithReports({ ...(databaseUrl && { databaseUrl }), backup: { place: '/x', recipients: [], at: '02:30', keepDays } });
  expect(findings(34)).toEqual([]);
  expect(findings(90)).toMatchObject([{ state: 'warning', found: expect.stringContaining('BACKUP_KEEP_DAYS is 90') }]);
  expect(findings(30, 'postgres://db')).toMatchObject([{ about: 'Log with reports', state: 'not-checked' }]);
});

test('backups are lost together with the data where both are on one device, whatever their paths', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manumit-disk-'));
  try {
    for (const name of ['data', 'data-backups', 'data/backups']) mkdirSync(join(folder, name));
    expect(isOnSameDisk(join(folder, 'data/backups'), join(folder, 'data'))).toBe(true);
    expect(isOnSameDisk(join(folder, 'data-backups'), join(folder, 'data'))).toBe(true);
    // A path that only begins with the same letters says nothing: /proc is another device.
    expect(isOnSameDisk('/proc', join(folder, 'data'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
