import { createHash } from 'node:crypto';
import type { DerivedStatus } from '../status.rules.ts';

/** The sides of a difference. Each corrects its own record, or records its own view; nobody settles it for another. */
export const SIDES = ['party', 'office'] as const;
export type Side = (typeof SIDES)[number];

/** Open, or at rest because both sides recorded their views of it. */
export const DIFFERENCES = ['open', 'recorded'] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** The newest view of a side on an obligation, and the difference it is about. */
export type CurrentView = { readonly side: Side; readonly difference: string };

/** Identifies a difference by the items that decide and those that differ: another item is another difference. */
export function hashDifference({ decidedBy, differing }: Pick<DerivedStatus, 'decidedBy' | 'differing'>): string {
  const items = [...new Set([...decidedBy, ...differing])].toSorted();
  return createHash('sha256')
    .update(`${decidedBy.length} ${items.join(' ')}`)
    .digest('hex');
}

/** The sides whose newest view is about the present difference. */
export function recordedSides(derived: Pick<DerivedStatus, 'decidedBy' | 'differing'>, views: readonly CurrentView[]): Side[] {
  if (views.length === 0) return [];
  const difference = hashDifference(derived);
  return SIDES.filter((side) => views.some((view) => view.side === side && view.difference === difference));
}

/** Whether sources differ, and whether the difference rests. Null: they do not differ. */
export function differenceOf(derived: Pick<DerivedStatus, 'decidedBy' | 'differing'>, views: readonly CurrentView[]): Difference | null {
  if (derived.differing.length === 0) return null;
  return recordedSides(derived, views).length === SIDES.length ? 'recorded' : 'open';
}
