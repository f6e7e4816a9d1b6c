import { expect, test } from 'vitest';
import { MONTHS, RETENTION, retentionFaults } from './retention.rules.ts';

test('a table without a rule is named, and so is a rule whose table is gone', () => {
  const tables = Object.keys(RETENTION);
  expect(retentionFaults(tables)).toEqual({ unruled: [], gone: [] });
  expect(retentionFaults([...tables.slice(1), 'returns.message'])).toEqual({ unruled: ['returns.message'], gone: [tables[0]] });
});

test('every span is a whole number of months, at least one', () => {
  expect(Object.values(MONTHS).length).toBeGreaterThan(5);
  expect(Object.entries(MONTHS).filter(([, months]) => !Number.isInteger(months) || months < 1)).toEqual([]);
});
