import { sql } from 'kysely';
import { validUntil } from '#rooms/courses/index.ts';

/** The source of a completion: the player, paper in class, the party's own system (xAPI or table), or an equivalent course. */
export type CompletionSource = 'player' | 'class' | 'xapi' | 'table' | 'recognised';

/** One module completed by one person, or only the given `lessons` of it. */
export type NewCompletion = {
  readonly id: string;
  readonly trainee: string;
  readonly module: string;
  readonly moduleVersion: number;
  readonly lessons?: readonly string[];
  readonly source: CompletionSource;
  /** The attempt or statement it came from: the same source twice is one completion. */
  readonly sourceId: string;
  readonly passedAt: Date;
  readonly score?: number;
  /** For a module with a text to sign: it does not count before it is signed. */
  readonly acknowledgement?: { readonly at: Date; readonly hash: Buffer };
  /** The last day of validity if the party's own system gives it; otherwise the curriculum decides. */
  readonly validUntil?: string;
};

/**
 * The only function that records completions, in any number: one statement, queued in the transaction of the command. A learner writes without a name
 * (`recordedBy` null), everybody else in their own name. A completion already recorded from the same source is left unchanged. In the same transaction the
 * database computes what it covers and whether the person is ready.
 */
export function completionStatements(completions: readonly NewCompletion[], { recordedBy, now }: { recordedBy: string | null; now: Date }) {
  if (completions.length === 0) return [];
  const rows = completions.map((one) => ({
    id: one.id,
    trainee_id: one.trainee,
    module_id: one.module,
    module_version: one.moduleVersion,
    lessons: one.lessons ?? null,
    source: one.source,
    source_id: one.sourceId,
    passed_at: one.passedAt.toISOString(),
    score: one.score ?? null,
    acknowledged_at: one.acknowledgement?.at.toISOString() ?? null,
    acknowledgement_hash: one.acknowledgement ? `\\x${one.acknowledgement.hash.toString('hex')}` : null,
    valid_until: one.validUntil ?? validUntil(one.module, one.passedAt),
  }));
  return [
    sql`insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, score, acknowledged_at,
        acknowledgement_hash, valid_until, recorded_at, recorded_by)
      select c.id, c.trainee_id, t.party_id, c.module_id, c.module_version, c.lessons, c.source, c.source_id, c.passed_at, c.score, c.acknowledged_at,
        c.acknowledgement_hash, c.valid_until, ${now}, ${recordedBy}::uuid
      from jsonb_populate_recordset(null::training.completion, ${JSON.stringify(rows)}::jsonb) c join training.trainee t on t.id = c.trainee_id
      on conflict (trainee_id, module_id, source, source_id) do nothing`,
  ];
}

/** Completions recorded without a signature and signed now, by person, module and source. */
export type NewSignature = Pick<NewCompletion, 'trainee' | 'module' | 'source' | 'sourceId'> & {
  readonly acknowledgement: NonNullable<NewCompletion['acknowledgement']>;
};

/** The statement that signs them. Completions that are already signed or were revoked are left unchanged. */
export function signatureStatements(signatures: readonly NewSignature[]) {
  if (signatures.length === 0) return [];
  const rows = signatures.map(({ trainee, module, source, sourceId, acknowledgement: { at, hash } }) => ({
    ...{ trainee_id: trainee, module_id: module, source, source_id: sourceId },
    ...{ acknowledged_at: at.toISOString(), acknowledgement_hash: `\\x${hash.toString('hex')}` },
  }));
  return [
    sql`update training.completion c set acknowledged_at = s.acknowledged_at, acknowledgement_hash = s.acknowledgement_hash
      from jsonb_populate_recordset(null::training.completion, ${JSON.stringify(rows)}::jsonb) s
      where c.trainee_id = s.trainee_id and c.module_id = s.module_id and c.source = s.source and c.source_id = s.source_id
        and c.acknowledged_at is null and c.revoked_at is null`,
  ];
}
