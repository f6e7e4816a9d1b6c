import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { get } from '#web/client/api.ts';
import { People, type PersonView } from '../people.schema.ts';

export type Person = z.infer<typeof PersonView>;
export type Grant = Person['grants'][number];

/** People with the grants this reader may see, a page at a time. */
export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people'],
  queryFn: ({ pageParam, signal }) => get(`/people?limit=50${pageParam && `&after=${encodeURIComponent(pageParam)}`}`, People, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.next ?? undefined,
});
