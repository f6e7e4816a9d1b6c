import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

export type Channel = AnswerOf<'/channels/:channelId'>;
export type Opening = AnswerOf<'/channels/:channelId/opening'>;
export type Reader = Channel['readers'][number];

/** The channels that this reader may see. */
export const channelsQuery = queryOptions({ queryKey: ['channels'], queryFn: ({ signal }) => get('/channels', {}, signal) });

/** One channel with its keys, its newest list and the readers that the caller sees. */
export const channelQuery = (channelId: string) =>
  queryOptions({ queryKey: ['channels', channelId], queryFn: ({ signal }) => get('/channels/:channelId', { channelId }, signal) });

/** How far a channel is. Read again on each visit, because every step may change elsewhere. */
export const openingQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channels', channelId, 'opening'],
    queryFn: ({ signal }) => get('/channels/:channelId/opening', { channelId }, signal),
    staleTime: 0,
  });

/** The newest test report of a channel, for one of its readers. */
export const ownTestQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channels', channelId, 'own-test'],
    queryFn: ({ signal }) => get('/channels/:channelId/own-test', { channelId }, signal),
    staleTime: 0,
  });

/** A change of a channel; what is shown of it is read again. */
export function useChannelWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess?: (answer: Answer) => void,
) {
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ queryKey: ['channels'] });
  return useWrite(write, {
    readAgain,
    onSuccess: async (answer: Answer) => {
      await readAgain();
      onSuccess?.(answer);
    },
  });
}
