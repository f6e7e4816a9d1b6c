import { defineCommand } from '#platform/command.ts';
import { RemoveText, TextAnswer } from './official-text.schema.ts';
import { endText } from './official-text.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Takes an official text off the pages. It stays as history with the reason. */
export const removeOfficialText = defineCommand({
  name: 'policy/remove-official-text',
  permission: 'policy:manage-texts',
  clauses: ({ clauseId }) => [clauseId],
  input: RemoveText,
  answer: TextAnswer,
  async run({ db, change, subject, now }, { clauseId, textId, reason }) {
    await change(endText(db, { id: textId, clauseId }, { person: subject.person, at: now, reason }), 'policy/text-changed');
    return {
      answer: { textId },
      entry: { subjectKind: 'official-text', subjectId: textId, partyId: null, detail: { clause: clauseId, removed: true, reason } },
    };
  },
});
