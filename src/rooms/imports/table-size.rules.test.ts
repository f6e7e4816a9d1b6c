import { expect, test } from 'vitest';
import { sizeOfTable } from './table-size.rules.ts';

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
