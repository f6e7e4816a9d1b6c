import { z } from 'zod';
import { type Command, type CommandContext, defineCommand } from '#platform/command.ts';
import type { ItemAct } from '../evidence.rules.ts';
import { type FoundItem, partyOfItem } from '../item.store.ts';
import { clausesOf, itemForAct } from '../item-act.ts';
import { ItemAnswer } from './enter-evidence.command.ts';
import '../permissions.ts';

/** The evidence item of a step, in the version that was read. */
export const OnItem = z.strictObject({ itemId: z.uuid(), version: z.number().int() });
/** A step that removes something requires a reason. */
export const WithReason = OnItem.extend({ reason: z.string().trim().min(1).max(2000) });

/**
 * Declares a command that moves one evidence item to another state. The item is found and checked for the required state and version. `run` does the rest and
 * returns what the ledger stores. The clauses are those of the obligations of the item.
 */
export function defineActOnItem<Input extends z.ZodType<z.output<typeof OnItem>>>(act: {
  name: Command['name'];
  permission: Command['permission'];
  act: ItemAct;
  input: Input;
  run: (context: CommandContext, item: FoundItem, input: z.output<Input>) => Promise<Record<string, unknown>>;
}): Command<Input, typeof ItemAnswer> {
  return defineCommand<Input, typeof ItemAnswer>({
    name: act.name,
    permission: act.permission,
    clauses: (_, entry) => entry.clauses ?? [],
    input: act.input,
    answer: ItemAnswer,
    party: ({ itemId }, db) => partyOfItem(db, itemId),
    async run(context, input) {
      const item = await itemForAct(context, input, act.act);
      const detail = await act.run(context, item, input);
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
