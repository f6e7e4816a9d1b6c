import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** The files that were dropped together, newest first. */
export const dropsQuery = queryOptions({
  queryKey: ['contracts', 'drops'],
  queryFn: ({ signal }) => get('/contract-drops', {}, signal),
});

/** The general conditions of parties, and the contracts that take them over. */
export const generalQuery = queryOptions({
  queryKey: ['contracts', 'general'],
  queryFn: ({ signal }) => get('/general-conditions', {}, signal),
});

/** Each file of a drop. */
export const dropQuery = (dropId: string) =>
  queryOptions({
    queryKey: ['contracts', 'drops', dropId],
    queryFn: ({ signal }) => get('/contract-drops/:dropId', { dropId }, signal),
  });

/** What a contract carries of its set, and the files in which it was found. */
export const checkQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'check', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId/check', { contractId }, signal),
  });

/** The passages of a drop that read like the set, of which a person reads a sample. */
export const sampleQuery = (dropId: string) =>
  queryOptions({
    queryKey: ['contracts', 'drops', dropId, 'sample'],
    queryFn: ({ signal }) => get('/contract-drops/:dropId/sample', { dropId }, signal),
  });

/** The passages that wait for a person. */
export const openQuery = queryOptions({
  queryKey: ['contracts', 'findings'],
  queryFn: ({ signal }) => get('/contract-findings', {}, signal),
});
