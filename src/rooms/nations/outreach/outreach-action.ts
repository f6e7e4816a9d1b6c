import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import type { EntryDraft } from '#platform/ledger/append.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { decideOutreach, type Encouraged, type OutreachAction, type OutreachState, obligationsOf } from './outreach.rules.ts';
import { findOutreach, lockOutreach, type OutreachRecord } from './outreach.store.ts';
import { writesFor } from './outreach-view.ts';

/** The attempt of a command: one that its caller may continue, locked, in the version they have read. */
export async function outreachForAction(
  { db, subject }: Pick<CommandContext, 'db' | 'subject'>,
  input: { outreachId: string; version: number },
): Promise<OutreachRecord> {
  // Headquarters can read an Ally's attempt but not lock it.
  const seen = await findOutreach(db, input.outreachId);
  if (seen && !writesFor(subject, { id: seen.writerId, kind: seen.writerKind })) throw new AppError('platform/not-allowed');
  const found = await lockOutreach(db, input.outreachId);
  if (found === undefined) throw new AppError('platform/not-found');
  if (found.version !== input.version) throw new AppError('platform/stale', { current: found.version, yours: input.version });
  return found;
}

/** The state a command leads this attempt to. */
export const stateAfter = (found: OutreachRecord, action: OutreachAction): OutreachState => unwrap(decideOutreach(found.state, action));

/** The clauses that a letter about these instruments carries out. */
export function clausesOf(editionId: string, instruments: readonly Encouraged[]): string[] {
  const edition = currentCatalogue().edition(editionId);
  return [...new Set(obligationsOf(instruments).map((id) => edition.obligation(id).clause))];
}

/** The ledger entry of a command on an attempt; its subject is the writer. */
export function entryOf(found: OutreachRecord, detail: Record<string, unknown>): EntryDraft {
  return {
    subjectKind: 'outreach',
    subjectId: found.id,
    partyId: found.writerId,
    clauses: clausesOf(found.editionId, found.instruments),
    detail,
  };
}
