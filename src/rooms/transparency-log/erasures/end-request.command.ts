import { type RawBuilder, sql } from 'kysely';
import { commentField } from '#kernel/actions.schema.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { type CommandContext, defineCommand, unwrap } from '#platform/command.ts';
import { ErasureAnswer, OnErasure } from '../log.schema.ts';
import { decideByRequester, ERASURE_MACHINE, type ErasureAction } from './erasure.rules.ts';
import { erasureEntry, openRequest } from './erasures.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * A second person approves the erasure: the salt and the content are deleted. The leaf stays, and the two commands name the entry, so that a verifier can
 * distinguish the erasure from a loss. One person alone never can, not even in one-person mode.
 */
export const approveErasure = defineCommand({
  ...commandOf(ERASURE_MACHINE, 'approve-erasure'),
  operational: 'installation',
  runsOnLowDisk: true,
  input: OnErasure,
  answer: ErasureAnswer,
  run: (context, { entryId }) => endRequest(context, entryId, 'approve-erasure', sql`ledger.erase(${entryId}, ${context.now})`),
});

/** A second person refuses the erasure: the content stays. The reason is in the list of erasures, never in the log. */
export const refuseErasure = defineCommand({
  ...commandOf(ERASURE_MACHINE, 'refuse-erasure'),
  operational: 'installation',
  input: OnErasure.extend(commentField(ERASURE_MACHINE.actions['refuse-erasure'])),
  answer: ErasureAnswer,
  run: (context, { entryId, reason }) =>
    endRequest(context, entryId, 'refuse-erasure', sql`ledger.refuse_erasure(${entryId}, ${context.now}, ${reason})`),
});

/** The person who requested the erasure withdraws the request: the content stays. */
export const withdrawErasureRequest = defineCommand({
  ...commandOf(ERASURE_MACHINE, 'withdraw-erasure-request'),
  operational: 'installation',
  input: OnErasure,
  answer: ErasureAnswer,
  run: (context, { entryId }) =>
    endRequest(context, entryId, 'withdraw-erasure-request', sql`ledger.withdraw_erasure_request(${entryId}, ${context.now})`),
});

/** Ends the open request about an entry by one call of the database, which checks the same rules again. */
async function endRequest({ db, subject }: CommandContext, entryId: string, action: ErasureAction, call: RawBuilder<unknown>) {
  const request = await openRequest(db, entryId);
  if (!request) throw new AppError('platform/not-found');
  unwrap(decideByRequester(action, request.requested_by, subject.person));
  const { rows } = await sql<{ done: boolean }>`select ${call} as done`.execute(db);
  if (!rows[0]!.done) throw new AppError('platform/not-found');
  return { answer: { entryId }, entry: erasureEntry(entryId) };
}
