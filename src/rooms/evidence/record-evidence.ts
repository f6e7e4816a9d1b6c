import type { CommandContext } from '#platform/command.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { countsOn, ENTERERS } from './evidence.rules.ts';
import { insertMany, withdrawMany as withdrawing } from './many.store.ts';
import type { NewPiece, PieceContent } from './piece.schema.ts';
import { insertPiece, releasePieces, withdrawPieces } from './piece.store.ts';

/**
 * Records a submitted evidence item in the transaction of another room's command. Triggers update the evidence summary in the same transaction. Queues the
 * statements and returns the id of the new item. An obligation that the edition does not have makes the command fail.
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
 * Records many declared evidence items, such as an imported table, with two statements whatever their number. The caller checks the rows; an obligation that
 * the edition does not have makes the command fail.
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

/** Withdraws the evidence of an import that still counts. Queued. Row-level security checks whether the subject may withdraw it. */
export function withdrawMany(context: Pick<CommandContext, 'db' | 'write' | 'now'>, pieceIds: readonly string[], reason: string): void {
  if (pieceIds.length > 0) context.write(withdrawing(context.db, pieceIds, context.now, reason));
}

/** Makes evidence visible to everybody who is signed in, when a round that cites it is adopted. Queued. Only the policy office can. */
export function releaseEvidence(context: Pick<CommandContext, 'db' | 'write' | 'now'>, pieceIds: readonly string[]): void {
  if (pieceIds.length > 0) context.write(releasePieces(context.db, pieceIds, context.now));
}

/** Withdraws evidence that arose from work when that work is undone. Queued. Only the policy office can, and only evidence that arose from work. */
export function withdrawRecorded(context: Pick<CommandContext, 'db' | 'write' | 'now'>, pieceIds: readonly string[], reason: string): void {
  if (pieceIds.length > 0) context.write(withdrawPieces(context.db, pieceIds, context.now, reason));
}

/** Whether evidence that a subject enters about a party is the party's own statement. Only the policy office writes about others, in its own name. */
export function speaksFor(subject: Subject, partyId: string): boolean {
  return (
    subject.kind === 'installation' ||
    subject.grants.some((grant) => grant.party === partyId && ENTERERS.some((role) => role === grant.role))
  );
}
