import { visit } from 'jsonc-parser';
import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
// No input here is deeper than a few levels. The parser calls itself once for each level.
const MAX_DEPTH = 50;

/**
 * Parses JSON and refuses what JSON.parse accepts: a repeated key in one object (the last would win silently), keys that reach an object's prototype, unlimited
 * nesting, and text that no database stores (the character NUL, half a surrogate pair). Faults name their place.
 */
export function parseJson(text: string): unknown {
  const open: Set<string>[] = [];
  let duplicateKey: string | undefined;
  let malformedAt: number | undefined;
  let depth = 0;
  const enterLevel = (offset: number) => {
    if (++depth > MAX_DEPTH) throw new AppError('platform/malformed', { at: offset });
  };
  visit(
    text,
    {
      onObjectBegin: (offset) => {
        enterLevel(offset);
        open.push(new Set());
      },
      onObjectEnd: () => {
        depth--;
        open.pop();
      },
      onArrayBegin: enterLevel,
      onArrayEnd: () => void depth--,
      onLiteralValue: (value: unknown, offset) => {
        if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) malformedAt ??= offset;
      },
      onObjectProperty: (name) => {
        const keys = open.at(-1);
        if (keys?.has(name) || FORBIDDEN_KEYS.has(name)) duplicateKey ??= name;
        keys?.add(name);
      },
      onError: (_error, offset) => {
        malformedAt ??= offset;
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  if (malformedAt !== undefined) throw new AppError('platform/malformed', { at: malformedAt });
  if (duplicateKey !== undefined) throw new AppError('platform/duplicate-key', { key: duplicateKey.slice(0, 100) });
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('platform/malformed', { at: 0 });
  }
}
