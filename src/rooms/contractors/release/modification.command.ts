import type { z } from 'zod';
import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { type Command, defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { findContract, lockContract, partyOfContract, touchContract } from '../register/contract.store.ts';
import { decideGap, GAP_MACHINE } from './gap.rules.ts';
import { DecideModification, ModificationAnswer, ProposeModification } from './release.schema.ts';
import { findGap, findModification, partyOfModification } from './release.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records that a modification was proposed to the firm, so that a running contract carries its set (5f, P5f.1). */
export const proposeModification = defineCommand({
  ...commandOf(GAP_MACHINE, 'propose-modification'),
  clauses: CONTRACT_CLAUSES,
  input: ProposeModification,
  answer: ModificationAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, write, subject, now, newId }, { contractId, on, how, version }) {
    const stored = await lockContract(db, contractId, version);
    unwrap(decideGap(await findGap(db, stored), 'propose-modification'));
    if (isDayToCome(on, now)) throw new AppError('contractors/day-to-come');
    const id = newId();
    await change(
      db
        .insertInto('contractors.modification')
        .values({ id, contract_id: contractId, party_id: stored.partyId, proposed_on: on, how, proposed_by: subject.person }),
    );
    write(touchContract(contractId, version));
    return {
      answer: { modificationId: id, version: 1 },
      entry: {
        ...{ subjectKind: 'contract', subjectId: contractId, partyId: stored.partyId },
        detail: { number: stored.number, modification: id, state: 'proposed', on },
      },
    };
  },
});

function defineModificationAction(
  action: 'agree-modification' | 'refuse-modification',
  outcome: 'agreed' | 'refused',
): Command<typeof DecideModification, typeof ModificationAnswer> {
  return defineCommand({
    ...commandOf(GAP_MACHINE, action),
    clauses: CONTRACT_CLAUSES,
    input: DecideModification,
    answer: ModificationAnswer,
    party: ({ modificationId }, db) => partyOfModification(db, modificationId),
    async run({ db, change, subject, now }, { modificationId, on, note, version }: z.output<typeof DecideModification>) {
      const found = await findModification(db, modificationId);
      const contract = found && (await findContract(db, found.contractId));
      if (found === undefined || contract === undefined) throw new AppError('platform/not-found');
      if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
      unwrap(decideGap(await findGap(db, contract), action));
      if (isDayToCome(on, now)) throw new AppError('contractors/day-to-come');
      if (on < found.proposedOn) throw new AppError('contractors/before-proposal', { day: found.proposedOn });
      await change(
        db
          .updateTable('contractors.modification')
          .set({ outcome, decided_on: on, decided_by: subject.person, note, version: version + 1 })
          .where('id', '=', modificationId)
          .where('version', '=', version),
        'platform/conflict',
      );
      return {
        answer: { modificationId, version: version + 1 },
        entry: {
          ...{ subjectKind: 'contract', subjectId: contract.id, partyId: contract.partyId },
          detail: { number: contract.number, modification: modificationId, state: outcome, on },
        },
      };
    },
  });
}

/** Records that the firm agreed, and by which modification (5f). The gap closes once the check finds the set. */
export const agreeModification = defineModificationAction('agree-modification', 'agreed');
/** Records that the firm refused, and why (5f). */
export const refuseModification = defineModificationAction('refuse-modification', 'refused');
