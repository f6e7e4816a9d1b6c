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

/** Roles, as in the permissions of the room. */
export const SEERS = ['auditor', 'policy-office', 'platform-admin'] as const;
export const SAMPLERS = ['auditor', 'policy-office'] as const;
export const ERASURE_READERS = ['policy-office', 'legal-adviser', 'auditor'] as const;
