import { isUtf8 } from 'node:buffer';
import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

// A statement has only a few levels; the walk below recurses once for each.
const DEEPEST = 60;
/**
 * The most keys, objects and lists of one text. Each costs the server process a microsecond, or more if all keys differ: a million keys in 8 MB blocked it for
 * seconds. A statement with result, context and a definition has some sixty of them.
 */
export const MAX_PARTS = 100_000;

/** How many keys, objects and lists may still be read for one request, over all its texts. */
export type Allowance = { left: number };
export const newAllowance = (): Allowance => ({ left: MAX_PARTS });

/** Deducts so many parts from the allowance. Throws AppError if it is exhausted. */
export function chargeParts(allowance: Allowance, parts: number): void {
  allowance.left -= parts;
  if (allowance.left < 0) throw new AppError('lrs/too-many-parts', { most: MAX_PARTS });
}

/** The position of a value in bytes. */
export type Stretch = { begin: number; end: number };

/**
 * Reads JSON and refuses what JSON.parse accepts: a repeated key in one object, unlimited nesting, and text that the database cannot store. The platform's own
 * reader records each place; this one runs on ten statements at a time, so it only counts. If the text has more keys than the parsed value, one was repeated.
 */
export function readJson(bytes: Buffer, allowance = newAllowance()): unknown {
  return readObjects(bytes, allowance).value;
}

/** The same, with the start and end of each object in the list, or of the single object if there is no list. */
export function readObjects(bytes: Buffer, allowance: Allowance): { value: unknown; objects: Stretch[] } {
  if (!isUtf8(bytes)) throw new AppError('lrs/not-json');
  // In valid bytes, text that the database cannot store can only occur as an escape of this kind.
  const { keys, objects, escaped } = scan(bytes, allowance);
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('lrs/not-json');
  }
  if (keysOf(value, 0, escaped) !== keys) throw new AppError('lrs/not-json');
  return { value, objects };
}

function keysOf(value: unknown, depth: number, escaped: boolean): number {
  if (typeof value === 'string') {
    if (escaped) refuseUnstorable(value);
    return 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  if (depth > DEEPEST) throw new AppError('lrs/not-json');
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) count += keysOf(one, depth + 1, escaped);
    return count;
  }
  for (const key in value) {
    if (escaped) refuseUnstorable(key);
    count += 1 + keysOf((value as Record<string, unknown>)[key], depth + 1, escaped);
  }
  return count;
}

function refuseUnstorable(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new AppError('lrs/not-json');
}

const [QUOTE, BACKSLASH, COLON, U] = [0x22, 0x5c, 0x3a, 0x75];
const [OPENING, CLOSING] = [0x5b, 0x5d];
// A bracket and a brace differ in this bit only.
const BRACE = 0x20;

/**
 * Counts the keys of a text: in valid JSON each key is followed by a colon outside of strings. Also finds what is opened and closed in the list, or instead of
 * one, and whether a character is escaped by its number. The text is not parsed yet and may be invalid JSON. Throws AppError if it holds more than the
 * allowance.
 */
function scan(bytes: Buffer, allowance: Allowance): { keys: number; objects: Stretch[]; escaped: boolean } {
  const objects: Stretch[] = [];
  let escaped = false;
  let [keys, openings, depth, begin, level] = [0, 0, 0, 0, 1];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH && bytes[++at] === U) escaped = true;
    } else if (byte === COLON) keys++;
    else if ((byte & ~BRACE) === OPENING) {
      if (++openings === 1 && byte === OPENING) level = 2;
      if (++depth === level) begin = at;
    } else if ((byte & ~BRACE) === CLOSING && depth-- === level) objects.push({ begin, end: at + 1 });
    if (keys + openings > allowance.left) break;
  }
  chargeParts(allowance, keys + openings);
  return { keys, objects, escaped };
}
