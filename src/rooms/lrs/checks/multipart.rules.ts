import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

/** One part of a multipart message: its headers by lower-case name, and its bytes. */
export type Part = { headers: ReadonlyMap<string, string>; body: Buffer };

const damaged = () => new AppError('lrs/multipart-damaged');

/** The boundary a Content-Type names, or undefined. */
export function boundaryOf(contentType: string): string | undefined {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
}

/** The most parts: the statements and their files. A part costs a hundred times its shortest form. */
const MAX_PARTS = 1_000;
const [DASHES, BREAK, GAP] = ['--', '\r\n', '\r\n\r\n'];

/** Parses a multipart body (RFC 2046). An incomplete message is refused: otherwise a truncated part would be stored as if it were complete. */
export function readMultipart(body: Buffer, boundary: string): Part[] {
  const delimiter = Buffer.from(`${BREAK}${DASHES}${boundary}`);
  const opening = delimiter.subarray(BREAK.length);
  let at = body.subarray(0, opening.length).equals(opening) ? opening.length : after(body, delimiter, 0);
  const parts: Part[] = [];
  while (body.toString('latin1', at, at + 2) !== DASHES) {
    const rest = body.indexOf(BREAK, at);
    if (rest === -1 || body.toString('latin1', at, rest).trim() !== '') throw damaged();
    const end = body.indexOf(delimiter, rest);
    if (end === -1) throw damaged();
    if (parts.length >= MAX_PARTS) throw new AppError('platform/too-large');
    parts.push(partOf(body.subarray(rest, end)));
    at = end + delimiter.length;
  }
  return parts;
}

function after(body: Buffer, delimiter: Buffer, from: number): number {
  const found = body.indexOf(delimiter, from);
  if (found === -1) throw damaged();
  return found + delimiter.length;
}

function partOf(bytes: Buffer): Part {
  const gap = bytes.indexOf(GAP);
  if (gap === -1) throw damaged();
  const headers = new Map<string, string>();
  for (const line of bytes.toString('latin1', 0, gap).split(BREAK)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: bytes.subarray(gap + GAP.length) };
}

/** Builds a multipart body. */
export function writeMultipart(boundary: string, parts: readonly { headers: Readonly<Record<string, string>>; body: Buffer }[]): Buffer {
  const chunks = parts.flatMap(({ headers, body }) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}${BREAK}`);
    return [Buffer.from(`${DASHES}${boundary}${BREAK}${lines.join('')}${BREAK}`), body, Buffer.from(BREAK)];
  });
  return Buffer.concat([...chunks, Buffer.from(`${DASHES}${boundary}${DASHES}${BREAK}`)]);
}
