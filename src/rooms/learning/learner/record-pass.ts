import { newId } from '#kernel/ids.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Answers } from '../progress/check.rules.ts';
import { completionStatements } from '../progress/completion.ts';
import type { Attempt } from './learner.store.ts';

/** A check with what this command changed of it: it was answered, signed, or both. */
export type ChangedAttempt = Attempt & {
  answered?: { readonly at: Date; readonly missed: string[]; readonly given: Answers };
  /** Graded and stored by the database already, by the key it was drawn with. */
  gradedAsDrawn?: { readonly at: Date };
  signed?: { readonly at: Date; readonly hash: Buffer };
};

/**
 * The statements that record a check: its result and signature and, if it was passed, one completion of the module or lessons it covers. If there is a text to
 * sign, the completion counts once it is signed.
 */
export function recordStatements(db: Database, { attempt, trainee, now }: { attempt: ChangedAttempt; trainee: string; now: Date }) {
  const { id, moduleId, moduleVersion, lessons, score, passed, answered, gradedAsDrawn, signed } = attempt;
  const signature = signed ? { acknowledged_at: signed.at, acknowledgement_hash: signed.hash } : {};
  const result = answered
    ? { answered_at: answered.at, received_at: now, score, missed: answered.missed, passed, given: JSON.stringify(answered.given) }
    : {};
  const gradedAt = answered?.at ?? gradedAsDrawn?.at;
  if (!gradedAt && !signed) return [];
  const change = db
    .updateTable('training.attempt')
    .set({ ...result, ...signature })
    .where('id', '=', id);
  if (!gradedAt)
    return [
      change,
      db
        .updateTable('training.completion')
        .set(signature)
        .where('trainee_id', '=', trainee)
        .where('module_id', '=', moduleId)
        .where('source', '=', 'player')
        .where('source_id', '=', id)
        .where('acknowledged_at', 'is', null),
    ];
  const changes = answered || signed ? [change] : [];
  if (!passed) return changes;
  const completion = {
    id: newId(),
    trainee,
    module: moduleId,
    moduleVersion,
    ...(lessons && { lessons }),
    source: 'player' as const,
    sourceId: id,
    passedAt: gradedAt,
    score: score!,
  };
  return [...changes, ...completionStatements([{ ...completion, ...(signed && { acknowledgement: signed }) }], { recordedBy: null, now })];
}
