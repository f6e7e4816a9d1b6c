import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get, send } from '../client/api.ts';
import { queryClient } from '../client/query-client.ts';

/** What others did since this reader was here. The list on Home and the number next to Home come from this one answer. */
export type News = AnswerOf<'/news'>;
export const newsQuery = queryOptions({ queryKey: ['news'], queryFn: ({ signal }) => get('/news', {}, signal) });

/** What distinguishes one line from another. */
export const keyOfLine = ({ kind, at, page, ids }: News['lines'][number]) => `${kind} ${at} ${page} ${Object.values(ids).join(' ')}`;

/** Records that the reader has the list in view. The number goes at once; the lines stay until the next visit. */
export async function markNewsSeen({ lines }: News): Promise<void> {
  await send('POST /news/seen', { until: lines[0]!.at });
  await queryClient.cancelQueries(newsQuery);
  queryClient.setQueryData(
    newsQuery.queryKey,
    (now) => now && { ...now, unseen: 0, lines: now.lines.map((line) => ({ ...line, isNew: false })) },
  );
}
