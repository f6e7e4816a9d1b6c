import { expect, test } from 'vitest';
import { inForce, valueFault } from './parameter-value.rules.ts';

const decision = (fromDay: string, number: number) => ({ fromDay, number });

test('inForce chooses the decision with the latest day that has begun, of several for one day the newest', () => {
  const [first, corrected, later] = [decision('2026-12-01', 2), decision('2026-12-01', 3), decision('2027-01-01', 1)];
  const all = [later, corrected, first];
  expect(inForce(all, '2026-11-30')).toBeUndefined();
  expect(inForce(all, '2026-12-01')).toBe(corrected);
  expect(inForce(all, '2026-12-31')).toBe(corrected);
  expect(inForce(all, '2027-01-01')).toBe(later);
});

test('valueFault refuses another type, values outside the limits of the unit, and unknown instruments', () => {
  const fault = (unit: 'days' | 'percent', value: number | string) => valueFault({ value: 10, unit }, value, []);
  expect([
    fault('days', 3650),
    fault('days', 3651),
    fault('days', 0),
    fault('days', '5'),
    fault('percent', 100),
    fault('percent', 101),
  ]).toEqual([null, 'limits', 'limits', 'type', null, 'limits']);
  const code = (id: string) => valueFault({ value: 'OSCE-COC-1994', unit: 'instrument' }, id, [{ id: 'OSCE-COC-1994' }]);
  expect([code('OSCE-COC-1994'), code('MARPOL')]).toEqual([null, 'instrument']);
});
