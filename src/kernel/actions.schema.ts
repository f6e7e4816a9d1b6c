import { z } from 'zod';
import { actionsOf, type CommentRule, type Machine } from './machine.ts';

/** The actions that a reader may take now, as an answer lists them. */
export const offeredActionsOf = <A extends string>(machine: Machine<string, A>) =>
  z.array(
    z.object({
      action: z.enum(actionsOf(machine)),
      button: z.enum(['main', 'plain']).nullable(),
      comment: z.object({ field: z.enum(['reason', 'reasons', 'note']), required: z.boolean(), maxLength: z.number().int() }).nullable(),
    }),
  );

type CommentShape<Rule extends CommentRule> = Record<
  Rule['field'],
  Rule['required'] extends true ? z.ZodString : z.ZodNullable<z.ZodString>
>;

/** The field of a command's input that holds the comment of an action: `OnReturn.extend(commentField(MACHINE.actions.reopen))`. An optional comment is null where none is given. */
export function commentField<const Rule extends CommentRule>({ comment }: { readonly comment: Rule }): CommentShape<Rule> {
  const text = z.string().trim().min(1).max(comment.maxLength);
  return { [comment.field]: comment.required ? text : text.nullable() } as CommentShape<Rule>;
}
