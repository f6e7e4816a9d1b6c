import { AppError } from '#kernel/errors.ts';
import { labelColumns, labelCovers, labelOfRow } from '#kernel/labels.ts';
import { defineCommand } from '#platform/command.ts';
import { findContribution } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { joiningOf } from './answer-items.command.ts';
import { openItems } from './joining.rules.ts';
import { JoiningAnswer, LabelJoining } from './joining.schema.ts';
import { answersOf, lockJoining, moveJoining } from './joining.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Narrows the label of a checklist and of its answers. It cannot be lowered or widened again: there is no release. */
export const labelJoining = defineCommand({
  name: 'nations/label-joining',
  permission: 'nations:join',
  clauses: () => currentEdition().acts.implementation,
  input: LabelJoining,
  answer: JoiningAnswer,
  party: async ({ contributionId }, db) => (await findContribution(db, contributionId))?.party_id,
  async run({ db, change }, { contributionId, version, label: requested }) {
    const edition = currentEdition();
    const { party, operation } = await joiningOf(db, contributionId);
    const record = await lockJoining(db, { contributionId, partyId: party.id, operationId: operation.id, editionId: edition.id });
    if (record === undefined) throw new AppError('platform/not-found');
    if (record.version !== version) throw new AppError('platform/stale', { current: record.version, yours: version });
    const from = labelOfRow(record.level, record.releasableTo);
    const label = labelColumns(requested, party.id);
    const to = labelOfRow(label.level, label.releasableTo);
    if (!labelCovers(to, from)) throw new AppError('nations/label-narrows');
    await change(moveJoining(db, record, { label }), 'platform/conflict');
    const answered = new Set((await answersOf(db, [contributionId])).map(({ obligationId }) => obligationId));
    return {
      answer: { contributionId, open: openItems(edition.joining, answered).length, version: record.version + 1 },
      entry: { subjectKind: 'joining', subjectId: contributionId, partyId: party.id, detail: { operation: operation.id, from, to } },
    };
  },
});
