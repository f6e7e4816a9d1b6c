import { expect, test } from 'vitest';
import { keptWithReports } from './backup-state.ts';

test('an installation with reports is shown a setting without effect, and what the program cannot see', () => {
  const findings = (keepDays: number, databaseUrl?: string) =>
    keptWithReports({ ...(databaseUrl && { databaseUrl }), backup: { place: '/x', recipients: [], at: '02:30', keepDays } });
  expect(findings(34)).toEqual([]);
  expect(findings(90)).toMatchObject([{ state: 'warning', found: expect.stringContaining('BACKUP_KEEP_DAYS is 90') }]);
  expect(findings(30, 'postgres://db')).toMatchObject([{ about: 'Log with reports', state: 'not-checked' }]);
});
