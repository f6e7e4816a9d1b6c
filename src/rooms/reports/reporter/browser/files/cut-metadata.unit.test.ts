import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cutMetadata } from './cut-metadata.ts';

const MARKER = 'GPS 42.6629 kestrel';
const segment = (marker: number, content: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};
const JFIF = Buffer.from('4a46494600010100000100010000', 'hex');
const QUANTIZATION = segment(0xdb, Buffer.alloc(65, 1));
const SCAN = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0xff, 0, 0x34, 0xff, 0xd3, 0x56])]);
const END = Buffer.from([0xff, 0xd9]);
const jpeg = (...parts: Buffer[]) => Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts]);

const chunk = (name: string, content: Buffer) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const HEADER = chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex'));
const PIXELS = chunk('IDAT', deflateSync(Buffer.from([0, 7])));
const PNG_END = chunk('IEND', Buffer.alloc(0));

describe('cutMetadata', () => {
  it('cuts EXIF, XMP, previews, comments and what follows the end from a JPEG, and nothing else', () => {
    const plain = jpeg(segment(0xe0, JFIF), QUANTIZATION, SCAN, END);
    const full = jpeg(
      segment(0xe0, Buffer.concat([JFIF.subarray(0, 12), Buffer.from([9, 9]), Buffer.from(MARKER)])),
      segment(0xe1, Buffer.from(`Exif\0\0${MARKER}`)),
      segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${MARKER}`)),
      segment(0xed, Buffer.from(`Photoshop 3.0\0${MARKER}`)),
      Buffer.from([0xff]),
      segment(0xfe, Buffer.from(MARKER)),
      QUANTIZATION,
      SCAN,
      END,
      Buffer.from(MARKER),
    );
    expect(full.includes(MARKER)).toBe(true);
    expect(Buffer.from(cutMetadata(full)!).equals(plain)).toBe(true);
    expect(Buffer.from(cutMetadata(plain)!).equals(plain)).toBe(true);
  });

  it('cuts segments between the scans of a progressive JPEG', () => {
    const full = jpeg(QUANTIZATION, SCAN, segment(0xe1, Buffer.from(MARKER)), SCAN, END);
    expect(Buffer.from(cutMetadata(full)!).equals(jpeg(QUANTIZATION, SCAN, SCAN, END))).toBe(true);
  });

  it('cuts texts, times, EXIF, profiles and what follows the end from a PNG, and nothing else', () => {
    const plain = Buffer.concat([SIGNATURE, HEADER, PIXELS, PNG_END]);
    const full = Buffer.concat([
      ...[SIGNATURE, HEADER, chunk('tEXt', Buffer.from(`Author\0${MARKER}`)), chunk('eXIf', Buffer.from(MARKER))],
      ...[chunk('iCCP', Buffer.from(MARKER)), chunk('tIME', Buffer.alloc(7)), PIXELS, chunk('zTXt', Buffer.from(MARKER)), PNG_END],
      Buffer.from(MARKER),
    ]);
    expect(Buffer.from(cutMetadata(full)!).equals(plain)).toBe(true);
  });

  it.each([
    ['a text', Buffer.from('They sleep behind the depot.')],
    ['nothing', Buffer.alloc(0)],
    ['a JPEG that ends early', jpeg(QUANTIZATION, SCAN)],
    ['a JPEG whose segment is longer than the file', jpeg(Buffer.from([0xff, 0xe1, 0xff, 0xff, 1]))],
    ['a PNG that ends early', Buffer.concat([SIGNATURE, HEADER, PIXELS])],
    ['a PNG whose chunk is longer than the file', Buffer.concat([SIGNATURE, Buffer.from('ffffffff49444154', 'hex')])],
  ])('leaves %s to the warning', (_name, bytes) => {
    expect(cutMetadata(bytes)).toBeNull();
  });
});
