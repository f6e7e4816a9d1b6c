import { expect, test } from 'vitest';
import { nameOf, withNames } from './names.rules.ts';

const nobody = new Map<string, string>();

test('withNames reads numbers and names with any separator, a header and a byte order mark', () => {
  const names = withNames(nobody, 'p', '\uFEFFnumber;first;last\naq-101;Ana;Abel\n"AQ-102","Berg, the younger"\nAQ-103\tCato\n\nAQ-104;\n');
  expect(['AQ-101', 'AQ-102', 'AQ-103', 'AQ-104'].map((number) => nameOf(names, { partyId: 'p', number }))).toEqual([
    'Ana Abel',
    'Berg the younger',
    'Cato',
    undefined,
  ]);
});

test('withNames keeps equal numbers of two parties apart', () => {
  const one = withNames(nobody, 'p', 'AQ-101;Ana Abel');
  expect(nameOf(one, { partyId: 'q', number: 'AQ-101' })).toBeUndefined();
  const both = withNames(one, 'q', 'AQ-101;Zoe Zurn');
  expect(['p', 'q'].map((partyId) => nameOf(both, { partyId, number: 'AQ-101' }))).toEqual(['Ana Abel', 'Zoe Zurn']);
  // A new file replaces the earlier one of that party only.
  const other = withNames(both, 'p', 'AQ-102;Bea Bond');
  expect([...other.values()]).toEqual(['Zoe Zurn', 'Bea Bond']);
});
