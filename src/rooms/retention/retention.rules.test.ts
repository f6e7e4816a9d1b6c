import { expect, test } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { periodsOn, RETENTION, RULES, retentionFaults } from './retention.rules.ts';

test('retentionFaults lists tables without a rule and rules without a table', () => {
  const tables = Object.keys(RETENTION);
  expect(retentionFaults(tables)).toEqual({ unruled: [], missing: [] });
  expect(retentionFaults([...tables.slice(1), 'returns.message'])).toEqual({ unruled: ['returns.message'], missing: [tables[0]] });
});

test('every period is a whole number of days or months, at least one, and reports have those of the edition', () => {
  const periods = periodsOn((id) => currentEdition().parameter(id, '2026-12-01'));
  expect(Object.keys(periods).sort()).toEqual([...RULES].sort());
  expect(Object.entries(periods).filter(([, { n }]) => !Number.isInteger(n) || n < 1)).toEqual([]);
  expect([periods['report-junk'], periods['report-closed']]).toEqual([
    { n: 30, unit: 'days' },
    { n: 12, unit: 'months' },
  ]);
});
