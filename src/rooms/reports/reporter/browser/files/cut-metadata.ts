import { type Bytes, joinBytes } from '../../../crypto/bytes.ts';

/** Cuts everything from a picture that its pixels do not need: place, device, time, previews, comments. Null for bytes that are no JPEG or PNG of the usual form. */
export function cutMetadata(bytes: Uint8Array): Bytes | null {
  try {
    return isJpeg(bytes) ? cutJpeg(bytes) : isPng(bytes) ? cutPng(bytes) : null;
  } catch (error) {
    // The bytes end early, or say something else than they hold.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const JPEG = { start: 0xd8, end: 0xd9, scan: 0xda, comment: 0xfe, firstApp: 0xe0, lastApp: 0xef, jfif: 0xe0, adobe: 0xee } as const;

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === JPEG.start;
}

/**
 * A JPEG (ITU-T T.81, annex B) without its application segments and comments: EXIF, GPS, XMP, IPTC, previews. Kept are those that say how colours are read: JFIF,
 * without a preview, and Adobe's. Nothing follows the end of the picture.
 */
function cutJpeg(bytes: Uint8Array): Bytes | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    // Fill bytes before a marker.
    while (view.getUint8(at + 1) === 0xff) at += 1;
    const marker = view.getUint8(at + 1);
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === JPEG.jfif && isNamed(segment, 'JFIF')) kept.push(withoutPreview(segment));
    else if (marker === JPEG.adobe && isNamed(segment, 'Adobe')) kept.push(segment);
    else if (!((marker >= JPEG.firstApp && marker <= JPEG.lastApp) || marker === JPEG.comment)) kept.push(segment);
    at = end;
    if (marker !== JPEG.scan) continue;
    // The scans: a marker in them is followed by 00, or restarts (D0 to D7). Any other ends the scan.
    while (at < bytes.length - 1) {
      const next = bytes[at + 1]!;
      if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) break;
      at += 1;
    }
    kept.push(bytes.subarray(end, at));
    if (view.getUint8(at + 1) === JPEG.end) return joinBytes(...kept, bytes.subarray(at, at + 2));
  }
}

const NAME_AT = 4;
const isNamed = (segment: Uint8Array, name: string) => [...name].every((letter, at) => segment[NAME_AT + at] === letter.charCodeAt(0));

/** A JFIF segment with its preview cut: 16 bytes, the last two of them zero. */
function withoutPreview(segment: Uint8Array): Uint8Array {
  const short = new Uint8Array(18);
  short.set(segment.subarray(0, 16));
  new DataView(short.buffer).setUint16(2, 16);
  return short;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The chunks of a PNG (W3C, third edition, 11) that its pixels and colours need. */
const PNG_KEPT: readonly string[] = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'acTL', 'fcTL', 'fdAT'];

function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/** A PNG without its texts, times, EXIF, colour profiles and unknown chunks. Nothing follows its end. */
function cutPng(bytes: Uint8Array): Bytes | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept = [bytes.subarray(0, PNG_SIGNATURE.length)];
  for (let at = PNG_SIGNATURE.length; ; ) {
    // Length, name, content, checksum.
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (PNG_KEPT.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return joinBytes(...kept);
    at = end;
  }
}
