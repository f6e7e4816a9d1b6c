import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { type Command, type CommandContext, defineCommand } from '#platform/command.ts';
import { PIECE_MACHINE, type PieceAction } from '../evidence.rules.ts';
import { partyOfPiece } from '../piece.store.ts';
import { clausesOf, type PieceToMove, pieceForAction } from '../piece-action.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

/** The evidence item of an action, in the version that was read. */
export const OnPiece = z.strictObject({ pieceId: z.uuid(), version: z.number().int() });

/**
 * Declares the command of an action on one evidence item. Its name and permission come from the table of states. The item is found and checked for state,
 * permission and version. `run` does the rest and returns what the ledger stores. The clauses are those of the obligations of the item.
 */
export function defineActionOnPiece<Input extends z.ZodType<z.output<typeof OnPiece>>>(
  action: PieceAction,
  {
    input,
    run,
  }: { input: Input; run: (context: CommandContext, piece: PieceToMove, input: z.output<Input>) => Promise<Record<string, unknown>> },
): Command<Input, typeof PieceAnswer> {
  return defineCommand<Input, typeof PieceAnswer>({
    ...commandOf(PIECE_MACHINE, action),
    clauses: (_, entry) => entry.clauses ?? [],
    input,
    answer: PieceAnswer,
    party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
    async run(context, given) {
      const piece = await pieceForAction(context, given, action);
      const detail = await run(context, piece, given);
      return {
        answer: { id: piece.id, version: piece.version + 1 },
        entry: {
          subjectKind: 'piece',
          subjectId: piece.id,
          partyId: piece.partyId,
          clauses: clausesOf(piece.content),
          evidenceKind: piece.kind,
          detail,
        },
      };
    },
  });
}
