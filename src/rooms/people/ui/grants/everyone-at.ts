import { queryOptions } from '@tanstack/react-query';
import type { Page } from '#kernel/page.ts';
import { get } from '#web/client/api.ts';
import type { Person } from '../people-data.ts';

/** Everyone who holds a role at one of these parties today, page after page. */
export const everyoneAtQuery = (partyIds: readonly string[]) =>
  queryOptions({
    queryKey: ['people', 'at', ...partyIds],
    queryFn: async ({ signal }) => {
      const found = new Map<string, Person>();
      for (const party of partyIds) {
        let after: string | null = '';
        while (after !== null) {
          const page: Page<Person> = await get('/people', { limit: 100, party, after }, signal);
          for (const person of page.items) found.set(person.id, person);
          after = page.next;
        }
      }
      return [...found.values()];
    },
  });
