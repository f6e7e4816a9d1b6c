import type { Day } from '#kernel/day.ts';
import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import { drawFromSeed } from '#kernel/draw.ts';
import { allows, type RoundState } from '../rounds/round.rules.ts';

/** Name of the rule below, stored with every draw. A changed rule gets a new name. */
export const DRAW_RULE = 'manumit reviewing nations 1' as const;

/** Who reviews whom: two nations for each party, never the party itself. */
export type Pair = { readonly partyId: string; readonly by: readonly [string, string] };

/**
 * Draws two reviewing nations for each party. The draw arranges the nations, sorted by id, in a circle. Each nation is reviewed by the two that follow it, so
 * each reviews two, is reviewed by two, and never reviews itself. Other parties, sorted by id, are assigned nations of the same circle in pairs from its start.
 * The root and the two lists always give the same draw.
 */
export function drawPairs(root: Uint8Array, nations: readonly string[], others: readonly string[]): Pair[] {
  const listed = nations.toSorted();
  const circle = [...drawFromSeed(DRAW_RULE, root, listed.length)].map((index) => listed[index]!);
  const at = (place: number) => circle[place % circle.length]!;
  return [
    ...circle.map((partyId, place): Pair => ({ partyId, by: [at(place + 1), at(place + 2)] })),
    ...others.toSorted().map((partyId, n): Pair => ({ partyId, by: [at(2 * n), at(2 * n + 1)] })),
  ];
}

export type DrawFacts = {
  readonly state: string;
  readonly drawnBefore: boolean;
  /** Parties of the round: the group of each, and whether it owes an answer. */
  readonly parties: readonly { readonly partyId: string; readonly group: string; readonly voluntary: boolean }[];
  readonly openedOn: Day;
  /** Days of the published checkpoints of the log, the oldest first. */
  readonly published: readonly Day[];
};

/**
 * Decides whether the draw may run, and by which checkpoint: the first one of a day after the round was opened. The parties were settled by then and the root
 * did not exist, so nobody could influence either. Nations do not review firms.
 */
export function decideDraw(facts: DrawFacts): Decision<{ day: Day; nations: string[]; others: string[] }> {
  if (!allows(facts.state as RoundState, 'draw')) return refuse('reviews/step-not-open', { state: facts.state, action: 'draw' });
  if (facts.drawnBefore) return refuse('reviews/drawn-before');
  const reviewed = facts.parties.filter((party) => party.group !== 'contractor');
  const nations = reviewed.filter((party) => party.group === 'ally' && !party.voluntary).map((party) => party.partyId);
  if (nations.length < 3) return refuse('reviews/too-few-nations');
  const day = facts.published.find((one) => one > facts.openedOn);
  if (day === undefined) return refuse('reviews/no-seed-yet');
  return accept({
    day,
    nations: nations.toSorted(),
    others: reviewed.flatMap((party) => (nations.includes(party.partyId) ? [] : party.partyId)).toSorted(),
  });
}

/** A role of a person at a party, as stored. */
type Held = { readonly party_id: string | null; readonly ended_at: Date | null; readonly valid_to: Day | null };

/**
 * Decides whether a person may be assigned as reviewer of a party: they are from a nation that drew it, and hold no role at the party itself. A role that is
 * over, such as an earlier assignment, does not count.
 */
export function decideAssignment(pair: Pair | undefined, held: readonly Held[], today: Day): Decision<{ nation: string }> {
  const current = held.filter((grant) => grant.ended_at === null && (grant.valid_to === null || grant.valid_to >= today));
  const heldAt = current.map((grant) => grant.party_id);
  if (pair === undefined) return refuse('reviews/not-drawn');
  const nation = pair.by.find((one) => heldAt.includes(one));
  if (nation === undefined || heldAt.includes(pair.partyId)) return refuse('reviews/not-of-the-nation');
  return accept({ nation });
}
