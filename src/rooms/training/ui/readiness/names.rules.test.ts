import { expect, test } from 'vitest';
import { readNames } from './names.rules.ts';

test('reads numbers and names by any separator, with a head and a byte order mark', () => {
  const names = readNames('\uFEFFnumber;first;last\naq-101;Ana;Abel\n"AQ-102","Berg, the younger"\nAQ-103\tCato\n\nAQ-104;\n');
  expect([...names]).toEqual([
    ['AQ-101', 'Ana Abel'],
    ['AQ-102', '"Berg the younger"'],
    ['AQ-103', 'Cato'],
  ]);
});
