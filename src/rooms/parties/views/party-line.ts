import type { OperationDates } from '../party.schema.ts';
import type { Register } from '../party.store.ts';
import { allySince, contributionsOn, lastSeen, ownerKindsOn, partyStatusOn } from '../party-status.rules.ts';
import type { PartyLine } from '../party-view.schema.ts';

/** A party on a given day, as a list shows it. */
export function lineOf(party: Register['parties'][number], operations: OperationDates, day: string): PartyLine {
  const partyStatus = partyStatusOn(party, operations, day);
  const seen = partyStatus === 'seen' ? lastSeen(party, operations, day) : null;
  return {
    id: party.id,
    kind: party.kind,
    code: party.code,
    name: party.name,
    statusNeutral: party.statusNeutral,
    partyStatus,
    owes: ownerKindsOn(party, operations, day),
    allySince: allySince(party.memberships, day),
    contributions: contributionsOn(party, operations, day).map(({ id, operation, from, to }) => ({ id, operation, from, to })),
    lastSeen: seen && { operation: seen.operation, asOf: seen.asOf, personnel: seen.personnel, source: seen.source },
    note: party.note,
    source: party.source,
  };
}
