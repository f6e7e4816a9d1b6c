import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { decideHours } from './help.rules.ts';
import { AddHelpEntry, HelpEntryAnswer } from './help.schema.ts';
import { partyOfPlace } from './help.store.ts';
import { entryColumns, entryDraft } from './help-entry.ts';
import '../errors.ts';
import '../permissions.ts';

/** Adds a person or service that can help near a place. The public sees the number once a person has tried it. */
export const addHelpEntry = defineCommand({
  name: 'reports/add-help-entry',
  permission: 'reports:keep-help',
  clauses: SUPPORT_CLAUSES,
  input: AddHelpEntry,
  answer: HelpEntryAnswer,
  party: ({ placeId }, db) => partyOfPlace(db, placeId),
  async run({ db, write, subject, now, newId }, { placeId, ...fields }) {
    unwrap(decideHours(fields));
    const partyId = await partyOfPlace(db, placeId);
    if (partyId === undefined) throw new AppError('platform/not-found');
    const id = newId();
    write(
      db.insertInto('reports.help_entry').values({
        id,
        place_id: placeId,
        party_id: partyId,
        ...entryColumns(fields),
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { entryId: id, version: 1 },
      entry: entryDraft(id, partyId, { placeId, kind: fields.kind, phone: fields.phone, source: fields.source }),
    };
  },
});
