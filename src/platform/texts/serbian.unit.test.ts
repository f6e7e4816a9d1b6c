import { expect, test } from 'vitest';
import { toLatin } from './serbian.ts';

// Each letter of the alphabet once, small and capital: the letters of gajica in the order of azbuka.
const CYRILLIC = 'абвгдђежзијклљмнњопрстћуфхцчџш';
const LATIN = 'abvgdđežzijklljmnnjoprstćufhcčdžš';

test('`toLatin` writes each letter of Serbian Cyrillic in Latin letters', () => {
  expect(toLatin(CYRILLIC)).toBe(LATIN);
  expect([...CYRILLIC.toUpperCase()].map((letter) => toLatin(letter)).join('')).toBe('ABVGDĐEŽZIJKLLjMNNjOPRSTĆUFHCČDžŠ');
});

test('`toLatin` writes a letter of two signs as the word around it is written', () => {
  expect(toLatin('Људи, Његош, ЉУДИ, ПРИЈАТЕЉ, џеп, УЏБЕНИК')).toBe('Ljudi, Njegoš, LJUDI, PRIJATELJ, džep, UDŽBENIK');
});

test('`toLatin` keeps Latin words, digits, marks and placeholders', () => {
  expect(toLatin('Скрипта (JavaScript): {n, plural, one {# број} few {# броја} other {# бројева}} „12”')).toBe(
    'Skripta (JavaScript): {n, plural, one {# broj} few {# broja} other {# brojeva}} „12”',
  );
});

test('`toLatin` refuses a letter of another Cyrillic alphabet', () => {
  for (const letter of ['ї', 'ы', 'ѓ', 'й']) expect(() => toLatin(`а${letter}`), letter).toThrow(letter);
});
