import { expect, test } from 'vitest';
import { numbersTwice, partsOf } from './table-parts.rules.ts';

test('partsOf repeats the header in each part, and gives its first row’s line in the file', () => {
  expect(partsOf('\uFEFFa;b\r\n1;1\r\n2;2\r\n\r\n3;3\r\n', 2)).toEqual([
    { table: 'a;b\n1;1\n2;2', firstLine: 2, rows: 2 },
    { table: 'a;b\n\n3;3\n', firstLine: 4, rows: 1 },
  ]);
});

test('partsOf keeps a cell of two lines whole, and makes one part of a file without rows', () => {
  expect(partsOf('a;b\n"1\nx";1\n2;2', 1).map(({ table }) => table)).toEqual(['a;b\n"1\nx";1', 'a;b\n2;2']);
  expect(partsOf('a;b', 2)).toEqual([{ table: 'a;b', firstLine: 2, rows: 0 }]);
});

test('numbersTwice finds a repeated number at any distance and with any separator', () => {
  const twice = [{ line: 4, first: 2, number: 'AQ-1' }];
  expect(numbersTwice('number;unit\nAQ-1;a\nAQ-2;b\naq-1 ;c\n\n')).toEqual(twice);
  expect(numbersTwice('\uFEFF"unit","number"\r\n"a","AQ-1"\r\n"b","AQ-2"\r\n"c","AQ-1"')).toEqual(twice);
  expect(numbersTwice('number;unit\nAQ-1;a\nAQ-2;AQ-1')).toEqual([]);
  expect(numbersTwice('unit;roles\na;b\na;b')).toEqual([]);
});
