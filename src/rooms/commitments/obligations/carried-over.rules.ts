import type { Edition } from '#rooms/policy/index.ts';
import type { LatestItem } from '../status.rules.ts';

type Latest = ReadonlyMap<string, readonly LatestItem[]>;
type EarlierObligation = { readonly obligationId: string; readonly kinds: readonly string[] };

/**
 * The obligations of the earlier edition that the mapping names for an obligation of this one, with the kinds of evidence that carry over; none without a
 * mapping.
 */
export function earlierObligations(edition: Pick<Edition, 'mapping' | 'obligation'>, obligationId: string): EarlierObligation[] {
  const row = edition.mapping?.rows.find((one) => one.obligation === obligationId);
  const { kinds } = edition.obligation(obligationId).evidence;
  return (row?.of ?? []).map((of) => ({ obligationId: of, kinds }));
}

/**
 * Adds to the newest evidence of an edition what was recorded under the earlier one, where the mapping allows it. Each added item names the obligation it was
 * carried over from. Where this edition has evidence of a kind and origin, nothing of that kind and origin is carried over: the later text has been answered.
 * Where a mapping row asks more than the earlier obligation did, *met* becomes *partly met* and a nil return only informs. An item under two earlier
 * obligations counts once.
 */
export function carryOver(edition: Pick<Edition, 'mapping' | 'obligation'>, own: Latest, earlier: Latest): Latest {
  if (edition.mapping === null) return own;
  const all = new Map(own);
  for (const { obligation, carries } of edition.mapping.rows) {
    const ownItems = own.get(obligation) ?? [];
    const known = new Set(ownItems.filter(({ says }) => says !== 'informs' && says !== 'zero').map(kindAndOrigin));
    const carried = new Map<string, LatestItem>();
    for (const { obligationId, kinds } of earlierObligations(edition, obligation))
      for (const item of earlier.get(obligationId) ?? [])
        if (kinds.includes(item.kind) && !known.has(kindAndOrigin(item)) && !carried.has(item.itemId))
          carried.set(item.itemId, { ...item, says: carries === 'part' ? inPart(item.says) : item.says, carriedFrom: obligationId });
    if (carried.size > 0) all.set(obligation, [...ownItems, ...carried.values()]);
  }
  return all;
}

function inPart(says: LatestItem['says']): LatestItem['says'] {
  return says === 'met' ? 'partly-met' : says === 'nil' ? 'informs' : says;
}

/** The kind and origin of an item: what an edition has of both, it does not take from an earlier one. */
export function kindAndOrigin({ kind, origin }: Pick<LatestItem, 'kind' | 'origin'>): string {
  return `${kind} ${origin}`;
}
