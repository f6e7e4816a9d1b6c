import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import type { Strength } from '#rooms/policy/index.ts';
import type { AnswerChoice } from './status.rules.ts';

// Strengths, strongest first. Each is a different promise; they are compared here only to find the weaker of two.
const STRONGEST_FIRST: readonly Strength[] = ['required', 'agreed', 'will', 'should', 'expected', 'encouraged', 'aim'];

/** What the rule needs to know of an obligation. */
export type ObligationTerms = { readonly id: string; readonly owners: readonly OwnerKind[]; readonly strength: Strength };

/** One commitment: an obligation that one party owes on a given day. */
export type Commitment = {
  readonly obligationId: string;
  /** The kinds of owner as which the party owes it, such as `ally` or `contributor`. */
  readonly as: readonly OwnerKind[];
  readonly strength: Strength;
  /** The operations for which a contributor owes it; empty otherwise. */
  readonly operations: readonly string[];
};

/**
 * What a party owes on a given day, in the order of the edition. `kinds` comes from the parties room. An observed contribution obliges no party, so a nation is
 * a contributor only with a confirmed contribution, in `operations`. A contributor that is no Ally is *expected* to take similar steps (clause 6): it is never
 * bound further, regardless of what the row says to Allies.
 */
export function owedBy(
  party: { kinds: readonly OwnerKind[]; operations: readonly string[] },
  obligations: readonly ObligationTerms[],
): Commitment[] {
  return obligations.flatMap((obligation) => {
    const as = party.kinds.filter((kind) => obligation.owners.includes(kind));
    if (as.length === 0) return [];
    const onlyContributor = as.every((kind) => kind === 'contributor' || kind === 'associated-partner');
    return [
      {
        obligationId: obligation.id,
        as,
        strength: onlyContributor ? weaker(obligation.strength, 'expected') : obligation.strength,
        operations: as.includes('contributor') ? party.operations : [],
      },
    ];
  });
}

// Strengths of voluntary obligations: what is reported for them is dated and never late.
const VOLUNTARY: readonly Strength[] = ['expected', 'encouraged', 'aim'];

/** Whether a party reports on it voluntarily. Its evidence is never overdue. */
export function isVoluntary(commitment: Commitment | undefined): boolean {
  return commitment !== undefined && VOLUNTARY.includes(commitment.strength);
}

/** Whether a party may answer comply, equivalent or explain: only to an expectation on a contributor (clause 6). */
export function mayAnswer(commitment: Commitment | undefined): commitment is Commitment {
  return commitment !== undefined && commitment.strength === 'expected' && commitment.as.includes('contributor');
}

/** Whether an answer is valid: it answers an expectation on a contributor, and has a reason unless it is comply. */
export function decideAnswer(commitment: Commitment | undefined, choice: AnswerChoice, note: string | null): Decision<Commitment> {
  if (!mayAnswer(commitment)) return refuse('commitments/not-an-expectation');
  if (choice !== 'comply' && note === null) return refuse('commitments/reason-needed');
  return accept(commitment);
}

function weaker(one: Strength, other: Strength): Strength {
  return STRONGEST_FIRST.indexOf(one) > STRONGEST_FIRST.indexOf(other) ? one : other;
}
