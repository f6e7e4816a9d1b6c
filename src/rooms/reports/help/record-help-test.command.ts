import { latestDayOf } from '#kernel/dates.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { decideTestDay } from './help.rules.ts';
import { HelpEntryAnswer, RecordHelpTest } from './help.schema.ts';
import { lockEntry, partyOfEntry, updateEntry } from './help.store.ts';
import { entryDraft } from './help-entry.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records that a person called a number: when, in which function, and what they heard. The log keeps every test, the entry the last one. */
export const recordHelpTest = defineCommand({
  name: 'reports/record-help-test',
  permission: 'reports:keep-help',
  clauses: SUPPORT_CLAUSES,
  input: RecordHelpTest,
  answer: HelpEntryAnswer,
  party: ({ entryId }, db) => partyOfEntry(db, entryId),
  async run({ db, change, now }, { entryId, version, on, by, result }) {
    const entry = await lockEntry(db, entryId, version);
    unwrap(decideTestDay(on, latestDayOf(now), entry.testedOn));
    const answered_on = result === 'answered' ? on : entry.answeredOn;
    await change(updateEntry(db, entry, { tested_on: on, tested_as: by, test_result: result, answered_on }));
    return { answer: { entryId, version: version + 1 }, entry: entryDraft(entryId, entry.partyId, { on, by, result, phone: entry.phone }) };
  },
});
