import { z } from 'zod';
import { type Command, type CommandContext, defineCommand } from '#platform/command.ts';
import type { PieceAct } from '../evidence.rules.ts';
import { type FoundPiece, partyOfPiece } from '../piece.store.ts';
import { clausesOf, pieceForAct } from '../piece-act.ts';
import { PieceAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

/** The evidence item of a step, in the version that was read. */
export const OnPiece = z.strictObject({ pieceId: z.uuid(), version: z.number().int() });
/** A step that removes something requires a reason. */
export const WithReason = OnPiece.extend({ reason: z.string().trim().min(1).max(2000) });

/**
 * Declares a command that moves one evidence item to another state. The item is found and checked for the required state and version. `run` does the rest and
 * returns what the ledger stores. The clauses are those of the obligations of the item.
 */
export function defineActOnPiece<Input extends z.ZodType<z.output<typeof OnPiece>>>(act: {
  name: Command['name'];
  permission: Command['permission'];
  act: PieceAct;
  input: Input;
  run: (context: CommandContext, piece: FoundPiece, input: z.output<Input>) => Promise<Record<string, unknown>>;
}): Command<Input, typeof PieceAnswer> {
  return defineCommand<Input, typeof PieceAnswer>({
    name: act.name,
    permission: act.permission,
    clauses: (_, entry) => entry.clauses ?? [],
    input: act.input,
    answer: PieceAnswer,
    party: ({ pieceId }, db) => partyOfPiece(db, pieceId),
    async run(context, input) {
      const piece = await pieceForAct(context, input, act.act);
      const detail = await act.run(context, piece, input);
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
