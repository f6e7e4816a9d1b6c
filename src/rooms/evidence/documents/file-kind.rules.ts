/** Largest accepted file, in bytes: 25 MB. */
export const FILE_LIMIT_BYTES = 25 * 1024 * 1024;

/** How many of the first bytes identify the kind of a file. */
export const HEAD_BYTES = 16_384;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const SIGNATURES: readonly { bytes: readonly number[]; at?: number; mediaType: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], mediaType: 'application/pdf' },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], mediaType: 'image/png' },
  { bytes: [0xff, 0xd8, 0xff], mediaType: 'image/jpeg' },
];
/** Any ZIP archive. Its content decides whether it is a valid office file. */
export const ARCHIVE = 'application/zip';

// The extensions of each media type. People judge a file by its name before they open it, so the name may not claim another kind.
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'text/plain': ['txt', 'csv', 'md'],
};

/** The extensions that a file of this kind may have; empty where its name has one of them. */
export function endingsMissed(name: string, mediaType: string): readonly string[] {
  const endings = ENDINGS[mediaType] ?? [];
  return endings.includes(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '') ? [] : endings;
}

/**
 * The media type of a file, detected from its first bytes and never from its name; null for a kind that is not accepted. Accepted: PDF, PNG, JPEG, plain text
 * in UTF-8, and of archives Word, Excel and OpenDocument.
 */
export function mediaTypeOf(head: Uint8Array): string | null {
  const found = SIGNATURES.find(({ bytes }) => startsWith(head, bytes));
  if (found) return found.mediaType;
  if (startsWith(head, ZIP)) return ARCHIVE;
  return isText(head) ? 'text/plain' : null;
}

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

// Text contains no control characters other than tab, line feed, form feed and carriage return.
const CONTROL = /[^\P{Cc}\t\n\f\r]/u;

function isText(head: Uint8Array): boolean {
  const text = new TextReader();
  return text.takes(head);
}

/** Checks, chunk by chunk, whether a whole file is text in UTF-8. A chunk may end inside a character. */
export class TextReader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  /** Whether the file is text so far; without a chunk, whether it ends as valid text. */
  takes(chunk?: Uint8Array): boolean {
    try {
      return !CONTROL.test(this.#decoder.decode(chunk, { stream: chunk !== undefined }));
    } catch {
      return false;
    }
  }
}
