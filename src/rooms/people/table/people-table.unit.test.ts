import { expect, it, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { readPeopleTable } from './people-table.ts';

const HEAD = 'email;name;language;role;party;until';
const against = { codes: new Set(['QA']), own: 'me@example.org' };
const read = (...rows: string[]) => readPeopleTable([HEAD, ...rows].join('\n'), against);

it('readPeopleTable reads several roles of one person, and a person without any', () => {
  const { rows, faults } = read(
    'Fay@Example.org;Fay;en;focal-point;QA;',
    'fay@example.org;Fay;en;party-admin;QA;2027-01-31',
    'no@example.org;No;fr;;;',
  );
  expect(faults).toEqual([]);
  expect(rows.map(({ value: { email, role, until } }) => [email, role, until])).toEqual([
    ['fay@example.org', ROLE.focalPoint, null],
    ['fay@example.org', ROLE.partyAdmin, '2027-01-31'],
    ['no@example.org', null, null],
  ]);
});

test.each([
  ['no address;Fay;en;focal-point;QA;', 'wrong-form', 'email'],
  ['fay@example.org;Fay;de;focal-point;QA;', 'not-one-of', 'language'],
  ['fay@example.org;Fay;en;king;QA;', 'not-one-of', 'role'],
  ['fay@example.org;Fay;en;focal-point;ZZ;', 'not-in-register', 'party'],
  ['fay@example.org;Fay;en;focal-point;;', 'empty-cell', 'party'],
  ['fay@example.org;Fay;en;;QA;', 'empty-cell', 'role'],
  ['fay@example.org;Fay;en;focal-point;QA;2027-02-30', 'not-a-date', 'until'],
  // People cannot propose roles for themselves.
  ['me@example.org;Me;en;auditor;;', 'own-role', 'role'],
])('a row “%s” is a problem %s at %s', (row, code, column) => {
  expect(read(row).faults).toMatchObject([{ line: 2, code, values: { column } }]);
});

it('one email address with two names or languages is a problem of the second row', () => {
  expect(read('fay@example.org;Fay;en;;;', 'fay@example.org;Fee;fr;focal-point;QA;').faults).toMatchObject([
    { line: 3, code: 'not-one-of', values: { column: 'name', allowed: 'Fay' } },
    { line: 3, code: 'not-one-of', values: { column: 'language', allowed: 'en' } },
  ]);
});
