import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { everyPage } from '#web/client/every-page.ts';
import type { Person } from '../people-data.ts';

/** Everyone who holds a role at one of these parties today, page after page. */
export const everyoneAtQuery = (partyIds: readonly string[]) =>
  queryOptions({
    queryKey: ['people', 'at', ...partyIds],
    queryFn: async ({ signal }) => {
      const found = new Map<string, Person>();
      for (const party of partyIds)
        for (const person of await everyPage((page) => get('/people', { party, ...page }, signal), signal)) found.set(person.id, person);
      return [...found.values()];
    },
  });
