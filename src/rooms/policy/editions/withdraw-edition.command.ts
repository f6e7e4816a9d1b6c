import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { IMPORTED_EDITION_MACHINE } from './edition.rules.ts';
import { ImportedAnswer, WithdrawEdition } from './edition.schema.ts';
import { importedForAction } from './edition-action.ts';
import { moveImported } from './imported-edition.store.ts';
import '../permissions.ts';

/** Withdraws a draft, or the decision on an edition whose day has not begun, with a reason. It stays as history. */
export const withdrawEdition = defineCommand({
  ...commandOf(IMPORTED_EDITION_MACHINE, 'withdraw'),
  operational: 'installation',
  input: WithdrawEdition,
  answer: ImportedAnswer,
  async run(context, { importId, version, reason }) {
    const { db, change, subject, now } = context;
    const { found, state } = await importedForAction(context, { importId, version }, 'withdraw');
    const ended = { ended_by: subject.person, ended_at: now, end_reason: reason };
    await change(moveImported(db, found, { state, ...ended }), 'platform/conflict');
    return {
      answer: { importId, state, version: version + 1 },
      entry: {
        subjectKind: 'imported-edition',
        subjectId: importId,
        partyId: null,
        detail: { edition: found.editionId, was: found.state, fromDay: found.fromDay, reason },
      },
    };
  },
});
