import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, csvOf, guardText, unguardText } from './csv.ts';

test.each([
  ['plain', 'plain'],
  [null, ''],
  ['a, b', '"a, b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=SUM(A1)', "'=SUM(A1)"],
  ['+381', "'+381"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
  ['\t=1', "'\t=1"],
  ['=1,2', '"\'=1,2"'],
])('csvCell writes the cell %j as %s', (value, written) => {
  expect(csvCell(value)).toBe(written);
});

test('`csvOf` ends each row with a line end, and writes null as an empty cell', () => {
  expect(
    csvOf([
      ['a', null],
      ['', "'=b"],
    ]),
  ).toBe("a,\r\n,''=b\r\n");
});

test('`unguardText` gives back every text that `guardText` was given', () => {
  const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', 'a', ' ', '\t') });
  fc.assert(
    fc.property(text, (one) => {
      expect(unguardText(guardText(one))).toBe(one);
    }),
  );
  expect(unguardText("'tis")).toBe("'tis");
});
