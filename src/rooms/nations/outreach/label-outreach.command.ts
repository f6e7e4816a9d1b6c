import { AppError } from '#kernel/errors.ts';
import { labelColumns, labelCovers, labelOfRow } from '#kernel/labels.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { OUTREACH_MACHINE, type OutreachAction } from './outreach.rules.ts';
import { LabelOutreach, OutreachAnswer } from './outreach.schema.ts';
import { narrowOutreach, writerOf } from './outreach.store.ts';
import { entryOf, outreachForAction, stateAfter } from './outreach-action.ts';
import '../errors.ts';
import '../permissions.ts';

/** Narrows the label of an attempt, and of its letters and replies. It cannot be lowered or widened again: there is no release. */
export const labelOutreach = defineCommand({
  ...commandOf<OutreachAction>(OUTREACH_MACHINE, 'change-label'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: LabelOutreach,
  answer: OutreachAnswer,
  party: ({ outreachId }, db) => writerOf(db, outreachId),
  async run(context, input) {
    const found = await outreachForAction(context, input);
    const state = stateAfter(found, 'change-label');
    const from = labelOfRow(found.level, found.releasableTo);
    const to = labelColumns(input.label, found.writerId);
    const label = labelOfRow(to.level, to.releasableTo);
    if (!labelCovers(label, from)) throw new AppError('nations/label-narrows');
    await context.change(narrowOutreach(context.db, found, to), 'platform/conflict');
    return { answer: { id: found.id, state, version: found.version + 1 }, entry: entryOf(found, { from, to: label }) };
  },
});
