import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** How the log is kept. */
export const logQuery = queryOptions({ queryKey: ['log'], queryFn: ({ signal }) => get('/log', {}, signal) });

/** Erasures asked for and done. */
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

/** Roles, as the permissions of the room have them. */
export const SEERS = ['auditor', 'policy-office', 'platform-admin'] as const;
export const SAMPLERS = ['auditor', 'policy-office'] as const;
export const ERASURE_READERS = ['policy-office', 'legal-adviser', 'auditor'] as const;
