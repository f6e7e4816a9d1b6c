import { expect, it } from 'vitest';
import { endingsMissed, mediaTypeOf, TextReader } from './file-kind.rules.ts';

it.each([
  ['a PDF', Buffer.from('%PDF-1.4\n'), 'application/pdf'],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png'],
  ['a JPEG', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
  ['an archive of any kind', Buffer.from('504b03040000', 'hex'), 'application/zip'],
  ['plain text', Buffer.from('Arrêté n° 7\r\n'), 'text/plain'],
  ['text cut inside a character', Buffer.from('Arrêt').subarray(0, 4), 'text/plain'],
  ['a program', Buffer.from('MZ\0\x03'), null],
  ['Latin-1', Buffer.from([0x41, 0xe9, 0x41]), null],
])('mediaTypeOf recognises %s by its first bytes', (_, head, expected) => {
  expect(mediaTypeOf(head)).toBe(expected);
});

it.each([
  ['Order 7.pdf', 'application/pdf', []],
  ['PHOTO.JPG', 'image/jpeg', []],
  ['photo.png', 'image/jpeg', ['jpg', 'jpeg', 'jfif']],
  ['page.html', 'text/plain', ['txt', 'csv', 'md']],
  ['drawing.svg', 'text/plain', ['txt', 'csv', 'md']],
  ['order.pdf.exe', 'application/pdf', ['pdf']],
  ['pdf', 'application/pdf', ['pdf']],
  ['.pdf', 'application/pdf', []],
])('endingsMissed accepts the name %s for %s only with an ending of that type', (name, mediaType, missed) => {
  expect(endingsMissed(name, mediaType)).toEqual(missed);
});

it('TextReader checks a text to its end, even where a chunk ends inside a character', () => {
  const bytes = Buffer.from('Arrêté');
  const reader = new TextReader();
  expect([reader.takes(bytes.subarray(0, 4)), reader.takes(bytes.subarray(4)), reader.takes()]).toEqual([true, true, true]);
  expect(new TextReader().takes(Buffer.from([0x41, 0]))).toBe(false);
  const cut = new TextReader();
  expect([cut.takes(bytes.subarray(0, 4)), cut.takes()]).toEqual([true, false]);
});
