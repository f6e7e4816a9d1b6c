import { AppError } from '#kernel/errors.ts';
import { unwrap } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { findSet } from '../sets/set.store.ts';
import { decideParties, decideStated } from './contract.rules.ts';
import '../errors.ts';

type Stated = Parameters<typeof decideStated>[0] & {
  partyId: string;
  contractorId: string | null;
  operationId: string | null;
  setId: string;
};

/** Checks what is stated of a contract, and what it names: its parties and the clause set that it owes. Throws why not. */
export async function checkContract(db: Database, { partyId, contractorId, operationId, setId, ...stated }: Stated): Promise<void> {
  unwrap(decideStated(stated));
  const named = [partyId, contractorId, operationId].filter((id) => id !== null);
  const { parties } = await readRegister(db, { ids: named });
  const kindOf = (id: string | null) => (id === null ? null : parties.find((one) => one.id === id)?.kind);
  unwrap(decideParties({ party: kindOf(partyId) ?? undefined, contractor: kindOf(contractorId), operation: kindOf(operationId) }));
  if ((await findSet(db, partyId, setId)) === undefined) throw new AppError('contractors/unknown-set');
}
