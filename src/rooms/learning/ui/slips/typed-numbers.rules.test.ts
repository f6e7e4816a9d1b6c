import { expect, test } from 'vitest';
import { mayAddUnknown, numbersIn, withoutNumbers } from './typed-numbers.rules.ts';

test('numbersIn names each number once, however it was typed', () => {
  expect(numbersIn(' XC-1\nxc-2, XC-2;XC-3 ')).toEqual(['XC-1', 'XC-2', 'XC-3']);
  expect(numbersIn(' \n')).toEqual([]);
});

test('withoutNumbers leaves the numbers that have no answer', () => {
  expect(withoutNumbers('XC-1 xc-2 XC-3', ['XC-2'])).toBe('XC-1\nXC-3');
});

test('mayAddUnknown refuses a category for a number whose part was not refused before', () => {
  const refused = new Set(['XC-1', 'XC-2']);
  expect(mayAddUnknown(['XC-2', 'XC-1'], refused)).toBe(true);
  expect(mayAddUnknown(['XC-1', 'XC-3'], refused)).toBe(false);
});
