import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryClient } from '../client/query-client.ts';
import { newsQuery } from './news-data.ts';

/**
 * How many lines of the list on Home this reader has not seen, next to its name. Asked again when a page is opened, not by time: a desk that polled would
 * count as used and never be signed out.
 */
export function NewsCount() {
  const { data } = useQuery(newsQuery);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page asks again
  useEffect(() => void queryClient.refetchQueries({ ...newsQuery, stale: true }), [path]);
  return data && data.unseen > 0 ? <span className="count">{data.unseen}</span> : null;
}
