import { visit } from 'jsonc-parser';
import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON and refuses what JSON.parse lets through: a key twice in one object (the last would win in silence) and keys that reach
 * for an object's prototype. Faults are named by their place.
 */
export function parseJson(text: string): unknown {
  const open: Set<string>[] = [];
  let twice: string | undefined;
  let malformedAt: number | undefined;
  visit(
    text,
    {
      onObjectBegin: () => void open.push(new Set()),
      onObjectEnd: () => void open.pop(),
      onObjectProperty: (name) => {
        const keys = open.at(-1);
        if (keys?.has(name) || POISON.has(name)) twice ??= name;
        keys?.add(name);
      },
      onError: (_error, offset) => {
        malformedAt ??= offset;
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  if (malformedAt !== undefined) throw new AppError('platform/malformed', { at: malformedAt });
  if (twice !== undefined) throw new AppError('platform/duplicate-key', { key: twice.slice(0, 100) });
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('platform/malformed', { at: 0 });
  }
}
