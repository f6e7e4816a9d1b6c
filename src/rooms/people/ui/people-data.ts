import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { get, type InputOf } from '#web/client/api.ts';
import { rowsToShow } from '#web/client/phone.ts';
import type { PersonView } from '../people.schema.ts';

export type Person = z.infer<typeof PersonView>;
export type Grant = Person['grants'][number];

/** How the list of people is filtered and sorted; as the address says it. */
export type PeopleFilter = { [Name in 'find' | 'role' | 'party' | 'sort']?: InputOf<'/people'>[Name] | undefined };

/** People with the grants that this reader may see, a page at a time. */
export const peopleQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', 'named', filter],
    queryFn: ({ pageParam, signal }) => get('/people', { limit: rowsToShow(50, 15), after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** The first people by name who hold a role at a party today, with those roles alone. */
export const peopleOfQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['people', 'of', partyId],
    queryFn: ({ signal }) => get('/people', { limit: 100, party: partyId }, signal),
    select: ({ items, next }) => ({
      people: items.map(({ id, name, grants }) => ({
        ...{ id, name },
        grants: grants.filter(({ ended, party }) => !ended && party?.id === partyId),
      })),
      isWhole: next === null,
    }),
  });
