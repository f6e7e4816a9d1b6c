import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

test('consultedQuery offers every consultation with a result and without a label, also behind the first page', async () => {
  vi.stubGlobal('document', { documentElement: {} });
  const { consultedQuery } = await import('./editions-data.ts');
  const open = { level: 'unclassified', releasableTo: null };
  const pages: Record<string, { items: { id: string; state: string; label: object }[]; next: string | null }> = {
    '': {
      items: [
        { id: 'waits', state: 'recorded', label: open },
        { id: 'first', state: 'decided', label: open },
        { id: 'labelled', state: 'decided', label: { level: 'restricted', releasableTo: null } },
      ],
      next: 'second',
    },
    second: { items: [{ id: 'last', state: 'informed', label: open }], next: null },
  };
  vi.stubGlobal('fetch', async (url: string) => Response.json(pages[new URL(url, 'http://localhost').searchParams.get('after') ?? '']));
  const offered = await new QueryClient().fetchQuery(consultedQuery);
  expect(offered.map(({ id }) => id)).toEqual(['first', 'last']);
});
