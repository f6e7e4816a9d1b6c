import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

test('5g: everyone at two parties is found page after page, each person once', async () => {
  vi.stubGlobal('document', { documentElement: {} });
  const { everyoneAtQuery } = await import('./everyone-at.ts');
  const requested: string[] = [];
  const pages: Record<string, { items: { id: string }[]; next: string | null }> = {
    'one:': { items: [{ id: 'a' }, { id: 'b' }], next: 'b' },
    'one:b': { items: [{ id: 'c' }], next: null },
    'two:': { items: [{ id: 'a' }, { id: 'd' }], next: null },
  };
  vi.stubGlobal('fetch', async (url: string) => {
    const { searchParams } = new URL(url, 'http://localhost');
    const page = `${searchParams.get('party')}:${searchParams.get('after') ?? ''}`;
    requested.push(page);
    return Response.json(pages[page]);
  });
  const people = await new QueryClient().fetchQuery(everyoneAtQuery(['one', 'two']));
  expect(people.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(requested).toEqual(['one:', 'one:b', 'two:']);
});
