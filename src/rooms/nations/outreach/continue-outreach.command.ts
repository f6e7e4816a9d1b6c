import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { OUTREACH_MACHINE, type OutreachAction } from './outreach.rules.ts';
import { CloseOutreach, OutreachAnswer, SetReminder } from './outreach.schema.ts';
import { moveOutreach, writerOf } from './outreach.store.ts';
import { entryOf, outreachForAction, stateAfter } from './outreach-action.ts';
import '../errors.ts';
import '../permissions.ts';

/** The date on which the writer wants to return to an attempt, or none. */
export const setReminder = defineCommand({
  ...commandOf<OutreachAction>(OUTREACH_MACHINE, 'remind'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: SetReminder,
  answer: OutreachAnswer,
  party: ({ outreachId }, db) => writerOf(db, outreachId),
  async run(context, input) {
    const { db, change } = context;
    const found = await outreachForAction(context, input);
    const state = stateAfter(found, 'remind');
    const { since } = found;
    await change(moveOutreach(db, found, { state, at: since, reminderOn: input.reminderOn }), 'platform/conflict');
    return { answer: { id: found.id, state, version: found.version + 1 }, entry: entryOf(found, { reminderOn: input.reminderOn }) };
  },
});

/** Closes an attempt with its reason: the treaty is deposited, the nation left, another party writes. */
export const closeOutreach = defineCommand({
  ...commandOf<OutreachAction>(OUTREACH_MACHINE, 'close'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: CloseOutreach,
  answer: OutreachAnswer,
  party: ({ outreachId }, db) => writerOf(db, outreachId),
  async run(context, input) {
    const { db, change, now } = context;
    const found = await outreachForAction(context, input);
    const state = stateAfter(found, 'close');
    await change(moveOutreach(db, found, { state, at: now, reminderOn: null, closeReason: input.reason }), 'platform/conflict');
    return { answer: { id: found.id, state, version: found.version + 1 }, entry: entryOf(found, { reason: input.reason }) };
  },
});
