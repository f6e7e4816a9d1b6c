import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import type { PartyKind } from '#kernel/party-kinds.ts';

export const ADOPTION_STATES = ['not-adopted', 'current', 'older'] as const;
export type AdoptionState = (typeof ADOPTION_STATES)[number];

/** The courses that a party teaches. A new version of any lesson makes the adoption older; it is then adopted again. */
export const ADOPTION_MACHINE = {
  states: ADOPTION_STATES,
  start: 'not-adopted',
  derivedBy: 'adoptionState',
  actions: {
    adopt: {
      command: 'training/adopt-courses',
      permission: 'training:adopt-courses',
      next: { 'not-adopted': 'current', older: 'current' },
      button: 'plain',
    },
  },
  events: { 'new-version': { current: 'older' } },
} as const satisfies Machine<AdoptionState>;

/** A party that adopts courses: its kind, and the fingerprint of the map it adopted last. */
type Adopter = { readonly kind: PartyKind; readonly hash: Buffer | undefined };

/** The state of the courses of a party. `today`: the fingerprint of the map it would adopt now. */
export function adoptionState({ hash }: Pick<Adopter, 'hash'>, today: Buffer): AdoptionState {
  if (hash === undefined) return 'not-adopted';
  return hash.equals(today) ? 'current' : 'older';
}

/** Whether parties of a kind teach courses: nations, and headquarters bodies and agencies. */
export function teachesCourses(kind: PartyKind): boolean {
  return kind === 'nation' || kind === 'body';
}

/** Whether a party can adopt the courses of today. */
export function decideAdoption(party: Adopter, today: Buffer): Decision<AdoptionState> {
  if (!teachesCourses(party.kind)) return refuse('training/teaches-no-courses');
  const step = transitionOf<AdoptionState, 'adopt'>(ADOPTION_MACHINE, adoptionState(party, today), 'adopt');
  return step === undefined ? refuse('training/adopted-already') : accept(step.to);
}
