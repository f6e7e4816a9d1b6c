import { newId } from '#kernel/ids.ts';
import type { Database } from '#platform/db/transaction.ts';
import { completionStatements } from '../records/completion.ts';
import type { Attempt } from './learner.store.ts';

/** The statements by which a passed check enters the record: a completion, once for each check. It counts when it is signed, where there is something to sign. */
export function passStatements(db: Database, { attempt, trainee, at, now }: { attempt: Attempt; trainee: string; at: Date; now: Date }) {
  const { moduleId, moduleVersion, id, score } = attempt;
  const completion = {
    id: newId(),
    trainee,
    module: moduleId,
    moduleVersion,
    way: 'player' as const,
    sourceId: id,
    passedAt: at,
    score: score!,
  };
  return completionStatements(db, [completion], { recordedBy: null, now });
}

/** The statements of a signature under the duties: on the check that was passed, and on its completion. */
export function signStatements(
  db: Database,
  { attempt, trainee, at, hash }: { attempt: Attempt; trainee: string; at: Date; hash: Buffer },
) {
  const signed = { acknowledged_at: at, acknowledgement_hash: hash };
  return [
    db.updateTable('training.attempt').set(signed).where('id', '=', attempt.id).where('acknowledged_at', 'is', null),
    db
      .updateTable('training.completion')
      .set(signed)
      .where('trainee_id', '=', trainee)
      .where('way', '=', 'player')
      .where('source_id', '=', attempt.id)
      .where('acknowledged_at', 'is', null),
  ];
}
