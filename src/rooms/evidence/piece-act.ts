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

/** Finds the piece an act is about and makes sure that this subject may take this act in its state, on the version it has read. */
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
 * Why a piece did not change although it was found: somebody came first while the act was under way. Nothing is locked before it is written, for
 * an act that comes second may no longer have the right to.
 */
export async function outrun({ db }: Pick<CommandContext, 'db'>, piece: { id: string; version: number }): Promise<AppError> {
  const now = await findPiece(db, piece.id);
  if (now === undefined || now.version === piece.version) return new AppError('platform/not-found');
  return new AppError('platform/stale', { current: now.version, yours: piece.version });
}

/** Checks what a piece says against its edition; answers the clauses it carries. The document must be the party's own. */
export async function checkContent({ db, now }: CommandContext, partyId: string, content: PieceContent): Promise<string[]> {
  const clauses = unwrap(decideContent(content, editionOf(content.editionId), now));
  if (content.documentId !== undefined && (await documentOf(db, content.documentId))?.partyId !== partyId) {
    throw new AppError('evidence/unknown-document');
  }
  return clauses;
}

/** The edition of an id; throws `policy/unknown-edition`. */
export function editionOf(editionId: string): Edition {
  return currentCatalogue().edition(editionId);
}

/** The clauses a piece carries, for the ledger. */
export function clausesOf(content: Pick<PieceContent, 'editionId' | 'obligationIds'>): string[] {
  const edition = editionOf(content.editionId);
  return [...new Set(content.obligationIds.map((id) => edition.obligation(id).clause))];
}

function rolesFor(act: PieceAct, piece: FoundPiece): readonly Role[] {
  return PIECE_MACHINE.transitions.find((step) => step.act === act && step.from === piece.state)?.who ?? [];
}

// A piece of the policy office is its own; a party's piece belongs to those who speak for the party. A submitted one may be purged on the
// word of either, so that a wrongly sent file does not wait for the party's second person.
function actsFor(subject: Subject, piece: FoundPiece, roles: readonly Role[]): boolean {
  if (subject.sole || subject.kind === 'installation') return true;
  const holdsOffice = subject.grants.some((grant) => grant.role === 'policy-office');
  if (piece.byOffice) return holdsOffice;
  if (piece.state === 'purge-asked' && holdsOffice) return true;
  // In a state without this act nobody is told apart: the state is the answer.
  return roles.length === 0 || subject.grants.some((grant) => grant.party === piece.partyId && roles.includes(grant.role));
}
