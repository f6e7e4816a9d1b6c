import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { glyphCoverage, printable } from './glyph-coverage.ts';

const font = readFileSync(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'));
const covers = glyphCoverage(font);

test.each(['A', 'é', 'Ł', 'Ж', 'Ω', '’', '«', '†', '\u00a0', '\u202f'])('the font draws %s', (character) => {
  expect(covers(character.codePointAt(0)!)).toBe(true);
});

test.each(['ع', '中', '😀', '\uffff'])('the font does not draw %s', (character) => {
  expect(covers(character.codePointAt(0)!)).toBe(false);
});

test('cleaning a text removes control characters, keeps line breaks and composes accents', () => {
  expect(printable('a\u0000b\u0085\r\nc\td e\u0301', covers)).toBe('ab\nc d é');
  expect(printable('中', covers)).toBe('[U+4E2D]');
});

test('an over-long word may break, but an address and a hash may not', () => {
  expect(
    printable('x'.repeat(70), covers)
      .split('\u200b')
      .map((part) => part.length),
  ).toEqual([30, 30, 10]);
  for (const whole of ['f'.repeat(64), `https://example.org/${'chapter/'.repeat(20)}`]) expect(printable(whole, covers)).toBe(whole);
});

test('a file that is not a font is refused', () => {
  expect(() => glyphCoverage(Buffer.alloc(64))).toThrow('cmap');
});
