import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { get } from '#web/client/api.ts';
import { queryClient } from '#web/client/query-client.ts';
import type { AccountView } from '../../account/account.schema.ts';

export type Account = z.infer<typeof AccountView>;

/** The person's own account. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => get('/account', {}, signal),
});

/** Refetches the account after a change. */
export const accountChanged = () => queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
