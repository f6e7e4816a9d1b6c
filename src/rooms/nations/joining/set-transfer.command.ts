import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findContribution } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { joiningOf } from './answer-items.command.ts';
import { openItems } from './joining.rules.ts';
import { JoiningAnswer, SetTransfer } from './joining.schema.ts';
import { answersOf, lockJoining, moveJoining } from './joining.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** The date on which authority over the contingent passes to the operation, or unknown. Items should be answered before it, but open ones block nothing. */
export const setTransfer = defineCommand({
  name: 'nations/set-transfer',
  permission: 'nations:set-transfer',
  clauses: () => currentEdition().acts.implementation,
  input: SetTransfer,
  answer: JoiningAnswer,
  party: async ({ contributionId }, db) => (await findContribution(db, contributionId))?.party_id,
  async run({ db, change }, { contributionId, version, transferOn }) {
    const edition = currentEdition();
    const { party, operation } = await joiningOf(db, contributionId);
    const record = await lockJoining(db, { contributionId, partyId: party.id, operationId: operation.id, editionId: edition.id });
    if (record === undefined) throw new AppError('platform/not-found');
    if (record.version !== version) throw new AppError('platform/stale', { current: record.version, yours: version });
    await change(moveJoining(db, record, { transferOn }), 'platform/conflict');
    const answered = new Set((await answersOf(db, [contributionId])).map(({ obligationId }) => obligationId));
    return {
      answer: { contributionId, open: openItems(edition.joining, answered).length, version: record.version + 1 },
      entry: { subjectKind: 'joining', subjectId: contributionId, partyId: party.id, detail: { operation: operation.id, transferOn } },
    };
  },
});
