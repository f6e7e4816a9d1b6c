import { z } from 'zod';
import type { Day } from '#kernel/day.ts';

/** What every part says of itself: how many things are late, and the nearest day on which one is due. The home page is ordered by it. */
export const HomeUrgency = z.object({ late: z.int(), next: z.string().nullable() });
export type HomeUrgency = { readonly late: number; readonly next: Day | string | null };

/** A part that has an answer for this reader, with those of the reader's roles whose question it answers. */
export type AnsweredPart = HomeUrgency & { readonly name: string; readonly roles: readonly string[]; readonly leads?: boolean };

/**
 * The order of the parts. Those of one role stay together in the order in which they are listed, which starts with the question that role asks first. Of several
 * roles the one where something is late comes first, then the one with the nearest day. A part of several roles is shown once, with the first of them. A part that
 * leads comes before all others.
 */
export function orderParts(parts: readonly AnsweredPart[]): string[] {
  const roles = [...new Set(parts.flatMap((part) => part.roles))];
  const names = roles
    .map((role) => parts.filter((part) => part.roles.includes(role)))
    .map((own) => ({ own, late: own.some(({ late }) => late > 0), next: nearest(own) }))
    .toSorted((a, b) => Number(b.late) - Number(a.late) || compareDays(a.next, b.next))
    .flatMap(({ own }) => own.map(({ name }) => name));
  return [...new Set([...parts.flatMap(({ name, leads }) => (leads ? [name] : [])), ...names])];
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
