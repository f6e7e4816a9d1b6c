import { queryOptions } from '@tanstack/react-query';
import { newId } from '#kernel/ids.ts';
import { get, send } from '#web/client/api.ts';

/** The channels that this person may see. */
export const ownChannelsQuery = queryOptions({ queryKey: ['channels'], queryFn: ({ signal }) => get('/channels', {}, signal) });

/** The duty roster of a channel, and who is on duty now. */
export const rosterQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channels', channelId, 'roster'],
    queryFn: ({ signal }) => get('/channels/:channelId/roster', { channelId }, signal),
  });

/** A channel with its readers, as far as this person may see them. */
export const channelQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['channels', channelId],
    queryFn: ({ signal }) => get('/channels/:channelId', { channelId }, signal),
  });

/** Records that a reader unlocked the reports of a channel today. Where it cannot be recorded the page goes on: the next unlock records it. */
export function recordUnlock(channelId: string): void {
  send('POST /channels/:channelId/attendance', { channelId }, newId()).catch(() => {});
}
