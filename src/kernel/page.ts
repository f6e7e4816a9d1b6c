import { z } from 'zod';

/** Largest number of rows one page may carry. */
export const PAGE_LIMIT = 100;

/** What a caller says to page through a list: the mark where the last page ended, and how many rows. */
export const PageQuery = z.strictObject({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** One page of a list in key order; `next` is the mark to ask for more, null at the end. */
export type Page<T> = { items: T[]; next: string | null };

/** The schema of a page of these items. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Packs the sort key of the last row into a mark. */
export function markOf(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Unpacks a mark, or undefined where it was not made by `markOf` with this many parts. */
export function keyOf(mark: string | undefined, parts: number): (string | number)[] | undefined {
  if (mark === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(mark, 'base64url').toString('utf8'));
    return Array.isArray(key) && key.length === parts ? (key as (string | number)[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts one row too many off a result and turns it into a page. Ask the database for `limit + 1` rows. */
export function toPage<T>(rows: T[], limit: number, key: (row: T) => readonly (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? markOf(key(last)) : null };
}
