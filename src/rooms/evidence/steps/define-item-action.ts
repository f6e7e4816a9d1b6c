import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { type Command, type CommandContext, defineCommand } from '#platform/command.ts';
import { ITEM_MACHINE, type ItemAction } from '../evidence.rules.ts';
import { partyOfItem } from '../item.store.ts';
import { clausesOf, type ItemToMove, itemForAction } from '../item-action.ts';
import { ItemAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

/** The evidence item of an action, in the version that was read. */
export const OnItem = z.strictObject({ itemId: z.uuid(), version: z.number().int() });

/**
 * Declares the command of an action on one evidence item. Its name and permission come from the table of states. The item is found and checked for state,
 * permission and version. `run` does the rest and returns what the ledger stores. The clauses are those of the obligations of the item.
 */
export function defineItemAction<Input extends z.ZodType<z.output<typeof OnItem>>>(
  action: ItemAction,
  {
    input,
    runsOnLowDisk,
    run,
  }: {
    input: Input;
    runsOnLowDisk?: true;
    run: (context: CommandContext, item: ItemToMove, input: z.output<Input>) => Promise<Record<string, unknown>>;
  },
): Command<Input, typeof ItemAnswer> {
  return defineCommand<Input, typeof ItemAnswer>({
    ...commandOf(ITEM_MACHINE, action),
    clauses: (_, entry) => entry.clauses ?? [],
    ...(runsOnLowDisk && { runsOnLowDisk }),
    input,
    answer: ItemAnswer,
    party: ({ itemId }, db) => partyOfItem(db, itemId),
    async run(context, input) {
      const item = await itemForAction(context, input, action);
      const detail = await run(context, item, input);
      return {
        answer: { id: item.id, version: item.version + 1 },
        entry: {
          subjectKind: 'evidence-item',
          subjectId: item.id,
          partyId: item.partyId,
          clauses: clausesOf(item.content),
          evidenceKind: item.kind,
          detail,
        },
      };
    },
  });
}
