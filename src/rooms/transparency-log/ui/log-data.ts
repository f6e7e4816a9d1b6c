import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** The state of the log. */
export const logQuery = queryOptions({ queryKey: ['log'], queryFn: ({ signal }) => get('/log', {}, signal) });

/** Requested and completed erasures. */
export const erasuresQuery = queryOptions({
  queryKey: ['log', 'erasures'],
  queryFn: ({ signal }) => get('/log/erasures', {}, signal),
});

/** Entries drawn by the published rule. */
export const sampleQuery = (size: number) =>
  queryOptions({
    queryKey: ['log', 'sample', size],
    queryFn: ({ signal }) => get('/log/sample', { size }, signal),
  });
