import type { BothLanguages } from '#kernel/both-languages.ts';
import type { OwnerKind, PartyKind } from '#kernel/party-kinds.ts';
import type { Database } from '#platform/db/transaction.ts';
import { contributionsOn, ownerKindsOn, type PartyFilter, partyStatusOn, readRegister } from '#rooms/parties/index.ts';

/** A party on a given day, as the matrix needs it. */
export type BoundParty = {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: BothLanguages;
  readonly statusNeutral: boolean;
  /**
   * The matrix heading of the party: `ally`, `contributor`, `headquarters`, `agency`, `command`, `school`, `operation`, `contractor`, or its status where
   * nothing binds it.
   */
  readonly group: string;
  /** The kinds of owner as which it owes obligations; empty where nothing binds it. */
  readonly owes: readonly OwnerKind[];
  /** Codes of the operations in which it takes part by a confirmed contribution. */
  readonly operations: readonly string[];
};

/** The parties that this reader may see, as they are on a given day. */
export async function boundParties(db: Database, day: string, filter?: PartyFilter): Promise<BoundParty[]> {
  const { parties, operations } = await readRegister(db, filter);
  return parties.map((facts) => {
    const partyStatus = partyStatusOn(facts, operations, day);
    return {
      id: facts.id,
      kind: facts.kind,
      name: facts.name,
      statusNeutral: facts.statusNeutral,
      group: partyStatus === 'body' ? (facts.bodyKind ?? 'headquarters') : partyStatus,
      owes: ownerKindsOn(facts, operations, day),
      operations: contributionsOn(facts, operations, day).map((contribution) => contribution.operation),
    };
  });
}
