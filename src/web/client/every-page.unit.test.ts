import { describe, expect, test } from 'vitest';
import { PAGE_LIMIT } from '#kernel/page.ts';
import { everyPage, MAX_ITEMS } from './every-page.ts';

const PAGES: Record<string, { items: string[]; next: string | null }> = {
  '': { items: ['a', 'b'], next: 'b' },
  b: { items: ['c'], next: 'c' },
  c: { items: [], next: null },
};

describe('everyPage', () => {
  test('returns all items in order, and stops where there is no next page', async () => {
    const read: string[] = [];
    const items = await everyPage(async ({ after, limit }) => {
      read.push(`${after} ${limit}`);
      return PAGES[after]!;
    }, new AbortController().signal);
    expect(items).toEqual(['a', 'b', 'c']);
    expect(read).toEqual([' 100', 'b 100', 'c 100']);
    expect(MAX_ITEMS).toBe(PAGE_LIMIT);
  });

  test('reads no further page once it is aborted, and returns no part of a list', async () => {
    const abort = new AbortController();
    const read: string[] = [];
    const list = everyPage(async ({ after }) => {
      read.push(after);
      if (after === 'b') abort.abort(new Error('left the page'));
      return PAGES[after]!;
    }, abort.signal);
    await expect(list).rejects.toThrow('left the page');
    expect(read).toEqual(['', 'b']);
  });

  test('returns no part of a list of which a page could not be read', async () => {
    const list = everyPage(async ({ after }) => {
      if (after !== '') throw new Error('unreachable');
      return PAGES[after]!;
    }, new AbortController().signal);
    await expect(list).rejects.toThrow('unreachable');
  });
});
