import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import type { SignedList } from '../worker/protocol.ts';

export type Desk = AnswerOf<'/report-desks'>['desks'][number];
export type DeskReport = AnswerOf<'/reports/:reportId'>;
export type InboxItem = AnswerOf<'/channels/:channelId/inbox'>['items'][number];
export type Show = 'open' | 'due' | 'mine' | 'closed';

// Ciphertext is kept while its page is shown and no longer.
const KEEP_MS = 0;
// A report of danger shows on an open page within a minute.
const READ_AGAIN_MS = 60_000;

/** The channels that this person reads for. */
export const desksQuery = queryOptions({
  queryKey: ['report-desks'],
  queryFn: ({ signal }) => get('/report-desks', {}, signal),
});

/** The locked keys of a channel, and its list of readers. */
export const deskKeysQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['desk-keys', channelId],
    queryFn: ({ signal }) => get('/channels/:channelId/desk-keys', { channelId }, signal),
    gcTime: KEEP_MS,
  });

/** A page of reports after another; with the encrypted texts where the keys are open. */
export const inboxQuery = (channelId: string, show: Show, ciphertext: boolean) =>
  infiniteQueryOptions({
    queryKey: ['inbox', channelId, show, ciphertext],
    queryFn: ({ signal, pageParam }) =>
      get(
        '/channels/:channelId/inbox',
        { channelId, show, ciphertext: ciphertext ? 'true' : 'false', ...(pageParam && { after: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    gcTime: KEEP_MS,
    refetchInterval: READ_AGAIN_MS,
  });

export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['report', reportId],
    queryFn: ({ signal }) => get('/reports/:reportId', { reportId }, signal),
    gcTime: KEEP_MS,
  });

/** The list of readers as the worker checks it. */
export const listOf = ({ keys, manifest }: AnswerOf<'/channels/:channelId/desk-keys'>): SignedList => ({
  ...keys,
  manifest: manifest?.signed ?? null,
});

/** What a reader does with a report; the lists and the report are read again. */
export function useReportWrite<Input>(write: (input: Input, key: string) => Promise<unknown>, onSuccess: () => void = () => {}) {
  const queries = useQueryClient();
  const readAgain = () =>
    Promise.all(['inbox', 'report', 'waiting-reports'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
  return useWrite(write, {
    readAgain,
    onSuccess: async () => {
      await readAgain();
      onSuccess();
    },
  });
}
