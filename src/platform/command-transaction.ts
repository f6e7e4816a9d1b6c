import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { commitInGroup } from './db/group-commit.ts';
import type { Lease } from './db/lease.ts';
import { commitInOrder } from './db/ordered-commit.ts';
import { PipelineFailed, pipelinePerTick, type Statement, type StatementResult, sendFirst, sendPipeline } from './db/pipeline.ts';
import { type CachedClaims, type CredentialKind, SESSION } from './identity/claims-cache.ts';
import { CLAIMS_CHANGED, openCached, openClaims } from './identity/open-claims.ts';
import type { Subject } from './identity/subject.ts';
import { touchIfDue } from './identity/touch.ts';

/** One transaction of a command under the claims of its subject. */
export type CommandTransaction = {
  readonly subject: Subject;
  /** Sends a statement at once and waits for its answer. */
  readonly read: (statement: Statement) => Promise<StatementResult>;
  /** Sends the rest and commits. Everything is stored, or the promise fails and nothing is. */
  readonly commit: (statements: readonly Statement[], options?: { ordered?: boolean }) => Promise<void>;
  /** Rolls back what was sent, if anything was. */
  readonly rollback: () => Promise<void>;
  /** Whether the database has confirmed the claims. Until then a refusal may rest on claims that are out of date. */
  readonly confirmed: () => boolean;
};

const BEGIN: Statement = { text: 'begin', describe: false };
const COMMIT: Statement = { text: 'commit', describe: false };
const ROLLBACK: Statement = { text: 'rollback', describe: false };

/**
 * Begins the transaction of a command. Cached claims leave with the first statements, and the database checks in the same round trip that they are current. So a
 * command that reads nothing needs one round trip instead of two, and shares its commit with others (`commitInGroup`). Where the claims have changed, the command fails with
 * nothing done (`confirmed` stays false) and is repeated with the current claims.
 */
export async function beginCommand(
  lease: Lease,
  token: string,
  cached: CachedClaims | undefined,
  kind: CredentialKind = SESSION,
): Promise<CommandTransaction> {
  // A session that only writes is not idle. The touch goes through the group commit too: a connection held here while the command waits in that queue could be the one
  // the queue waits for.
  if (kind === SESSION) await touchIfDue((touch) => commitInGroup(lease.pool, [touch]), token);
  if (cached) return transactionOf(lease, cached.subject, openCached(token, cached, kind));
  const found = await openClaims(lease, token, kind, [BEGIN]);
  if (found !== null) return transactionOf(lease, found.subject, null);
  await sendPipeline(await lease.acquire(), [ROLLBACK]);
  throw new AppError('platform/signed-out');
}

/**
 * Begins a transaction by the statement of a sign-in step. Where the step opens no session yet, what it wrote is kept: a counted failure, a completed step. A step that
 * knows why it is refused returns `{ refused }` with the error code.
 */
export async function beginSignIn(lease: Lease, step: Statement, refused: ErrorCode): Promise<CommandTransaction | { pending: unknown }> {
  const client = await lease.acquire();
  const [, opened] = await sendFirst(client, [BEGIN, step]);
  const claims = opened!.rows[0]?.claims as Subject | { pending: unknown } | { refused: ErrorCode } | null;
  if (claims && 'person' in claims) return transactionOf(lease, claims, null);
  await sendPipeline(client, [COMMIT]);
  if (claims && 'pending' in claims) return { pending: claims.pending };
  throw new AppError(claims?.refused ?? refused);
}

// `opening` opens the claims and waits for the first statement, to leave with it; null where the transaction has begun already.
function transactionOf(lease: Lease, subject: Subject, opening: Statement | null): CommandTransaction {
  let waiting = opening;
  let confirmed = opening === null;
  return {
    subject,
    confirmed: () => confirmed,
    read: pipelinePerTick(async (statements) => {
      const client = await lease.acquire();
      const before = waiting === null ? [] : [BEGIN, waiting];
      waiting = null;
      try {
        const results = await (before.length > 0 ? sendFirst : sendPipeline)(client, [...before, ...statements]);
        confirmed = true;
        return results.slice(before.length);
      } catch (error) {
        confirmed ||= error instanceof PipelineFailed && error.at >= before.length;
        throw error;
      }
    }),
    async commit(statements: readonly Statement[], { ordered = false } = {}): Promise<void> {
      try {
        // Statements sent in one pipeline outside a transaction are an implicit transaction.
        if (waiting) return await (ordered ? commitInOrder : commitInGroup)(lease.pool, [waiting, ...statements]);
        const results = await sendPipeline(await lease.acquire(), [...statements, COMMIT]);
        // A commit after a failed statement answers ROLLBACK without an error.
        if (results.at(-1)!.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
      } catch (error) {
        // The claims may have left in one statement with what comes after them: they fail with an error code of their own.
        confirmed ||= error instanceof PipelineFailed && (error.at > 0 || (error.cause as { code?: string }).code !== CLAIMS_CHANGED);
        throw error;
      }
    },
    async rollback(): Promise<void> {
      if (waiting === null) await sendPipeline(await lease.acquire(), [ROLLBACK]);
    },
  };
}
