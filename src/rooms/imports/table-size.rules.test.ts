import { expect, test } from 'vitest';
import { accept, refuse } from '#kernel/decision.ts';
import { decideRowCount, sizeOfTable } from './table-size.rules.ts';

test.each([
  ['nothing', '', { rows: 0, cells: 0 }],
  ['rows with whichever line end', 'a,b\nc,d\r\ne,f\rg,h', { rows: 4, cells: 8 }],
  ['empty lines, which are no rows', '\n\na\n\n\nb\n', { rows: 2, cells: 2 }],
  ['cells of several lines and with separators', '"a\nb",";,""\n""",c\nd', { rows: 2, cells: 4 }],
  ['whichever separator', 'a;b\tc', { rows: 1, cells: 3 }],
  ['a million rows', 'a\n'.repeat(1_000_000), { rows: 1_000_000, cells: 1_000_000 }],
])('sizeOfTable counts %s', (_, text, size) => {
  expect(sizeOfTable(text)).toEqual(size);
});

test.each([
  [2000, 'person', accept(2000)],
  [2001, 'person', refuse('imports/too-many-rows', { most: 2000 })],
  [2001, 'installation', refuse('imports/too-many-for-command', { most: 2000 })],
] as const)('decideRowCount answers %i rows of a table sent by a %s as that sender can go on', (rows, sender, decision) => {
  expect(decideRowCount(rows, 2000, sender)).toEqual(decision);
});
