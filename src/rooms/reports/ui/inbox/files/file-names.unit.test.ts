import { describe, expect, test } from 'vitest';
import { isPicture, safeFileName } from './file-names.ts';

describe('safeFileName (5e)', () => {
  test.each([
    ['depot at night.jpg', 'depot at night.jpg'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\names\n.txt', 'C__names.txt'],
    ['снимок ночью.png', 'снимок ночью.png'],
    ['..', 'file'],
    ['', 'file'],
  ])('makes of %j the name %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe);
  });

  test('shortens a name that fills the page', () => {
    expect(safeFileName('a'.repeat(5000))).toHaveLength(100);
  });
});

test('isPicture refuses SVG, which can hold script', () => {
  expect(['image/jpeg', 'image/svg+xml', 'text/html'].map(isPicture)).toEqual([true, false, false]);
});
