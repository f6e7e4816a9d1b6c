import type { Database } from '#platform/db/transaction.ts';

/** The kind of evidence of an acceptance. */
export const ACCEPTANCE_EVIDENCE = 'EV-POL';
/** The obligations that an acceptance begins to carry out: an Ally's full implementation, and a contributor's similar steps. */
export const ACCEPTANCE_OBLIGATIONS: readonly string[] = ['P6.1', 'P6.2'];

/** Whether a party of this kind accepts the policy by an act of its own. Headquarters, operations and firms are bound without one. */
export const accepts = (kind: string): boolean => kind === 'nation' || kind === 'partner';

/** The acceptances of a party, newest first. */
export function acceptancesOf(db: Database, partyId: string) {
  return db.selectFrom('nations.acceptance').selectAll().where('party_id', '=', partyId).orderBy('id', 'desc').execute();
}
