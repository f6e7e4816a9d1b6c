import { AppError } from '#kernel/errors.ts';
import type { CommandContext } from '#platform/command.ts';
import { findContract, lockFirms, membersOf } from './contract.store.ts';
import '../errors.ts';

/**
 * The party of a contract, of which a firm is dealt with, and the time from which that counts. `memberId` null: the contractor. The contract is locked until the
 * command ends: an undo of an import, or another contractor, is waited for, and what they left decides. The time is taken under the lock, so that what is recorded of
 * an earlier contractor is always older than the day of the next one. Throws `contractors/firm-changed` where the contract is gone or got another contractor meanwhile,
 * and `contractors/other-contract` where the firm is not under it.
 */
export async function lockFirm(
  { db, platform }: Pick<CommandContext, 'db' | 'platform'>,
  contractId: string,
  memberId: string | null,
): Promise<{ partyId: string; at: Date }> {
  const seen = await findContract(db, contractId);
  const locked = await lockFirms(db, contractId);
  if (locked === undefined || (memberId === null && locked.contractor !== seen?.contractor)) throw new AppError('contractors/firm-changed');
  if (memberId !== null && !(await membersOf(db, contractId)).some(({ id }) => id === memberId))
    throw new AppError('contractors/other-contract');
  return { partyId: locked.partyId, at: platform.clock() };
}
