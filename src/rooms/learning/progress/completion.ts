import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { validUntil } from '#rooms/courses/index.ts';

/** How a completion came: at the player, on paper in class, sent by the party's own system (xAPI or table), or an equivalent course. */
export type Way = 'player' | 'class' | 'xapi' | 'table' | 'recognised';

/** One module completed by one person, or, where `lessons` is given, those lessons of it only. */
export type NewCompletion = {
  readonly id: string;
  readonly trainee: string;
  readonly module: string;
  readonly moduleVersion: number;
  readonly lessons?: readonly string[];
  readonly way: Way;
  /** The attempt or statement it came from: the same one twice is one completion. */
  readonly sourceId: string;
  readonly passedAt: Date;
  readonly score?: number;
  /** Where the module has a text to sign: without it the module does not count yet. */
  readonly acknowledgement?: { readonly at: Date; readonly hash: Buffer };
  /** Where the party's own system says itself until when it holds; else the curriculum does. */
  readonly validUntil?: string;
};

/**
 * The one way a completion enters, for any number of them: one statement to queue in the transaction of the command that took it. A learner writes as nobody
 * (`recordedBy` null), everybody else in their own name. What was recorded already from the same source is left as it stands. What it covers, and whether the
 * person is ready, the database works out in the same transaction.
 */
export function completionStatements(
  db: Database,
  completions: readonly NewCompletion[],
  { recordedBy, now }: { recordedBy: string | null; now: Date },
) {
  if (completions.length === 0) return [];
  const rows = completions.map((one) => ({
    id: one.id,
    trainee_id: one.trainee,
    module_id: one.module,
    module_version: one.moduleVersion,
    lessons: one.lessons ?? null,
    way: one.way,
    source_id: one.sourceId,
    passed_at: one.passedAt.toISOString(),
    score: one.score ?? null,
    acknowledged_at: one.acknowledgement?.at.toISOString() ?? null,
    acknowledgement_hash: one.acknowledgement ? `\\x${one.acknowledgement.hash.toString('hex')}` : null,
    valid_until: one.validUntil ?? validUntil(one.module, one.passedAt),
  }));
  return [
    sql`insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, way, source_id, passed_at, score, acknowledged_at,
        acknowledgement_hash, valid_until, recorded_at, recorded_by)
      select c.id, c.trainee_id, t.party_id, c.module_id, c.module_version, c.lessons, c.way, c.source_id, c.passed_at, c.score, c.acknowledged_at,
        c.acknowledgement_hash, c.valid_until, ${now}, ${recordedBy}::uuid
      from jsonb_populate_recordset(null::training.completion, ${JSON.stringify(rows)}::jsonb) c join training.trainee t on t.id = c.trainee_id
      on conflict (trainee_id, module_id, way, source_id) do nothing`.compile(db),
  ];
}

/** What was recorded without a signature and is signed now, by person, module and source. */
export type NewSignature = Pick<NewCompletion, 'trainee' | 'module' | 'way' | 'sourceId'> & {
  readonly acknowledgement: NonNullable<NewCompletion['acknowledgement']>;
};

/** The statement by which they are signed. What is signed already, or was taken back, stays as it stands. */
export function signatureStatements(db: Database, signatures: readonly NewSignature[]) {
  if (signatures.length === 0) return [];
  const rows = signatures.map(({ trainee, module, way, sourceId, acknowledgement: { at, hash } }) => ({
    ...{ trainee_id: trainee, module_id: module, way, source_id: sourceId },
    ...{ acknowledged_at: at.toISOString(), acknowledgement_hash: `\\x${hash.toString('hex')}` },
  }));
  return [
    sql`update training.completion c set acknowledged_at = s.acknowledged_at, acknowledgement_hash = s.acknowledgement_hash
      from jsonb_populate_recordset(null::training.completion, ${JSON.stringify(rows)}::jsonb) s
      where c.trainee_id = s.trainee_id and c.module_id = s.module_id and c.way = s.way and c.source_id = s.source_id
        and c.acknowledged_at is null and c.revoked_at is null`.compile(db),
  ];
}
