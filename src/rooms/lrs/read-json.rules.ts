import { isUtf8 } from 'node:buffer';
import { AppError } from '#kernel/errors.ts';
import './errors.ts';

// No statement is deeper than a handful of levels; the walk below calls itself once for each.
const DEEPEST = 60;

/**
 * Reads JSON and refuses what JSON.parse lets through: a key twice in one object, nesting without end, and text that no database keeps. The platform's own
 * reader names each place; this one is asked for ten statements at a time and so counts only: as many keys in the text as in what was read, or one was there twice.
 */
export function readJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new AppError('lrs/not-json');
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('lrs/not-json');
  }
  // Text can only hold these as escapes, since the bytes were whole.
  const escaped = text.includes('\\u0000') || /\\u[dD][89a-fA-F]/.test(text);
  if (keysOf(value, 0, escaped) !== keysIn(text)) throw new AppError('lrs/not-json');
  return value;
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

const [BACKSLASH, COLON] = [92, 58];

/** How many strings of valid JSON stand before a colon. */
function keysIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    do at = text.indexOf('"', at + 1);
    while (isEscaped(text, at));
    at++;
    while (text.charCodeAt(at) <= 32) at++;
    if (text.charCodeAt(at) === COLON) count++;
  }
  return count;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - 1 - before) % 2 === 1;
}
