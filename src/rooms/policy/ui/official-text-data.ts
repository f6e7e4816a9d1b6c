import { queryOptions } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';

/** The official texts of a clause that the reader may see, the newest first. */
export const officialTextsQuery = (clauseId: string) =>
  queryOptions({
    queryKey: ['official-texts', clauseId],
    queryFn: ({ signal }) => get('/clauses/:clauseId/official-texts', { clauseId }, signal),
  });
