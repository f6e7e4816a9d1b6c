import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import { letsContracts } from '../sets/letting.rules.ts';

export const CONTRACT_STATES = ['planned', 'awarded', 'ended'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/** Planned, awarded, ended (5f). A contract that ran before it was recorded comes in as awarded: what it lacks is a finding, and stops nothing. */
export const CONTRACT_MACHINE = {
  states: CONTRACT_STATES,
  start: 'planned',
  otherStarts: { awarded: 'it ran before it was recorded', ended: 'it ended before it was recorded' },
  actions: {
    // Both have a form of their own, next to what the contract lacks (release).
    award: { command: 'contractors/award-contract', permission: 'contractors:manage', next: { planned: 'awarded' } },
    'exercise-option': { command: 'contractors/exercise-option', permission: 'contractors:manage', next: { awarded: 'awarded' } },
    end: {
      command: 'contractors/end-contract',
      permission: 'contractors:manage',
      next: { planned: 'ended', awarded: 'ended' },
      button: 'plain',
    },
  },
} as const satisfies Machine<ContractState>;
export type ContractAction = keyof typeof CONTRACT_MACHINE.actions;

/** The state an action leads to, or a refusal that names both. Pure. */
export function decideContract(from: ContractState, action: ContractAction): Decision<ContractState> {
  const step = transitionOf<ContractState, ContractAction>(CONTRACT_MACHINE, from, action);
  return step ? accept(step.to) : refuse('contractors/not-in-this-state', { state: from, action });
}

/**
 * What a contract carries of the clause set that it owes, counted once: the first of these that applies. `present`: a person confirmed each provision.
 * `to-confirm`: the program found each, and a person has not confirmed all of them.
 */
export const COVERAGES = [
  'not-checked',
  'not-readable',
  'other-language',
  'missing',
  'struck-out',
  'hidden',
  'only-proposed',
  'differs',
  'to-confirm',
  'present',
] as const;
export type Coverage = (typeof COVERAGES)[number];

/** What labour a contract needs. `none`: it is for supplies alone. */
export const LABOURS = ['low-skilled', 'skilled', 'professional', 'mixed', 'none'] as const;

/** The roles of a firm under a contract, other than contractor. */
export const MEMBER_KINDS = ['consortium', 'subcontractor', 'agent'] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

type Kinds = { party: string | undefined; contractor: string | undefined | null; operation: string | undefined | null };

/** Whether the parties of a contract are of the right kinds; null: not named. Pure. */
export function decideParties({ party, contractor, operation }: Kinds): Decision<true> {
  if (!letsContracts(party)) return refuse('contractors/lets-no-contracts');
  if (contractor !== null && contractor !== 'contractor') return refuse('contractors/not-a-firm');
  return operation !== null && operation !== 'operation' ? refuse('contractors/not-an-operation') : accept(true);
}

type Term = { state: string; startsOn: string | null; endsOn: string | null };

/** Whether a contract would end before it starts. One that ended may have: it was ended before the start that it states. Pure. */
export const endsBeforeStart = ({ state, startsOn, endsOn }: Term): boolean =>
  state !== 'ended' && startsOn !== null && endsOn !== null && endsOn < startsOn;

/** Whether what is stated of a contract fits together: an amount with its currency, an end not before its start. Pure. */
export function decideStated({ value, currency, ...term }: Term & { value: string | null; currency: string | null }): Decision<true> {
  if ((value === null) !== (currency === null)) return refuse('contractors/amount-without-currency');
  return endsBeforeStart(term) ? refuse('contractors/end-before-start') : accept(true);
}

type Placed = { id: string; parentId: string | null };

/**
 * Whether a firm may be engaged by another one of its contract; null: by the contractor, as a member of the consortium always is. `id`: the firm, where it is
 * recorded already; a firm engages neither itself nor one that engaged it, at any tier. Pure.
 */
export function decideEngagedBy(
  { id, kind, parentId }: { id: string | null; kind: MemberKind; parentId: string | null },
  members: readonly Placed[],
): Decision<true> {
  if (parentId === null) return accept(true);
  const byId = new Map(members.map((one) => [one.id, one]));
  if (kind === 'consortium' || !byId.has(parentId)) return refuse('contractors/other-contract');
  for (let above = byId.get(parentId); above !== undefined; above = byId.get(above.parentId ?? ''))
    if (above.id === id) return refuse('contractors/engaged-by-own');
  return accept(true);
}

/** The tier of each firm under a contract: 1 for those that the contractor engaged. A member of the consortium has the level of the contractor: 0. Pure. */
export function tiersOf<Member extends { id: string; parentId: string | null; kind: MemberKind }>(
  members: readonly Member[],
): Map<string, number> {
  const byId = new Map(members.map((one) => [one.id, one]));
  const tiers = new Map<string, number>();
  const tierOf = ({ id, parentId, kind }: Member): number => {
    const known = tiers.get(id);
    if (known !== undefined) return known;
    const parent = byId.get(parentId ?? '');
    const tier = kind === 'consortium' ? 0 : parent === undefined ? 1 : tierOf(parent) + 1;
    tiers.set(id, tier);
    return tier;
  };
  for (const one of members) tierOf(one);
  return tiers;
}
