import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isStale } from '#web/client/problem.ts';

/** Whether a save met somebody else's change. The party is then read again, so that what is stored now can stand beside what was typed. */
export function useStale(error: unknown): boolean {
  const queries = useQueryClient();
  const stale = isStale(error);
  useEffect(() => {
    if (stale) void queries.invalidateQueries({ queryKey: ['party'] });
  }, [stale, queries]);
  return stale;
}
