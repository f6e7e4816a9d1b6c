import { expect, test } from 'vitest';
import { isGuessedFirst } from './guessed-first.ts';

const OWN = ['Mira Kolb', 'mira.kolb@aldmark.example'];

test.each([
  ['administrator', 'is common'],
  ['Administrator', 'with capitals'],
  ['1qaz2wsx3edc4rfv', 'keys one beside the other'],
  ['Football2026!', 'a common one with figures and a sign'],
  ['   password   ', 'with spaces around it'],
  ['pass word 2026 !', 'with spaces within'],
  ['123456789012', 'a row'],
  ['ponmlkjihgfe', 'a row backwards'],
  ['qwertyuiopas', 'a row of keys'],
  ['aaaaaaaaaaaaaa', 'one letter'],
  ['abcdabcdabcd', 'a piece repeated'],
  ['summer26summer26', 'a piece of eight repeated'],
  ['Manumit-2026!', 'the name of the product'],
  ['mira.kolb2026', 'their name'],
  ['Kolb-Mira-1984', 'their name turned round'],
  ['aldmark2026!!', 'where they are'],
  ['mira.kolb@aldmark.example', 'their address'],
  ['manumitpassword1', 'two of them'],
  ['mot de passe 2026', 'in French'],
  ['password-password', 'with a sign between'],
])('%s is guessed first: %s', (password) => {
  expect(isGuessedFirst(password, OWN)).toBe(true);
});

test.each([
  'twelve letters and more',
  'correct horse battery staple',
  'kolb keeps nine grey herons',
  'ab3d-9fkq-7mzt-hw2x',
  'ω-λ-ψ-Ξ-2718-δ',
  'un château sous la neige',
])('%s is not', (password) => {
  expect(isGuessedFirst(password, OWN)).toBe(false);
});

test('whatever is known of nobody is no part of a password', () => {
  expect(isGuessedFirst('twelve letters and more', [null, '', 'A'])).toBe(false);
});
