import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { allows, type ReturnState } from '../return.rules.ts';

/** Releases of a section, narrowest first. */
export const RELEASES = ['reviewers', 'parties', 'public'] as const;
export type Release = (typeof RELEASES)[number];

/**
 * Whether the release of a section may change. It may widen while the return is answered, for the next version. It may narrow at any time after the return was
 * begun, with immediate effect.
 */
export function decideReach(state: ReturnState, from: Release, to: Release): Decision<Release> {
  if (releasesFrom(state, from).includes(to)) return accept(to);
  return refuse('returns/not-in-this-state', { state, action: 'answer' });
}

/** The releases a section may change to. */
export function releasesFrom(state: ReturnState, from: Release): readonly Release[] {
  if (allows(state, 'start')) return [];
  return allows(state, 'answer') ? RELEASES : RELEASES.slice(0, RELEASES.indexOf(from) + 1);
}
