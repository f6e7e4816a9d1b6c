import { expect, it } from 'vitest';
import { mediaTypeOf } from './file-kind.rules.ts';

const zipOf = (name: string) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(26), Buffer.from(name)]);

it.each([
  ['a PDF', Buffer.from('%PDF-1.4\n'), 'application/pdf'],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png'],
  ['a JPEG', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
  ['a Word file', zipOf('word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['an Excel file', zipOf('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['an OpenDocument text', zipOf('mimetypeapplication/vnd.oasis.opendocument.text'), 'application/vnd.oasis.opendocument.text'],
  ['plain text', Buffer.from('Arrêté n° 7\r\n'), 'text/plain'],
  ['text cut inside a character', Buffer.from('Arrêt').subarray(0, 5), 'text/plain'],
  ['another archive', zipOf('virus.exe'), null],
  ['a program', Buffer.from('MZ\0\x03'), null],
  ['Latin-1', Buffer.from([0x41, 0xe9, 0x41]), null],
])('%s is told by its first bytes', (_, head, expected) => {
  expect(mediaTypeOf(head)).toBe(expected);
});
