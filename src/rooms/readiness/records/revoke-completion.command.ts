import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { COMPLETION_MACHINE, decideRevocation } from './completion.rules.ts';
import { RevokeCompletion } from './records.schema.ts';
import { findCompletion } from './records.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Revokes a record that was made by mistake. It stops counting at once: the board follows, a certificate made from it is no longer valid, and the person can
 * take a check at the player again. The same source is not imported a second time.
 */
export const revokeCompletion = defineCommand({
  ...commandOf(COMPLETION_MACHINE, 'revoke'),
  clauses: TRAINING_CLAUSES,
  input: RevokeCompletion,
  answer: z.object({ certificate: z.boolean() }),
  party: async ({ completionId }, db) => (await findCompletion(db, completionId))?.partyId,
  async run({ db, change, now, subject }, { completionId, reason }) {
    const found = (await findCompletion(db, completionId))!;
    unwrap(decideRevocation(found));
    await change(
      db
        .updateTable('training.completion')
        .set({ revoked_at: now, revoked_by: subject.person, revocation_reason: reason })
        .where('id', '=', completionId)
        .where('revoked_at', 'is', null),
      'training/record-already-revoked',
    );
    const { partyId, traineeId, module, source, certificate } = found;
    return {
      answer: { certificate },
      entry: {
        subjectKind: 'completion',
        subjectId: completionId,
        partyId,
        evidenceKind: 'EV-TRN',
        detail: { traineeId, module, source, certificate, reason },
      },
    };
  },
});
