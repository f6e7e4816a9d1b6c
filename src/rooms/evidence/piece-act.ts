import { AppError } from '#kernel/errors.ts';
import type { Role } from '#kernel/roles.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { currentCatalogue, type Edition } from '#rooms/policy/index.ts';
import { documentOf } from './documents/document.store.ts';
import { decideContent, decideStep, PIECE_MACHINE, type PieceAct } from './evidence.rules.ts';
import type { PieceContent } from './piece.schema.ts';
import { type FoundPiece, findPiece } from './piece.store.ts';
import './errors.ts';

/** Finds the evidence item of a command and checks that this subject may take this step in its state, on the version that the subject has read. */
export async function pieceForAct(
  { db, subject }: CommandContext,
  input: { pieceId: string; version: number },
  act: PieceAct,
): Promise<FoundPiece> {
  const piece = await findPiece(db, input.pieceId);
  if (piece === undefined) throw new AppError('platform/not-found');
  if (!actsFor(subject, piece, rolesFor(act, piece))) throw new AppError('platform/not-allowed');
  if (piece.version !== input.version) throw new AppError('platform/stale', { current: piece.version, yours: input.version });
  unwrap(decideStep(piece.state, act));
  return piece;
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

function rolesFor(act: PieceAct, piece: FoundPiece): readonly Role[] {
  return PIECE_MACHINE.transitions.find((step) => step.act === act && step.from === piece.state)?.who ?? [];
}

// An item that the policy office entered belongs to the office; a party's item belongs to those who speak for the party. The office may also act on a
// requested purge of a party's item, so that a wrongly uploaded file need not wait for the party's second person.
function actsFor(subject: Subject, piece: FoundPiece, roles: readonly Role[]): boolean {
  if (subject.sole || subject.kind === 'installation') return true;
  const holdsOffice = subject.grants.some((grant) => grant.role === 'policy-office');
  if (piece.byOffice) return holdsOffice;
  if (piece.state === 'purge-asked' && holdsOffice) return true;
  // No role can take this step in this state: the caller then reports the state and not a missing permission.
  return roles.length === 0 || subject.grants.some((grant) => grant.party === piece.partyId && roles.includes(grant.role));
}
