import { z } from 'zod';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { completionsUnder } from '../records/records.store.ts';
import { decideEquivalent, EQUIVALENT_MACHINE } from './recognition.rules.ts';
import { EndEquivalent } from './recognition.schema.ts';
import { findEquivalent } from './recognition.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Ends a course that was found equivalent: no further people can be entered under it. The caller also decides whether its earlier takers keep what it gave
 * them.
 */
export const endEquivalent = defineCommand({
  ...commandOf(EQUIVALENT_MACHINE, 'end-recognition'),
  clauses: TRAINING_CLAUSES,
  input: EndEquivalent,
  answer: z.object({ revoked: z.int() }),
  party: async ({ equivalentId }, db) => (await findEquivalent(db, equivalentId))?.party_id,
  async run({ db, change, write, now, subject }, { equivalentId, reason, keep, version }) {
    const course = (await findEquivalent(db, equivalentId))!;
    unwrap(decideEquivalent(course, 'end-recognition'));
    await change(
      db
        .updateTable('training.equivalent')
        .set({ ended_at: now, ended_by: subject.person, end_reason: reason, version: version + 1 })
        .where('id', '=', equivalentId)
        .where('version', '=', version)
        .where('ended_at', 'is', null),
      'training/changed-since',
    );
    const completionIds = keep ? [] : await completionsUnder(db, course.party_id, equivalentId);
    if (completionIds.length > 0)
      write(
        db
          .updateTable('training.completion')
          .set({ revoked_at: now, revoked_by: subject.person, revocation_reason: reason })
          .where('id', 'in', completionIds),
      );
    return {
      answer: { revoked: completionIds.length },
      entry: {
        subjectKind: 'equivalent',
        subjectId: equivalentId,
        partyId: course.party_id,
        evidenceKind: 'EV-CURR',
        detail: { ended: true, module: course.module_id, keep, revoked: completionIds.length, reason },
      },
    };
  },
});
