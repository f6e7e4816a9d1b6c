import { z } from 'zod';
import type { Day } from '#kernel/day.ts';
import type { Group } from '#kernel/roles.ts';

/** What every part says of itself: how many things are late, and the nearest day on which one is due. The home page is ordered by it. */
export const HomeUrgency = z.object({ late: z.int(), next: z.string().nullable() });
export type HomeUrgency = { readonly late: number; readonly next: Day | string | null };

/** A part that has an answer for this reader, with the roles whose question it answers. */
export type AnsweredPart = HomeUrgency & { readonly name: string; readonly group: Group };

/**
 * The order of the parts. Those of one role stay together in their own order, which starts with the question that role asks first. Of several roles the one
 * where something is late comes first, then the one with the nearest day.
 */
export function orderParts(parts: readonly AnsweredPart[]): string[] {
  const groups = [...Map.groupBy(parts, ({ group }) => group).values()];
  return groups
    .map((own) => ({ own, late: own.some(({ late }) => late > 0), next: nearest(own) }))
    .toSorted((a, b) => Number(b.late) - Number(a.late) || compareDays(a.next, b.next))
    .flatMap(({ own }) => own.map(({ name }) => name));
}

function nearest(parts: readonly AnsweredPart[]): string | null {
  return parts.map(({ next }) => next).toSorted(compareDays)[0] ?? null;
}

/** Days from early to late; no day comes last. */
function compareDays(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}
