import { expect, test } from 'vitest';
import { MONTHS, RETENTION, retentionFaults } from './retention.rules.ts';

test('retentionFaults lists tables without a rule and rules without a table', () => {
  const tables = Object.keys(RETENTION);
  expect(retentionFaults(tables)).toEqual({ unruled: [], missing: [] });
  expect(retentionFaults([...tables.slice(1), 'returns.message'])).toEqual({ unruled: ['returns.message'], missing: [tables[0]] });
});

test('every period is a whole number of months, at least one', () => {
  expect(Object.values(MONTHS).length).toBeGreaterThan(5);
  expect(Object.entries(MONTHS).filter(([, months]) => !Number.isInteger(months) || months < 1)).toEqual([]);
});
