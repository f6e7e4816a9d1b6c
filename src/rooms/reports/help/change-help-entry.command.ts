import { defineCommand, unwrap } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { decideHours } from './help.rules.ts';
import { ChangeHelpEntry, HelpEntryAnswer } from './help.schema.ts';
import { lockEntry, partyOfEntry, updateEntry } from './help.store.ts';
import { entryColumns, entryDraft } from './help-entry.ts';
import '../errors.ts';
import '../permissions.ts';

/** Tests belong to one number: a changed number has none yet. */
const UNTESTED = { tested_on: null, tested_as: null, test_result: null, answered_on: null };

/** Changes what an entry says. A new number is not public until a person has tried it. */
export const changeHelpEntry = defineCommand({
  name: 'reports/change-help-entry',
  permission: 'reports:keep-help',
  clauses: SUPPORT_CLAUSES,
  input: ChangeHelpEntry,
  answer: HelpEntryAnswer,
  party: ({ entryId }, db) => partyOfEntry(db, entryId),
  async run({ db, change }, { entryId, version, ...fields }) {
    unwrap(decideHours(fields));
    const entry = await lockEntry(db, entryId, version);
    const isOtherNumber = digitsOf(fields.phone) !== digitsOf(entry.phone);
    await change(updateEntry(db, entry, { ...entryColumns(fields), ...(isOtherNumber && UNTESTED) }));
    return {
      answer: { entryId, version: version + 1 },
      entry: entryDraft(entryId, entry.partyId, { kind: fields.kind, phone: fields.phone, source: fields.source }),
    };
  },
});

const digitsOf = (phone: string) => phone.replaceAll(/[^+\d]/g, '');
