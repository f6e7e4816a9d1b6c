import type { CommandContext } from '#platform/command.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { countsOn, ENTERERS } from './evidence.rules.ts';
import { insertMany, withdrawMany as withdrawing } from './many.store.ts';
import type { NewPiece, PieceContent } from './piece.schema.ts';
import { insertPiece, releasePieces, withdrawPieces } from './piece.store.ts';

/**
 * Writes a submitted piece of evidence in the transaction of another room's command; the database brings the standing up with it.
 * Queues the statements and answers the id of the new piece. An obligation the edition does not know fails the command.
 */
export function recordEvidence(context: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId' | 'subject'>, piece: NewPiece): string {
  const id = context.newId();
  const row = {
    ...piece,
    id,
    byOffice: context.subject.kind === 'installation' || !speaksFor(context.subject, piece.partyId),
    enteredAt: context.now,
    countsOn: countsOn(piece, context.now),
  };
  context.write(insertPiece(context.db, row));
  return id;
}

/**
 * The same for many at once, such as a table of the past: declared, by two statements whatever their number. The rows are checked by whoever hands them over; an
 * obligation the edition does not know fails the command.
 */
export function recordMany(
  context: Pick<CommandContext, 'db' | 'write' | 'now' | 'newId' | 'subject'>,
  pieces: readonly { partyId: string; content: PieceContent }[],
): string[] {
  const rows = pieces.map(({ partyId, content: { label: _, documentId: __, ...content } }) => ({
    ...content,
    partyId,
    origin: 'declared' as const,
    id: context.newId(),
    byOffice: context.subject.kind === 'installation' || !speaksFor(context.subject, partyId),
    countsOn: countsOn(content, context.now),
  }));
  for (const statement of insertMany(context.db, rows, context.now)) context.write(statement);
  return rows.map(({ id }) => id);
}

/** Withdraws what a table of the past left and still counts. Queued; row-level security asks whether it is the subject's to withdraw. */
export function withdrawMany(context: Pick<CommandContext, 'db' | 'write' | 'now'>, pieceIds: readonly string[], reason: string): void {
  if (pieceIds.length > 0) context.write(withdrawing(context.db, pieceIds, context.now, reason));
}

/** Opens pieces to everybody signed in, when a round that cites them is adopted. Queued; only the policy office can. */
export function releaseEvidence(context: Pick<CommandContext, 'db' | 'write' | 'now'>, pieceIds: readonly string[]): void {
  if (pieceIds.length > 0) context.write(releasePieces(context.db, pieceIds, context.now));
}

/** Takes back pieces that work left, when that work is undone. Queued; only the policy office can, and only pieces that arose from work. */
export function withdrawRecorded(context: Pick<CommandContext, 'db' | 'write' | 'now'>, pieceIds: readonly string[], reason: string): void {
  if (pieceIds.length > 0) context.write(withdrawPieces(context.db, pieceIds, context.now, reason));
}

/** Whether what a subject enters about a party is the party's own word. The policy office writes about others in its own name; so does nobody else. */
export function speaksFor(subject: Subject, partyId: string): boolean {
  return (
    subject.kind === 'installation' ||
    subject.grants.some((grant) => grant.party === partyId && ENTERERS.some((role) => role === grant.role))
  );
}
