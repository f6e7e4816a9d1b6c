import type { Page } from '#kernel/page.ts';

/** The largest page: PAGE_LIMIT of the kernel, whose file would bring the validation library to every page of the desk. */
export const MAX_ITEMS = 100;

/**
 * All items of a list, page after page, in its order: `everyPage((page) => get('/parties', { kind, ...page }, signal), signal)`. `read` gets the cursor and the
 * largest page. Throws what `read` throws, and the reason of `signal` if it is aborted between two pages.
 */
export async function everyPage<Item>(
  read: (page: { after: string; limit: number }) => Promise<Page<Item>>,
  signal: AbortSignal,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null = ''; after !== null; ) {
    signal.throwIfAborted();
    const page: Page<Item> = await read({ after, limit: MAX_ITEMS });
    items.push(...page.items);
    after = page.next;
  }
  return items;
}
