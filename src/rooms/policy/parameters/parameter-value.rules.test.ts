import { expect, test } from 'vitest';
import { type Deciding, effective, heldDecisions, inForce, lastFixedDay, valueFault } from './parameter-value.rules.ts';

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

test('effective names the decision in force and, of those that are coming, the newest for each day', () => {
  const [now, first, corrected, later] = [
    decision('2026-12-01', 1),
    decision('2027-01-01', 2),
    decision('2027-01-01', 3),
    decision('2027-02-01', 4),
  ];
  expect(effective([now, first, corrected, later], '2026-12-05')).toEqual({ now, coming: [corrected, later] });
  expect(effective([later], '2026-12-05')).toEqual({ now: undefined, coming: [later] });
});

// Numbers of an edition by parameter, and the edition that it supersedes.
function anEdition(
  id: string,
  values: Record<string, number | string>,
  supersedes: Deciding | null = null,
  codes = ['OLD', 'NEW'],
): Deciding {
  const parameters = Object.entries(values).map(([name, value]) => ({
    ...{ id: name, value },
    unit: typeof value === 'string' ? ('instrument' as const) : ('days' as const),
  }));
  return { id, supersedes, parameters, instruments: codes.map((code) => ({ id: code })) };
}
const made = (editionId: string, parameterId: string, value: number | string, number = 1) => ({
  ...{ editionId, parameterId, value, number, fromDay: '2026-12-01' },
});
const valuesOf = (edition: Deciding, all: ReturnType<typeof made>[]) =>
  heldDecisions(edition, all).map(({ parameterId, value }) => [parameterId, value]);

test('heldDecisions keeps a decision in the next edition unless that changes the own value, even to the decided one', () => {
  const first = anEdition('A', { kept: 10, changed: 10, adopted: 10 });
  const next = anEdition('B', { kept: 10, changed: 20, adopted: 5, added: 1 }, first);
  const all = [made('A', 'kept', 5), made('A', 'changed', 5), made('A', 'adopted', 5), made('B', 'changed', 7), made('B', 'kept', 6, 2)];
  expect(valuesOf(first, all)).toEqual([
    ['kept', 5],
    ['changed', 5],
    ['adopted', 5],
  ]);
  expect(valuesOf(next, all)).toEqual([
    ['kept', 5],
    ['changed', 7],
    ['kept', 6],
  ]);
});

test('heldDecisions does not bring back a decision that an edition in between ended', () => {
  const first = anEdition('A', { kept: 10, back: 10 });
  const second = anEdition('B', { kept: 10, back: 20 }, first);
  const third = anEdition('C', { kept: 10, back: 10 }, second);
  expect(valuesOf(third, [made('A', 'kept', 5), made('A', 'back', 5)])).toEqual([['kept', 5]]);
});

test('heldDecisions ends an instrument that the next edition does not name, and a parameter that it does not have', () => {
  const first = anEdition('A', { code: 'OLD', gone: 1 });
  const all = [made('A', 'code', 'NEW'), made('A', 'gone', 2)];
  expect(valuesOf(anEdition('B', { code: 'OLD' }, first), all)).toEqual([['code', 'NEW']]);
  expect(valuesOf(anEdition('B', { code: 'OLD' }, first, ['OLD']), all)).toEqual([]);
});

test('lastFixedDay is today, and in the last minute of today tomorrow, so that every process knows a decision before its day', () => {
  expect(lastFixedDay(new Date('2026-11-29T23:58:59Z'))).toBe('2026-11-29');
  expect(lastFixedDay(new Date('2026-11-29T23:59:30Z'))).toBe('2026-11-30');
});
