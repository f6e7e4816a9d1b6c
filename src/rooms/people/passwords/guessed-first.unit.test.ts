import { expect, test } from 'vitest';
import { isGuessedFirst } from './guessed-first.ts';

const OWN = ['Mira Kolb', 'mira.kolb@aldmark.example'];

test.each([
  ['administrator', 'is common'],
  ['Administrator', 'with capitals'],
  ['1qaz2wsx3edc4rfv', 'neighbouring keys'],
  ['Football2026!', 'a common one with figures and a sign'],
  ['   password   ', 'with spaces around it'],
  ['pass word 2026 !', 'with spaces within'],
  ['123456789012', 'a row'],
  ['ponmlkjihgfe', 'a row backwards'],
  ['qwertyuiopas', 'a row of keys'],
  ['aaaaaaaaaaaaaa', 'one letter'],
  ['abcdabcdabcd', 'a part repeated'],
  ['summer26summer26', 'a part of eight repeated'],
  ['Manumit-2026!', 'the name of the product'],
  ['mira.kolb2026', 'their name'],
  ['Kolb-Mira-1984', 'their name turned round'],
  ['aldmark2026!!', 'their organisation'],
  ['mira.kolb@aldmark.example', 'their address'],
  ['manumitpassword1', 'two of them'],
  ['mot de passe 2026', 'in French'],
  ['password-password', 'with a sign between'],
  ['Bonjour2026!!', 'a French word with figures and signs'],
  ['Sébastien1984', 'a given name with a year'],
  ['Dictionnaire', 'a long French word'],
  ['jetaimemaman', 'two French words of many passwords'],
  ['JeTaimeMonAmour', 'three French words of many passwords'],
  ['ｐａｓｓｗｏｒｄ２０２６', 'in wide letters'],
  ['p\u200Ba\u200Bs\u200Bs\u200Bword2026', 'with spaces of no width'],
  ['x7q\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B\u200B', 'three characters and nine invisible ones'],
  ['pass\u00ADword\uFEFF\u2060\uFE0F26', 'with other invisible characters'],
  ['password\u3164\u3164\u115F\u2800', 'with blank letters'],
  ['pa\u0338ssw\u0338ord2026', 'with marks over its letters'],
  ['р\u0430ssw\u043Erd2026!', 'with Cyrillic letters that look alike'],
  ['P4$$w0rd2026', 'with figures and signs for letters'],
  ['m0td3p4ss3!!!', 'a French one with figures for letters'],
  ['p.a.s.s.w.o.r.d', 'with signs between its letters'],
  ['azertyuiop123', 'a row of French keys with figures'],
  ['azertyazerty1', 'a part repeated, with a figure'],
  ['&é"\'(-è_çà)=', 'the upper row of French keys'],
  ['1a2z3e4r5t6y', 'two rows of French keys in turn'],
  ['aqwzsxedcrfv', 'columns of French keys'],
  ['!QAZ2wsx#EDC', 'columns of keys with the shift key'],
  ['qsdfghjklmù*', 'the middle row of French keys'],
  ['qwertzuiop12', 'a row of German keys'],
])('%s is easily guessed: %s', (password) => {
  expect(isGuessedFirst(password, OWN)).toBe(true);
});

test.each([
  'twelve letters and more',
  'correct horse battery staple',
  'kolb keeps nine grey herons',
  'ab3d-9fkq-7mzt-hw2x',
  'ω-λ-ψ-Ξ-2718-δ',
  'un château sous la neige',
  'xk7Qp2vLm9Rt',
  'nénuphar gris sur le toit',
  'поезд идёт через мост',
  'пароль для двери',
  'four unrelated words in a row',
])('%s is not easily guessed', (password) => {
  expect(isGuessedFirst(password, OWN)).toBe(false);
});

test('empty facts about a person match no password', () => {
  expect(isGuessedFirst('twelve letters and more', [null, '', 'A'])).toBe(false);
});
