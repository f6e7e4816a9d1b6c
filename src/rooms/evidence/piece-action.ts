import { AppError } from '#kernel/errors.ts';
import { type OfferedAction, offeredActions, type Transition } from '#kernel/machine.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { holdsAt, type Subject } from '#platform/identity/subject.ts';
import { currentCatalogue, type Edition } from '#rooms/policy/index.ts';
import { documentOf } from './documents/document.store.ts';
import { decideAction, decideContent, decidePurge, PIECE_MACHINE, type PieceAction, type PieceState } from './evidence.rules.ts';
import type { PieceContent } from './piece.schema.ts';
import { type FoundPiece, findPiece } from './piece.store.ts';
import type { PieceView } from './views/piece-view.schema.ts';
import './errors.ts';

/** An evidence item with the state that an action leads to. */
export type PieceToMove = FoundPiece & { readonly to: PieceState };

/**
 * Finds the evidence item of a command and checks that this subject may take this action in its state, on the version that the subject has read. `to` is the
 * state that the action leads to.
 */
export async function pieceForAction(
  { db, subject }: CommandContext,
  input: { pieceId: string; version: number },
  action: PieceAction,
): Promise<PieceToMove> {
  const piece = await findPiece(db, input.pieceId);
  if (piece === undefined) throw new AppError('platform/not-found');
  const step = decideAction(piece.state, action);
  // Where the state does not allow the action, the caller reports the state and not a missing permission.
  if (step.accepted && !mayTake(subject, piece, step.value)) throw new AppError('platform/not-allowed');
  if (piece.version !== input.version) throw new AppError('platform/stale', { current: piece.version, yours: input.version });
  return { ...piece, to: unwrap(step).to };
}

/** The actions that this subject may take now on an evidence item that it sees. */
export function actionsOn(subject: Subject, piece: PieceView): OfferedAction<PieceAction>[] {
  return offeredActions<PieceState, PieceAction>(
    PIECE_MACHINE,
    piece.state,
    (permission, action) =>
      mayTake(subject, { partyId: piece.partyId, byOffice: piece.byPolicyOffice }, { permission, action }) &&
      (action !== 'approve-purge' || decidePurge(piece.purgeAskedByMe ? subject.person : null, subject).accepted),
  );
}

/**
 * Explains why an evidence item that was found did not change: another command changed it first. Rows are not locked before the write, because by then the
 * subject of the second command may have lost the right to write.
 */
export async function outrun({ db }: Pick<CommandContext, 'db'>, piece: { id: string; version: number }): Promise<AppError> {
  const now = await findPiece(db, piece.id);
  if (now === undefined || now.version === piece.version) return new AppError('platform/not-found');
  return new AppError('platform/stale', { current: now.version, yours: piece.version });
}

/** Checks the content of an evidence item against its edition and returns its clauses. The document must belong to the same party. */
export async function checkContent({ db, now }: CommandContext, partyId: string, content: PieceContent): Promise<string[]> {
  const clauses = unwrap(decideContent(content, editionOf(content.editionId), now));
  if (content.documentId !== undefined && (await documentOf(db, content.documentId))?.partyId !== partyId) {
    throw new AppError('evidence/unknown-document');
  }
  return clauses;
}

/** The edition with this id. Throws `policy/unknown-edition`. */
export function editionOf(editionId: string): Edition {
  return currentCatalogue().edition(editionId);
}

/** The clauses of an evidence item, for the ledger. */
export function clausesOf(content: Pick<PieceContent, 'editionId' | 'obligationIds'>): string[] {
  const edition = editionOf(content.editionId);
  return [...new Set(content.obligationIds.map((id) => edition.obligation(id).clause))];
}

// An item that the policy office entered belongs to the office; a party's item belongs to those who speak for the party. The office may also approve a requested
// purge of a party's item, so that a wrongly uploaded file need not wait for the party's second person.
function mayTake(
  subject: Subject,
  piece: Pick<FoundPiece, 'partyId' | 'byOffice'>,
  { permission, action }: Pick<Transition<PieceState, PieceAction>, 'permission' | 'action'>,
): boolean {
  if (subject.sole || subject.kind === 'installation') return true;
  const holdsOffice = subject.grants.some((grant) => grant.role === 'policy-office');
  if (piece.byOffice) return holdsOffice;
  return (action === 'approve-purge' && holdsOffice) || holdsAt(subject, permission, piece.partyId);
}
