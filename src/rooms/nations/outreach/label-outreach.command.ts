import { AppError } from '#kernel/errors.ts';
import { covers, labelColumns, labelOfRow } from '#kernel/labels.ts';
import { defineCommand } from '#platform/command.ts';
import { LabelOutreach, OutreachAnswer } from './outreach.schema.ts';
import { narrowOutreach, writerOf } from './outreach.store.ts';
import { entryOf, outreachForAction } from './outreach-action.ts';
import '../errors.ts';
import '../permissions.ts';

/** Narrows the label of an attempt, and of its letters and replies. It cannot be lowered or widened again: there is no release. */
export const labelOutreach = defineCommand({
  name: 'nations/label-outreach',
  permission: 'nations:write-letters',
  clauses: (_, entry) => entry.clauses ?? [],
  input: LabelOutreach,
  answer: OutreachAnswer,
  party: ({ outreachId }, db) => writerOf(db, outreachId),
  async run(context, input) {
    const found = await outreachForAction(context, input);
    const from = labelOfRow(found.level, found.releasableTo);
    const to = labelColumns(input.label, found.writerId);
    const label = labelOfRow(to.level, to.releasableTo);
    if (!covers(label, from)) throw new AppError('nations/label-narrows');
    await context.change(narrowOutreach(context.db, found, to), 'platform/conflict');
    return { answer: { id: found.id, state: found.state, version: found.version + 1 }, entry: entryOf(found, { from, to: label }) };
  },
});
