import type { QueryClient } from '@tanstack/react-query';
import type { Option } from './search-options.ts';

const KEY = ['recent-search'];
const MAX_RECENT = 5;

/**
 * What this person opened from the search, the newest first. Only in the memory of this page, among the answers of the server: signing out removes all of it
 * together, so that the next person on a shared device sees nothing of it.
 */
export function readRecent(queries: QueryClient): readonly Option[] {
  return queries.getQueryData<readonly Option[]>(KEY) ?? [];
}

export function rememberRecent(queries: QueryClient, option: Option): void {
  queries.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY });
  queries.setQueryData(KEY, [option, ...readRecent(queries).filter(({ key }) => key !== option.key)].slice(0, MAX_RECENT));
}
