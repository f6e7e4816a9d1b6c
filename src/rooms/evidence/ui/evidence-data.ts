import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Page } from '#kernel/page.ts';
import { answerOf, get } from '#web/client/api.ts';
import { rowsToShow } from '#web/client/phone.ts';
import type { PieceView } from '../views/piece-view.schema.ts';

/** What a write to a piece answers. */
export type PieceAnswer = { id: string; version: number };

/** What an upload answers. */
export type DocumentAnswer = { id: string; name: string; bytes: number };

/** One piece with all this reader may see of it. */
export const pieceQuery = (pieceId: string) =>
  queryOptions({
    queryKey: ['evidence', 'piece', pieceId],
    queryFn: ({ signal }) => get(`/evidence/${encodeURIComponent(pieceId)}`, answerOf<PieceView>(), signal),
  });

/** The pieces of a party, newest first, a page at a time: what was submitted, or the drafts only the party sees. */
export const piecesQuery = (partyId: string, state: 'submitted' | 'draft') =>
  infiniteQueryOptions({
    queryKey: ['evidence', 'list', partyId, state],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ state, limit: String(rowsToShow(25, 8)), ...(pageParam && { after: pageParam }) });
      return get(`/parties/${encodeURIComponent(partyId)}/evidence?${search}`, answerOf<Page<PieceView>>(), signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** After a write: everything that is read off evidence is asked for again. */
export async function evidenceChanged(queries: QueryClient): Promise<void> {
  await Promise.all(
    ['evidence', 'matrix', 'duty', 'dossier', 'party-evidence'].map((part) => queries.invalidateQueries({ queryKey: [part] })),
  );
}
