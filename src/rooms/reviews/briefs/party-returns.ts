import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { PartyBrief } from './brief.schema.ts';

/** A return of a party, as far as the reader may see it: its period, its due date if it has one, the day its newest version was submitted, and its label. */
export type PartyReturn = { period: string; due: string | null; submittedOn: string | null; label: RecordLabel };
/** Reads the returns of a party under the claims of the reader. */
export type ReadReturns = (db: Database, partyId: string) => Promise<readonly PartyReturn[]>;

/** The submitted return with the latest day. */
export function lastReturnOf(returns: readonly PartyReturn[]): NonNullable<PartyBrief['lastReturn']> | null {
  const last = returns.filter(({ submittedOn }) => submittedOn !== null).toSorted((a, b) => (a.submittedOn! < b.submittedOn! ? 1 : -1))[0];
  return last === undefined ? null : { period: last.period, day: last.submittedOn! };
}
