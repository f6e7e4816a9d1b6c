import { infiniteQueryOptions } from '@tanstack/react-query';
import { newId } from '#kernel/ids.ts';
import { get, type InputOf } from '#web/client/api.ts';
import { upload } from '#web/client/files/upload.ts';
import type { ImportProgress } from '../import.schema.ts';
import type { TableSubject } from '../import-columns.schema.ts';

/** Imported tables, newest first or in an order, one page at a time. */
export const batchesQuery = (filter: { [Name in 'subject' | 'sort']?: InputOf<'/imports'>[Name] | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['imports', filter.subject, filter.sort],
    queryFn: ({ pageParam, signal }) => get('/imports', { limit: 20, after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** The chosen table: its kind of rows, the file, and the name of its batch. */
export type Table = { readonly of: TableSubject; readonly file: File; readonly title: string };

/** Previews a table; nothing is imported. `onProgress` is called with the share of the file that was sent. */
export const previewTable = ({ of, file }: Table, onProgress: (share: number) => void) =>
  upload('/imports/preview', { of }, file, { onProgress: onProgress });

/** Imports a previewed table, a long one in parts of one batch. `onProgress` is called with the progress after each part. */
export async function importTable(
  { of, file, title }: Table,
  against: string,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportProgress> {
  // Only evidence is imported in parts.
  const input = { of, title, against, ...(of === 'evidence' && { batchId: newId() }) };
  for (;;) {
    const progress = await upload('/imports', input, file);
    onProgress(progress);
    if (progress.left === 0) return progress;
  }
}
