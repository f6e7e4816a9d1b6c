import type { PieceContent } from './piece.schema.ts';

/** A sound piece to start from; a test changes what it is about. */
export function aPiece(more: Partial<PieceContent> = {}): PieceContent {
  return {
    editionId: 'nato-thb-2004',
    obligationIds: ['P1.1'],
    kind: 'EV-POL',
    says: 'met',
    title: 'Endorsement of the policy',
    date: '2026-01-15',
    source: 'Ministry order 7 of 15 January 2026',
    ...more,
  };
}
