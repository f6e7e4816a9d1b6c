import type { Edition } from '#rooms/policy/index.ts';
import type { LatestPiece } from './status.rules.ts';

type Latest = ReadonlyMap<string, readonly LatestPiece[]>;
type Taken = { readonly obligationId: string; readonly kinds: readonly string[] };

/** Which obligations of the earlier edition stand behind an obligation of this one, and of which kinds of evidence; none where nothing is mapped. */
export function takenUp(edition: Pick<Edition, 'mapping' | 'obligation'>, obligationId: string): Taken[] {
  const row = edition.mapping?.rows.find((one) => one.obligation === obligationId);
  const { kinds } = edition.obligation(obligationId).evidence;
  return (row?.of ?? []).map((of) => ({ obligationId: of, kinds }));
}

/**
 * The newest pieces of an edition with what was recorded under the earlier one, where an obligation takes that up: each says which obligation it was carried
 * over from. Of a kind this edition has evidence of its own, nothing is carried over: the later text has been answered. Where a row asks more than
 * the earlier one did, what kept that whole keeps this in part. A piece behind two earlier obligations is heard once.
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
