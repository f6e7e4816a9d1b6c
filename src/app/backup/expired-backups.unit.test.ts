import { expect, test } from 'vitest';
import { type Backup, expiredBackups } from './place/place.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
/** Backups of these days, the newest first; the newest is proven. */
const rowOf = (...days: string[]) =>
  days.map(
    (day, at) =>
      ({
        name: day,
        manifest: { sequence: days.length - at, made: `${day}T02:30:00.000Z` },
        proof: at === 0 ? {} : undefined,
      }) as unknown as Backup,
  );
const namesOfExpired = (backups: Backup[]) => expiredBackups(backups, NOW, 30).map(({ name }) => name);

test('backups past their retention are removed, except the newest proven one and those after it', () => {
  expect(namesOfExpired(rowOf('2026-11-28', '2026-11-27', '2026-10-20', '2026-10-19'))).toEqual(['2026-10-20', '2026-10-19']);
  expect(namesOfExpired(rowOf('2026-01-02', '2026-01-01'))).toEqual(['2026-01-01']);
  expect(namesOfExpired(rowOf('2026-01-02', '2026-01-01').map((one) => ({ ...one, proof: undefined })))).toEqual([]);
});

test('a wrongly dated backup leaves no gap in the sequence, and does not keep others from expiring', () => {
  // Dated years too early, it stays as long as the one before it.
  expect(namesOfExpired(rowOf('2026-11-28', '1970-01-01', '2026-11-26', '2026-10-20'))).toEqual(['2026-10-20']);
  // Dated years too late, it goes with the one after it, and no later.
  expect(namesOfExpired(rowOf('2026-11-28', '2030-01-01', '2026-11-26', '2026-10-20'))).toEqual(['2026-10-20']);
  expect(namesOfExpired(rowOf('2026-11-28', '2026-10-22', '2030-01-01', '2026-10-20'))).toEqual(['2026-10-22', '2030-01-01', '2026-10-20']);
  expect(namesOfExpired(rowOf('2030-01-01', '2029-12-31', '2026-10-20'))).toEqual(['2026-10-20']);
});
