import { latestDayOf } from '#kernel/dates.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { decideDay, OUTREACH_MACHINE, type OutreachAction } from './outreach.rules.ts';
import { OutreachAnswer, RecordReply } from './outreach.schema.ts';
import { moveOutreach, writerOf } from './outreach.store.ts';
import { entryOf, outreachForAction, stateAfter } from './outreach-action.ts';
import { OUTREACH_EVIDENCE, recordReach } from './reach-evidence.ts';
import '../errors.ts';
import '../permissions.ts';

/** The reply to a letter, or that none came by a date. Silence is recorded as silence and says nothing about the treaties. */
export const recordReply = defineCommand({
  ...commandOf<OutreachAction>(OUTREACH_MACHINE, 'record-reply'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: RecordReply,
  answer: OutreachAnswer,
  party: ({ outreachId }, db) => writerOf(db, outreachId),
  async run(context, input) {
    const { db, change, write, subject, now, newId } = context;
    const found = await outreachForAction(context, input);
    const state = stateAfter(found, input.received ? 'record-reply' : 'record-silence');
    unwrap(decideDay(input.on, latestDayOf(now), found.lastSentOn));
    await change(moveOutreach(db, found, { state, at: now }), 'platform/conflict');
    write(
      db.insertInto('nations.letter_reply').values({
        id: newId(),
        outreach_id: found.id,
        writer_id: found.writerId,
        received: input.received,
        on_day: input.on,
        body: input.body,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    // An answer changes the figure of the writer's outreach; so does the note that none came.
    const answers = found.answers + (input.received ? 1 : 0);
    const items = await recordReach(context, { ...found, state, answers }, { day: input.on, documentId: null });
    return {
      answer: { id: found.id, state, version: found.version + 1 },
      entry: { ...entryOf(found, { received: input.received, on: input.on, items }), evidenceKind: OUTREACH_EVIDENCE },
    };
  },
});
