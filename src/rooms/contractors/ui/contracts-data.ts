import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Locale } from '#kernel/languages.ts';
import { type AnswerOf, get, type InputOf } from '#web/client/api.ts';

type Filter = {
  [Name in 'partyId' | 'coverage' | 'state' | 'setId' | 'release' | 'due' | 'find' | 'sort']?: InputOf<'/contracts'>[Name] | undefined;
};

/** The contracts that the reader may see, one page at a time. */
export const contractsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['contracts', 'list', filter],
    queryFn: ({ pageParam, signal }) => get('/contracts', { limit: 50, after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** One contract, with the firms under it. */
export const contractQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'one', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId', { contractId }, signal),
  });

/** The clause sets that contracts may owe, in each version. */
export const setsQuery = queryOptions({
  queryKey: ['contracts', 'sets'],
  queryFn: ({ signal }) => get('/contract-sets', {}, signal),
});

/** The sets as options, of one party where it is named. */
export const setOptions = (sets: AnswerOf<'/contract-sets'>['sets'], locale: Locale, partyId?: string) =>
  sets
    .filter((one) => partyId === undefined || one.partyId === null || one.partyId === partyId)
    .map(({ key, title, version }) => ({ value: key, text: `${title[locale] ?? title.en}, ${version}` }));
