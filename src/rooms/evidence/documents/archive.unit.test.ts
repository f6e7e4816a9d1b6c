import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { type ZipPart, zip, zip64 } from '#test/files/zip.ts';
import { examineOfficeFile } from './archive.ts';

const TYPES: ZipPart = { name: '[Content_Types].xml' };
const word = (...more: ZipPart[]) => zip(TYPES, { name: 'word/document.xml', content: '<w:document/>'.repeat(50) }, ...more);
const excel = (...more: ZipPart[]) => zip(TYPES, { name: 'xl/workbook.xml' }, ...more);
const open = (type: string, ...more: ZipPart[]) =>
  zip({ name: 'mimetype', content: `application/vnd.oasis.opendocument.${type}`, stored: true }, { name: 'content.xml' }, ...more);
const LOCKED = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
const MB = 1024 * 1024;
const parts = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `xl/${at}.xml` }));

/** The archive with one bit of `words` changed. Its size stays the same. */
function flipBit(archive: Buffer, words: string): Buffer {
  const bytes = Buffer.from(archive);
  bytes[bytes.indexOf(words)]! ^= 1;
  return bytes;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function outcomeOf(bytes: Buffer): Promise<string> {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  return examineOfficeFile(path).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    return (error.details.reason as string | undefined) ?? error.code;
  });
}

const OOXML = 'application/vnd.openxmlformats-officedocument';

describe('examineOfficeFile', () => {
  it.each([
    ['Word', word(), `${OOXML}.wordprocessingml.document`],
    ['Excel', excel(), `${OOXML}.spreadsheetml.sheet`],
    [
      'Word with the table behind a chart',
      word({ name: 'word/embeddings/Sheet1.xlsx', content: excel() }),
      `${OOXML}.wordprocessingml.document`,
    ],
    [
      'Word with a large picture',
      word({ name: 'word/media/1.png', content: Buffer.alloc(3 * MB, 'ab'), stored: true }),
      `${OOXML}.wordprocessingml.document`,
    ],
    ['Word with an end of ZIP64', zip64(word()), `${OOXML}.wordprocessingml.document`],
    ['OpenDocument text', open('text'), 'application/vnd.oasis.opendocument.text'],
    ['OpenDocument spreadsheet', open('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
  ])('recognises %s by its required parts', async (_, bytes, mediaType) => {
    expect(await outcomeOf(bytes)).toBe(mediaType);
  });

  it.each([
    ['any other archive', zip({ name: 'a.txt' })],
    ['a program with a folder called word', zip({ name: 'word/run.class' }, { name: 'META-INF/MANIFEST.MF' })],
    ['a template of OpenDocument', open('text-template')],
    ['PowerPoint', zip(TYPES, { name: 'ppt/presentation.xml' })],
  ])('refuses %s as another kind of file', async (_, bytes) => {
    expect(await outcomeOf(bytes)).toBe('evidence/file-kind-refused');
  });

  it.each([
    ['with a password', word({ name: 'word/a.xml', flags: 1 }), 'locked'],
    ['of OpenDocument with a password', open('text', { name: 'META-INF/manifest.xml', content: LOCKED }), 'locked'],
    ['of OpenDocument with macros in Python', open('text', { name: 'Scripts/python/a.py' }), 'macros'],
    ['with macros', word({ name: 'word/vbaProject.bin' }), 'macros'],
    ['with an archive among its pictures', word({ name: 'word/media/1.png', content: zip({ name: 'a' }) }), 'nested'],
    ['with another kind of archive inside', word({ name: 'word/media/1.png', content: Buffer.from('377abcaf271c0000', 'hex') }), 'nested'],
    ['with an archive where a table may be', word({ name: 'word/embeddings/1.xlsx', content: zip({ name: 'a' }) }), 'nested'],
    [
      'with archives in archives',
      word({ name: 'word/embeddings/1.docx', content: word({ name: 'word/embeddings/1.xlsx', content: excel() }) }),
      'nested',
    ],
    [
      'with macros in the table behind a chart',
      word({ name: 'word/embeddings/1.xlsx', content: excel({ name: 'xl/vbaProject.bin' }) }),
      'macros',
    ],
    ['of more parts than any document', word(...parts(2_000)), 'oversized'],
    [
      'whose tables have more parts together than any document',
      word(...[1, 2].map((at) => ({ name: `word/embeddings/${at}.xlsx`, content: excel(...parts(1_000)) }))),
      'oversized',
    ],
    [
      'that declares more than a document unpacks to',
      word(...Array.from({ length: 6 }, (_, at) => ({ name: `word/${at}.xml`, says: { expanded: 50 * MB } }))),
      'oversized',
    ],
    ['that unpacks to a thousand times its size', word({ name: 'word/a.xml', content: Buffer.alloc(20 * MB) }), 'oversized'],
    [
      'that unpacks to more than it declares',
      word({ name: 'word/a.xml', content: Buffer.alloc(20 * MB), says: { expanded: 100 } }),
      'damaged',
    ],
    [
      'whose parts lie over each other',
      word(...Array.from({ length: 50 }, (_, at) => ({ name: `word/${at}.xml`, content: 'y'.repeat(9), sameAs: 1 }))),
      'damaged',
    ],
    ['with the same part twice', word({ name: 'word/document.xml' }), 'damaged'],
    ['with a part that leads out of its folder', word({ name: '../outside' }), 'damaged'],
    ['cut short', word().subarray(0, -30), 'damaged'],
    ['whose end of ZIP64 is beyond the end of any file', zip64(word(), { end: 2n ** 60n }), 'damaged'],
    ['whose directory of ZIP64 is beyond the end of any file', zip64(word(), { directory: 2n ** 60n }), 'damaged'],
    [
      'with one bit changed in its words',
      flipBit(word({ name: 'word/a.xml', content: 'Ja und nein', stored: true }), 'Ja und nein'),
      'damaged',
    ],
  ])('refuses a file %s', async (_, bytes, reason) => {
    expect(await outcomeOf(bytes)).toBe(reason);
  });

  it('adds the unpacked size of embedded tables to that of the document', async () => {
    // Compresses a hundredfold; each archive alone is within the limits.
    const table = excel({ name: 'xl/a.xml', content: Buffer.alloc(9 * MB, randomBytes(20_000)), stored: true });
    const tables = (most: number) =>
      word(...Array.from({ length: most }, (_, at) => ({ name: `word/embeddings/${at}.xlsx`, content: table })));
    expect(await outcomeOf(tables(2))).toBe(`${OOXML}.wordprocessingml.document`);
    expect(await outcomeOf(tables(14))).toBe('oversized');
  });
});
