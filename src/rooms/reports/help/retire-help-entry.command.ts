import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { HelpEntryAnswer, RetireHelpEntry } from './help.schema.ts';
import { lockEntry, partyOfEntry, updateEntry } from './help.store.ts';
import { entryDraft } from './help-entry.ts';
import '../permissions.ts';

/** Takes an entry out of the list permanently. Its row and its reason stay. */
export const retireHelpEntry = defineCommand({
  name: 'reports/retire-help-entry',
  permission: 'reports:keep-help',
  clauses: SUPPORT_CLAUSES,
  input: RetireHelpEntry,
  answer: HelpEntryAnswer,
  party: ({ entryId }, db) => partyOfEntry(db, entryId),
  async run({ db, change, subject, now }, { entryId, version, reason }) {
    const entry = await lockEntry(db, entryId, version);
    await change(updateEntry(db, entry, { retired_at: now, retired_by: subject.person, retired_reason: reason }));
    return { answer: { entryId, version: version + 1 }, entry: entryDraft(entryId, entry.partyId, { reason, phone: entry.phone }) };
  },
});
