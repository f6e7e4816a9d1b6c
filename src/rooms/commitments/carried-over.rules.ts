import type { Edition } from '#rooms/policy/index.ts';
import type { LatestPiece } from './status.rules.ts';

type Latest = ReadonlyMap<string, readonly LatestPiece[]>;
type Taken = { readonly obligationId: string; readonly kinds: readonly string[] };

/**
 * The obligations of the earlier edition that the mapping names for an obligation of this one, with the kinds of evidence that carry over; none without a
 * mapping.
 */
export function takenUp(edition: Pick<Edition, 'mapping' | 'obligation'>, obligationId: string): Taken[] {
  const row = edition.mapping?.rows.find((one) => one.obligation === obligationId);
  const { kinds } = edition.obligation(obligationId).evidence;
  return (row?.of ?? []).map((of) => ({ obligationId: of, kinds }));
}

/**
 * Adds to the newest evidence of an edition what was recorded under the earlier one, where the mapping allows it. Each added item names the obligation it was
 * carried over from. Where this edition has evidence of a kind, nothing of that kind is carried over: the later text has been answered. Where a mapping row
 * asks more than the earlier obligation did, *met* becomes *partly met*. An item under two earlier obligations counts once.
 */
export function carryOver(edition: Pick<Edition, 'mapping' | 'obligation'>, own: Latest, earlier: Latest): Latest {
  if (edition.mapping === null) return own;
  const all = new Map(own);
  for (const { obligation, carries } of edition.mapping.rows) {
    const given = own.get(obligation) ?? [];
    const known = new Set(given.map((piece) => piece.kind));
    const carried = new Map<string, LatestPiece>();
    for (const { obligationId, kinds } of takenUp(edition, obligation))
      for (const piece of earlier.get(obligationId) ?? [])
        if (kinds.includes(piece.kind) && !known.has(piece.kind) && !carried.has(piece.pieceId))
          carried.set(piece.pieceId, { ...piece, says: carries === 'part' ? inPart(piece.says) : piece.says, carriedFrom: obligationId });
    if (carried.size > 0) all.set(obligation, [...given, ...carried.values()]);
  }
  return all;
}

function inPart(says: LatestPiece['says']): LatestPiece['says'] {
  return says === 'met' || says === 'nil' ? 'partly-met' : says;
}
