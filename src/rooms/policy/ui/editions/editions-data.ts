import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { LOWEST } from '#kernel/labels.ts';
import { get } from '#web/client/api.ts';
import { everyPage } from '#web/client/every-page.ts';
import { upload } from '#web/client/files/upload.ts';
import { useWrite } from '#web/client/write.ts';

/** The imported editions, the newest first, and the one in force. */
export const editionsQuery = queryOptions({
  queryKey: ['policy-editions'],
  queryFn: ({ signal }) => get('/policy/editions', {}, signal),
});

/** All consultations of the register whose result is known and that have no label: everyone may read who was consulted. */
export const consultedQuery = queryOptions({
  queryKey: ['consultations', 'with-result'],
  queryFn: async ({ signal }) =>
    (await everyPage((page) => get('/consultations', page, signal), signal)).filter(
      ({ state, label }) => state !== 'recorded' && label.level === LOWEST.level && label.releasableTo === null,
    ),
});

/** What a file would bring; nothing is stored. */
export const previewEdition = (file: File, onProgress: (share: number) => void) =>
  upload('/policy/editions/preview', {}, file, { onProgress });

/** Stores an edition as a draft. */
export const importEdition = (file: File) => upload('/policy/editions', {}, file);

/** A decision on an imported edition; the list is refetched. */
export function useEditionWrite<Input, Answer>(write: (input: Input, key: string) => Promise<Answer>, onSuccess: () => void) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: editionsQuery.queryKey });
      onSuccess();
    },
  });
}
