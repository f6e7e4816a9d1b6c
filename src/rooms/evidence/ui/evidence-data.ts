import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { get } from '#web/client/api.ts';
import { rowsToShow } from '#web/client/phone.ts';
import { PieceView } from '../piece-view.schema.ts';

const PiecePage = z.object({ items: z.array(PieceView), next: z.string().nullable() });

/** What a write to a piece answers. */
export const PieceAnswer = z.object({ id: z.string(), version: z.number() });

/** What an upload answers. */
export const DocumentAnswer = z.object({ id: z.string(), name: z.string(), bytes: z.number() });

/** One piece with all this reader may see of it. */
export const pieceQuery = (pieceId: string) =>
  queryOptions({
    queryKey: ['evidence', 'piece', pieceId],
    queryFn: ({ signal }) => get(`/evidence/${encodeURIComponent(pieceId)}`, PieceView, signal),
  });

/** The pieces of a party, newest first, a page at a time: what was submitted, or the drafts only the party sees. */
export const piecesQuery = (partyId: string, state: 'submitted' | 'draft') =>
  infiniteQueryOptions({
    queryKey: ['evidence', 'list', partyId, state],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ state, limit: String(rowsToShow(25, 8)), ...(pageParam && { after: pageParam }) });
      return get(`/parties/${encodeURIComponent(partyId)}/evidence?${search}`, PiecePage, signal);
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
