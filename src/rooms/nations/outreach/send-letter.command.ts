import { latestDayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { documentOf } from '#rooms/evidence/index.ts';
import { decideDay, OUTREACH_MACHINE, type OutreachAction } from './outreach.rules.ts';
import { OutreachAnswer, SendLetter } from './outreach.schema.ts';
import { moveOutreach, writerOf } from './outreach.store.ts';
import { entryOf, outreachForAction, stateAfter } from './outreach-action.ts';
import { OUTREACH_EVIDENCE, recordReach } from './reach-evidence.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records a sent letter. It creates evidence that the writer encourages (5b), with the figure of everybody to be encouraged. It never creates evidence about the addressed nation, whose
 * treaties are not the subject of 5b.
 */
export const sendLetter = defineCommand({
  ...commandOf<OutreachAction>(OUTREACH_MACHINE, 'send'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: SendLetter,
  answer: OutreachAnswer,
  party: ({ outreachId }, db) => writerOf(db, outreachId),
  async run(context, input) {
    const { db, change, write, subject, now, newId } = context;
    const found = await outreachForAction(context, input);
    const state = stateAfter(found, 'send');
    unwrap(decideDay(input.sentOn, latestDayOf(now), found.lastSentOn));
    if (input.documentId !== null && (await documentOf(db, input.documentId))?.partyId !== found.writerId)
      throw new AppError('nations/unknown-document');
    await change(moveOutreach(db, found, { state, at: now, sentOn: input.sentOn, reminderOn: input.reminderOn }), 'platform/conflict');
    write(
      db.insertInto('nations.letter').values({
        id: newId(),
        outreach_id: found.id,
        writer_id: found.writerId,
        addressee_id: found.addresseeId,
        sent_on: input.sentOn,
        language: input.language,
        body: input.body,
        offer: input.offer,
        document_id: input.documentId,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    const items = await recordReach(
      context,
      { ...found, state, lastSentOn: input.sentOn, letters: found.letters + 1 },
      { day: input.sentOn, documentId: input.documentId },
    );
    return {
      answer: { id: found.id, state, version: found.version + 1 },
      entry: {
        ...entryOf(found, {
          addressee: found.addresseeId,
          sentOn: input.sentOn,
          language: input.language,
          offered: input.offer !== null,
          items,
        }),
        evidenceKind: OUTREACH_EVIDENCE,
      },
    };
  },
});
