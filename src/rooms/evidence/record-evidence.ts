import { newId } from '#kernel/ids.ts';
import type { CommandContext } from '#platform/command.ts';
import { countsOn } from './evidence.rules.ts';
import type { NewPiece } from './piece.schema.ts';
import { insertPiece } from './piece.store.ts';

/**
 * Writes a submitted piece of evidence in the transaction of another room's command; the database brings the standing up with it.
 * Queues the statements and answers the id of the new piece. An obligation or kind the edition does not know fails the command.
 */
export function recordEvidence(context: Pick<CommandContext, 'db' | 'write' | 'now'>, piece: NewPiece): string {
  const id = newId();
  for (const query of insertPiece(context.db, { ...piece, id, state: 'submitted', submittedAt: context.now, countsOn: countsOn(piece, context.now) }))
    context.write(query);
  return id;
}
