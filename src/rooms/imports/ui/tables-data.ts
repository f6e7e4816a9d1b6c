import { infiniteQueryOptions } from '@tanstack/react-query';
import { newId } from '#kernel/ids.ts';
import { get } from '#web/client/api.ts';
import { upload } from '#web/client/upload.ts';
import type { Taken } from '../import.schema.ts';
import type { TableSubject } from '../import-columns.schema.ts';

/** Tables that came in, the newest first, a page at a time. */
export const batchesQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam, signal }) => get('/imports', { limit: 20, after: pageParam }, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.next ?? undefined,
});

/** A table at hand: what its rows are, the file, and what its batch will be called. */
export type Table = { readonly of: TableSubject; readonly file: File; readonly title: string };

/** What a table would bring. Nothing is taken. `told` hears the share of the file that was sent. */
export const previewTable = ({ of, file }: Table, told: (share: number) => void) =>
  upload('/imports/preview', { of }, file, { onProgress: told });

/** Takes a previewed table in, a long one part by part into one batch; `told` hears after each how far it is. */
export async function takeTable({ of, file, title }: Table, against: string, told: (taken: Taken) => void): Promise<Taken> {
  // Only evidence goes in by parts.
  const input = { of, title, against, ...(of === 'evidence' && { batchId: newId() }) };
  for (;;) {
    const taken = await upload('/imports', input, file);
    told(taken);
    if (taken.left === 0) return taken;
  }
}
