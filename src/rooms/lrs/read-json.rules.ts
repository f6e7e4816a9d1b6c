import { isUtf8 } from 'node:buffer';
import { AppError } from '#kernel/errors.ts';
import './errors.ts';

// No statement is deeper than a handful of levels; the walk below calls itself once for each.
const DEEPEST = 60;
/** Objects and lists of one text: the longest request of honest statements has some 200,000. Each is a hundred bytes and more once read, and two as it comes. */
const MOST_OBJECTS = 300_000;

/** Where something stands in bytes. */
export type Stretch = { begin: number; end: number };

/**
 * Reads JSON and refuses what JSON.parse lets through: a key twice in one object, nesting without end, and text that no database keeps. The platform's own
 * reader names each place; this one is asked for ten statements at a time and so counts only: as many keys in the text as in what was read, or one was there twice.
 */
export function readJson(bytes: Buffer): unknown {
  return readObjects(bytes).value;
}

/** The same, with where each object begins and ends that stands in the list, or the one that stands there instead of a list. */
export function readObjects(bytes: Buffer): { value: unknown; objects: Stretch[] } {
  if (!isUtf8(bytes)) throw new AppError('lrs/not-json');
  if (openings(bytes) > MOST_OBJECTS) throw new AppError('platform/too-large');
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('lrs/not-json');
  }
  // What no database keeps can only stand in whole bytes as an escape of this kind.
  const { keys, objects, escaped } = scan(bytes, Array.isArray(value) ? 2 : 1);
  if (keysOf(value, 0, escaped) !== keys) throw new AppError('lrs/not-json');
  return { value, objects };
}

function keysOf(value: unknown, depth: number, escaped: boolean): number {
  if (typeof value === 'string') {
    if (escaped) refuseUnkept(value);
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
    if (escaped) refuseUnkept(key);
    count += 1 + keysOf((value as Record<string, unknown>)[key], depth + 1, escaped);
  }
  return count;
}

function refuseUnkept(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new AppError('lrs/not-json');
}

const [QUOTE, BACKSLASH, COLON, U] = [0x22, 0x5c, 0x3a, 0x75];
const [OPENING, CLOSING] = [0x5b, 0x5d];
// A bracket and a brace differ in this bit alone.
const BRACE = 0x20;

// Before it is read, so also within strings.
function openings(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if ((byte & ~BRACE) === OPENING) count++;
  return count;
}

/** How many keys stand in valid JSON: each has a colon behind it, outside of strings. What is opened and closed at this depth; and whether a character is written by its number. */
function scan(bytes: Buffer, level: number): { keys: number; objects: Stretch[]; escaped: boolean } {
  const objects: Stretch[] = [];
  let escaped = false;
  let [keys, depth, begin] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      at++;
      for (let within = bytes[at]; within !== QUOTE; within = bytes[at]) {
        if (within === BACKSLASH && bytes[++at] === U) escaped = true;
        at++;
      }
    } else if (byte === COLON) keys++;
    else if ((byte & ~BRACE) === OPENING) {
      if (++depth === level) begin = at;
    } else if ((byte & ~BRACE) === CLOSING && depth-- === level) objects.push({ begin, end: at + 1 });
  }
  return { keys, objects, escaped };
}
