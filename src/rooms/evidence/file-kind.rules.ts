/** Largest file kept, in bytes: 25 MB. */
export const FILE_LIMIT_BYTES = 25 * 1024 * 1024;

/** How many of the first bytes tell the kind of a file. */
export const HEAD_BYTES = 16_384;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const SIGNATURES: readonly { bytes: readonly number[]; at?: number; mediaType: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], mediaType: 'application/pdf' },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], mediaType: 'image/png' },
  { bytes: [0xff, 0xd8, 0xff], mediaType: 'image/jpeg' },
];
// Office files are ZIP archives; the name of an early entry tells them apart from any other archive, which is refused.
const OFFICE: readonly { entry: string; mediaType: string }[] = [
  { entry: 'word/', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { entry: 'xl/', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  { entry: 'mimetypeapplication/vnd.oasis.opendocument.text', mediaType: 'application/vnd.oasis.opendocument.text' },
  { entry: 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet', mediaType: 'application/vnd.oasis.opendocument.spreadsheet' },
];

/**
 * The media type of a file by its first bytes, never by its name; null for a kind that is not kept here.
 * Kept: PDF, PNG, JPEG, Word, Excel, OpenDocument, plain text in UTF-8.
 */
export function mediaTypeOf(head: Uint8Array): string | null {
  const found = SIGNATURES.find(({ bytes }) => startsWith(head, bytes));
  if (found) return found.mediaType;
  if (startsWith(head, ZIP)) {
    const names = Buffer.from(head).toString('latin1');
    return OFFICE.find(({ entry }) => names.includes(entry))?.mediaType ?? null;
  }
  return isText(head) ? 'text/plain' : null;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

function isText(head: Uint8Array): boolean {
  // The head may end inside a character; `stream` lets that pass. Control characters other than line ends and tabs are no text.
  if (head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
