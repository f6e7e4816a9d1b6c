import { z } from 'zod';
import { AppError } from './errors.ts';

/** Largest number of rows one page may carry. */
export const PAGE_LIMIT = 100;

/** The paging input of a list: the cursor where the last page ended, and how many rows. */
export const PageQuery = z.strictObject({
  after: z.string().max(400).optional(),
  limit: z.coerce.number<number>().int().min(1).max(PAGE_LIMIT).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** One page of a list in key order; `next` is the cursor to ask for more, null at the end. */
export type Page<T> = { items: T[]; next: string | null };

/** The schema of a page of these items. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Packs the sort key of the last row into a cursor. */
export function cursorOf(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

const KEY_PARTS = {
  // Of any version: the database decides which ids there are.
  id: (part: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part),
  instant: (part: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(part) && !Number.isNaN(Date.parse(part)),
  day: (part: string) => part === 'infinity' || (/^\d{4}-\d\d-\d\d$/.test(part) && !Number.isNaN(Date.parse(part))),
  amount: (part: string) => /^-?\d{1,13}(\.\d\d)?$/.test(part),
  number: (part: string) => /^-?\d{1,9}$/.test(part),
  text: (part: string) => !part.includes('\0') && part.isWellFormed(),
} as const satisfies Record<string, (part: string) => boolean>;
/** The type of one part of a sort key. */
export type KeyPart = keyof typeof KEY_PARTS;

/**
 * Unpacks a cursor; undefined for the first page, which has none. Refuses one that `cursorOf` did not make from these parts, because a client may have written it
 * or kept it from another list: the first page in place of a later one would look like rows that come twice.
 */
export function keyOf<const Parts extends readonly KeyPart[]>(
  cursor: string | undefined,
  parts: Parts,
): { -readonly [Part in keyof Parts]: string } | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const key = unpack(cursor);
  const fits =
    Array.isArray(key) && key.length === parts.length && parts.every((part, at) => typeof key[at] === 'string' && KEY_PARTS[part](key[at]));
  if (!fits) throw new AppError('platform/unknown-page');
  return key as { -readonly [Part in keyof Parts]: string };
}

function unpack(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Turns a result into a page, and removes the one row too many. Ask the database for `limit + 1` rows. */
export function toPage<T>(rows: T[], limit: number, key: (row: T) => readonly (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(key(last)) : null };
}
