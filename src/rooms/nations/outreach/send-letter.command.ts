import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { documentOf, recordEvidence } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { decideDay, OUTREACH_MACHINE, type OutreachAction, obligationsOf } from './outreach.rules.ts';
import { OutreachAnswer, SendLetter } from './outreach.schema.ts';
import { moveOutreach, writerOf } from './outreach.store.ts';
import { entryOf, outreachForAction, stateAfter } from './outreach-action.ts';
import { translateOutreach } from './texts.ts';
import '../errors.ts';
import '../permissions.ts';

/** The kind of evidence of a letter. */
const OUTREACH_EVIDENCE = 'EV-OUTR';

/**
 * Records a sent letter. It creates evidence that the writer encourages (5b), arisen from work. It never creates evidence about the addressed nation, whose
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
    unwrap(decideDay(input.sentOn, dayOf(now), found.lastSentOn));
    if (input.documentId !== null && (await documentOf(db, input.documentId))?.partyId !== found.writerId)
      throw new AppError('nations/unknown-document');
    await change(moveOutreach(db, found, { state, at: now, reminderOn: input.reminderOn }), 'platform/conflict');
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
    const { parties } = await readRegister(db, { ids: [found.writerId, found.addresseeId] });
    const name = (id: string, locale: Locale) => parties.find((party) => party.id === id)?.name[locale] ?? '';
    const both = (key: 'title' | 'source') => {
      return inEach((locale) =>
        translateOutreach(locale, key, {
          addressee: name(found.addresseeId, locale),
          writer: name(found.writerId, locale),
          day: input.sentOn,
        }),
      );
    };
    const edition = currentCatalogue().edition(found.editionId);
    const evidenceId = recordEvidence(context, {
      partyId: found.writerId,
      editionId: edition.id,
      obligationIds: obligationsOf(found.instruments),
      kind: OUTREACH_EVIDENCE,
      says: 'met',
      origin: 'declared',
      title: both('title'),
      date: input.sentOn,
      source: both('source'),
      label: labelOfRow(found.level, found.releasableTo),
      ...(input.documentId !== null && { documentId: input.documentId }),
    });
    return {
      answer: { id: found.id, state, version: found.version + 1 },
      entry: {
        ...entryOf(found, {
          addressee: found.addresseeId,
          sentOn: input.sentOn,
          language: input.language,
          offered: input.offer !== null,
          evidenceId,
        }),
        evidenceKind: OUTREACH_EVIDENCE,
      },
    };
  },
});
