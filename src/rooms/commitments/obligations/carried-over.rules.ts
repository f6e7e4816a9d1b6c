import type { Edition } from '#rooms/policy/index.ts';
import type { LatestItem } from '../status.rules.ts';

type Latest = ReadonlyMap<string, readonly LatestItem[]>;
type EditionMap = Pick<Edition, 'id' | 'mapping' | 'obligation'> & { readonly supersedes: EditionMap | null };
type Row = Pick<LatestItem, 'kind' | 'origin' | 'says'>;

/** What a row counts as under a later edition. `carriedFrom`: the obligation under which it was recorded; null: one of the present edition. */
export type Counting<R> = { readonly row: R; readonly carriedFrom: string | null; readonly editionsBack: number; readonly isPart: boolean };

/** An edition and, in order, those whose evidence carries over into it: the one that it maps, the one that this maps, and so on. */
export function editionsBehind<E extends EditionMap>(edition: E): E[] {
  const found: E[] = [];
  for (let one: E | null = edition; one !== null && !found.includes(one); one = mapped(one) as E | null) found.push(one);
  return found;
}

/** The obligations whose evidence may count for an obligation, by edition: its own first, then those that the mappings lead to. */
export function obligationsBehind(edition: EditionMap, obligationId: string): { editionId: string; obligationIds: string[] }[] {
  let ids = [obligationId];
  return editionsBehind(edition).flatMap((one, at, all) => {
    if (at > 0) ids = [...new Set(ids.flatMap((id) => rowOf(all[at - 1]!, id)?.of ?? []))];
    return ids.length === 0 ? [] : [{ editionId: one.id, obligationIds: ids }];
  });
}

/**
 * The rows that count for an obligation: its own, then those that are carried over from earlier editions. Each mapping on the way must name the obligation, and
 * the obligation that it leads to must list the kind. Where an edition has evidence of a kind and origin, nothing of that kind and origin comes from an earlier
 * one: the later text has been answered. `rowsOf` gives what was recorded under an edition and obligation. A row under two obligations comes twice.
 */
export function countingRows<R extends Row>(
  edition: EditionMap,
  obligationId: string,
  rowsOf: (editionId: string, obligationId: string) => readonly R[],
): Counting<R>[] {
  return countingIn(editionsBehind(edition), obligationId, rowsOf);
}

function countingIn<R extends Row>(
  [edition, ...before]: readonly EditionMap[],
  obligationId: string,
  rowsOf: (editionId: string, obligationId: string) => readonly R[],
): Counting<R>[] {
  if (edition === undefined) return [];
  const own = rowsOf(edition.id, obligationId).map((row) => ({ row, carriedFrom: null, editionsBack: 0, isPart: false }));
  const mapping = before.length === 0 ? undefined : rowOf(edition, obligationId);
  if (mapping === undefined) return own;
  const { kinds } = edition.obligation(obligationId).evidence;
  const known = new Set(own.filter(({ row }) => row.says !== 'informs' && row.says !== 'zero').map(({ row }) => kindAndOrigin(row)));
  const carried = mapping.of.flatMap((of) =>
    countingIn(before, of, rowsOf)
      .filter(({ row }) => kinds.includes(row.kind) && !known.has(kindAndOrigin(row)))
      .map(({ row, carriedFrom, editionsBack, isPart }) => ({
        ...{ row, carriedFrom: carriedFrom ?? of, editionsBack: editionsBack + 1, isPart: isPart || mapping.carries === 'part' },
      })),
  );
  return [...own, ...carried];
}

/**
 * Adds to the newest evidence of an edition what was recorded under earlier ones, where the mappings allow it. Each added item names the obligation it was
 * carried over from. Where a mapping row on the way asks more than the earlier obligation did, *met* becomes *partly met* and a nil return only informs. An item
 * under two earlier obligations counts once, whole if it counts whole for one of them.
 */
export function carryOver(edition: EditionMap, latestOf: ReadonlyMap<string, Latest>): Latest {
  const own: Latest = latestOf.get(edition.id) ?? new Map();
  if (mapped(edition) === null) return own;
  const all = new Map(own);
  for (const { obligation } of edition.mapping!.rows) {
    const counting = countingRows(edition, obligation, (editionId, id) => latestOf.get(editionId)?.get(id) ?? []);
    const items = new Map<string, LatestItem>();
    // The sort keeps the order within both groups.
    for (const { row, carriedFrom, editionsBack, isPart } of counting.sort((a, b) => Number(a.isPart) - Number(b.isPart)))
      if (!items.has(row.itemId))
        items.set(
          row.itemId,
          carriedFrom === null ? row : { ...row, says: isPart ? inPart(row.says) : row.says, carriedFrom, editionsBack },
        );
    if (items.size > 0) all.set(obligation, [...items.values()]);
  }
  return all;
}

function mapped({ mapping, supersedes }: EditionMap): EditionMap | null {
  return mapping !== null && supersedes?.id === mapping.from ? supersedes : null;
}

function rowOf({ mapping }: EditionMap, obligationId: string) {
  return mapping?.rows.find((one) => one.obligation === obligationId);
}

function inPart(says: LatestItem['says']): LatestItem['says'] {
  return says === 'met' ? 'partly-met' : says === 'nil' ? 'informs' : says;
}

/** The kind and origin of an item: what an edition has of both, it does not take from an earlier one. */
function kindAndOrigin({ kind, origin }: Row): string {
  return `${kind} ${origin}`;
}
