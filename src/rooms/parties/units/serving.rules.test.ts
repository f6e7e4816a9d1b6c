import { expect, test } from 'vitest';
import { operationsOf, servesIn } from './serving.rules.ts';

const rotation = (code: string, from: string, handOver: string | null) => ({
  id: `${code} ${from}`,
  operation: { id: code, code },
  contingent: '1/26',
  from,
  handOver,
  version: 1,
});
const unit = (...rotations: ReturnType<typeof rotation>[]) => ({
  id: 'u',
  name: 'u',
  superiorId: null,
  location: null,
  version: 1,
  rotations,
});

test('an Ally takes part where its units serve on the day, without a confirmed contribution', () => {
  const units = [
    unit(rotation('AMBER-QUAY', '2026-06-15', '2026-12-15'), rotation('AMBER-QUAY', '2026-12-16', '2027-06-15')),
    unit(rotation('STONE-FERRY', '2026-12-16', null)),
  ];
  expect(operationsOf({ contributions: [], units }, '2026-11-24')).toEqual(['AMBER-QUAY']);
  expect(servesIn({ units }, '2026-06-14')).toEqual([]);
  expect(servesIn({ units }, '2028-01-01')).toEqual(['STONE-FERRY']);
});

test('a confirmed contribution and the units in the same operation are named once', () => {
  const contributions = [{ id: 'c', operation: 'AMBER-QUAY', from: '2023-03-01', to: null }];
  expect(operationsOf({ contributions, units: [unit(rotation('AMBER-QUAY', '2026-06-15', null))] }, '2026-11-24')).toEqual(['AMBER-QUAY']);
});
