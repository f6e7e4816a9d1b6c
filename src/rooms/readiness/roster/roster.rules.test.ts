import { expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { changedFields, type RosterPerson, rotationOf } from './roster.rules.ts';
import { ROSTER_COLUMNS, readRoster } from './roster-file.ts';

const HEAD = ROSTER_COLUMNS.join(';');
const against = {
  units: new Map([
    ['1 Company', ['u1']],
    ['Twin', ['u2', 'u3']],
  ]),
  operations: new Map([['QUAY', 'o1']]),
  roles: [ROLE.commander, 'intake'],
};
const read = (...rows: string[]) => readRoster([HEAD, ...rows].join('\n'), against);

test('readRoster reads people by number, each role once, and dates or none', () => {
  const { rows, faults } = read('aq-101;1 Company;contingent;intake commander intake;QUAY;2026-12-01;', 'AQ-102;;local-hire;;;;');
  expect(faults).toEqual([]);
  expect(rows.map(({ value }) => value)).toEqual([
    {
      number: 'AQ-101',
      unit: '1 Company',
      category: 'contingent',
      roles: [ROLE.commander, 'intake'],
      operation: 'QUAY',
      arrives: '2026-12-01',
      leaves: null,
    },
    { number: 'AQ-102', unit: null, category: 'local-hire', roles: [], operation: null, arrives: null, leaves: null },
  ]);
});

test.each([
  ['X;;contingent;;;;', 'wrong-form', 'number'],
  ['AQ-1 Smith;;contingent;;;;', 'wrong-form', 'number'],
  ['AQ-101;9 Company;contingent;;;;', 'not-in-register', 'unit'],
  // Two units with one name are ambiguous.
  ['AQ-101;Twin;contingent;;;;', 'several-in-register', 'unit'],
  ['AQ-101;;soldier;;;;', 'not-one-of', 'category'],
  ['AQ-101;;contingent;cook;;;', 'not-one-of', 'roles'],
  ['AQ-101;;contingent;;ELSE;;', 'not-in-register', 'operation'],
  ['AQ-101;;contingent;;;2026-12;', 'not-a-date', 'arrives'],
  // A date that does not exist: the database would reject it too.
  ['AQ-101;;contingent;;;2027-02-29;', 'not-a-date', 'arrives'],
  ['AQ-101;;contingent;;;;2026-11-31', 'not-a-date', 'leaves'],
  ['AQ-101;;contingent;;;46357;', 'not-a-date', 'arrives'],
  ['AQ-101;;contingent;;;2026-12-02;2026-12-01', 'end-before-start', 'leaves'],
])('the row %s is a problem %s in %s, and no other row is lost', (row, code, column) => {
  const { rows, faults } = read('AQ-900;;contingent;;;;', row, 'AQ-901;;contingent;;;;');
  expect(faults).toMatchObject([{ line: 3, code, values: { column } }]);
  expect(rows.map(({ value }) => value.number)).toEqual(['AQ-900', 'AQ-901']);
});

test('a repeated number is a problem of its second row, and a column for names is refused', () => {
  expect(read('AQ-101;;contingent;;;;', 'AQ-101;;contingent;;;;').faults).toMatchObject([
    { line: 3, code: 'row-twice', values: { first: 2 } },
  ]);
  expect(readRoster(`${HEAD};name\nAQ-101;;contingent;;;;;Smith`, against).faults).toMatchObject([{ line: 1, code: 'column-unknown' }]);
});

const person: RosterPerson = {
  ...{ category: 'contingent', roles: ['a', 'b'], unitId: 'u1', operationId: 'o1', rotationId: 'r1', arrivesOn: null, leavesOn: null },
};
test('changedFields names each changed field, ignores the order of roles, and omits the rotation', () => {
  expect(changedFields(person, { ...person, roles: ['b', 'a'], rotationId: 'r2' })).toEqual([]);
  expect(changedFields(person, { ...person, roles: ['b'], unitId: null, leavesOn: '2027-01-01' })).toEqual(['roles', 'unitId', 'leavesOn']);
});

const rotations = [
  { id: 'r9', unitId: 'u1', operationId: 'o1', from: '2026-06-01', handOver: '2027-01-06' },
  { id: 'r10', unitId: 'u1', operationId: 'o1', from: '2027-01-06', handOver: null },
  { id: 'x', unitId: 'u2', operationId: 'o1', from: '2026-06-01', handOver: null },
];
test.each([
  ['2026-07-01', 'r9'],
  ['2027-01-05', 'r9'],
  ['2027-01-06', 'r10'],
  // Some days before the first begins.
  ['2026-05-28', 'r9'],
  [null, null],
])('a person who arrives on %s belongs to rotation %s', (arrivesOn, rotation) => {
  expect(rotationOf(rotations, { unitId: 'u1', operationId: 'o1', arrivesOn })).toBe(rotation);
});
