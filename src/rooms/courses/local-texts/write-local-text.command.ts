import { latestDayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { DRAFT_MACHINE, decideDraft, PLACEHOLDERS } from './local-text.rules.ts';
import { DraftAnswer, WriteLocalText } from './local-text.schema.ts';
import { lockDraft } from './local-text.store.ts';
import { partyOfText, placeholderOf } from './local-text-access.ts';
import '../errors.ts';
import '../permissions.ts';

/** Saves the draft that an operation or a nation has written for its placeholder. Learners do not read it before it is signed. */
export const writeLocalText = defineCommand({
  ...commandOf(DRAFT_MACHINE, 'write'),
  clauses: ({ placeholder }) => [currentEdition().obligation(PLACEHOLDERS[placeholder].obligation).clause],
  input: WriteLocalText,
  answer: DraftAnswer,
  party: ({ partyId }) => partyId,
  async run({ db, change, subject, now, platform }, { placeholder, partyId, version, asOf, answers }) {
    const party = await partyOfText(db, partyId);
    const asks = placeholderOf(platform.services.courses, placeholder).asks.map(({ id }) => id);
    unwrap(decideDraft({ placeholder, kind: party.kind, asOf, answers }, asks, latestDayOf(now)));
    const current = (await lockDraft(db, placeholder, partyId))?.version ?? 0;
    if (current !== version) throw new AppError('platform/stale', { current, yours: version });
    const content = { as_of: asOf, answers: JSON.stringify(answers), written_at: now, written_by: subject.person, version: version + 1 };
    await change(
      version === 0
        ? db.insertInto('training.local_draft').values({ placeholder, party_id: partyId, ...content })
        : db
            .updateTable('training.local_draft')
            .set(content)
            .where('placeholder', '=', placeholder)
            .where('party_id', '=', partyId)
            .where('version', '=', version),
      'platform/conflict',
    );
    return {
      answer: { version: version + 1 },
      // The text stays out of the log: few people may read a brief.
      entry: {
        subjectKind: 'local-text',
        subjectId: partyId,
        partyId,
        detail: { placeholder, asOf, questions: Object.keys(answers).length },
      },
    };
  },
});
