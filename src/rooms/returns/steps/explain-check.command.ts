import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { storeExplanation } from '../answers/explanation.store.ts';
import { mayAnswer, RETURN_MACHINE } from '../return.rules.ts';
import { partyOfReturn } from '../return.store.ts';
import { clausesOf, questionOf, returnForAction, rolesAt } from '../return-action.ts';
import { checkReturn } from '../versions/checked-return.ts';

export const ExplainCheck = z.strictObject({
  returnId: z.uuid(),
  checkId: z.string().max(40),
  text: z.string().trim().min(1).max(4000),
});

/**
 * Explains figures that do not pass a check, as they are now. The explanation is submitted with them. If a figure changes and the check still fails, it is
 * explained again. The people who may answer the section explain it.
 */
export const explainCheck = defineCommand({
  ...commandOf(RETURN_MACHINE, 'explain'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: ExplainCheck,
  answer: z.object({ checkId: z.string(), left: z.number(), right: z.number() }),
  party: ({ returnId }, db) => partyOfReturn(db, returnId),
  async run(context, { returnId, checkId, text }) {
    const { db, change, subject, now } = context;
    const { found } = await returnForAction(context, { returnId }, 'explain');
    const { failed } = await checkReturn(db, found, now);
    const one = failed.find(({ check }) => check.id === checkId);
    if (one === undefined) throw new AppError('returns/check-passes');
    const { section, question } = questionOf(found, one.check.sum[0]);
    if (!mayAnswer(section, rolesAt(subject, found.partyId))) throw new AppError('returns/section-of-others', { section: section.id });
    const { left, right } = one.figures;
    await change(storeExplanation(db, found, { checkId, text, left, right, by: subject.person, at: now }), 'platform/conflict');
    return {
      answer: { checkId, left, right },
      entry: {
        subjectKind: 'return',
        subjectId: returnId,
        partyId: found.partyId,
        clauses: clausesOf(found.editionId, [question]),
        detail: { check: checkId, left, right, text },
      },
    };
  },
});
