import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import { allows, type RoundState } from '../rounds/round.rules.ts';

/** Decides whether an organisation may be invited: the round is open, it is a partner, and it was not invited before. */
export function decideInvite(facts: {
  readonly state: RoundState;
  readonly kind: string | null;
  readonly invited: boolean;
}): Decision<true> {
  const { state } = facts;
  if (!allows(state, 'invite')) return refuse('reviews/step-not-open', { state, action: 'invite' });
  if (facts.kind !== 'partner') return refuse('reviews/not-a-partner', { field: 'partyId' });
  return facts.invited ? refuse('reviews/invited-before') : accept(true);
}
