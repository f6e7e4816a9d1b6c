import { commitInGroup } from './db/group-commit.ts';
import type { Lease } from './db/lease.ts';
import { PipelineFailed, pipelinePerTick, type Statement, type StatementResult, sendFirst, sendPipeline } from './db/pipeline.ts';
import { type CachedClaims, type CredentialKind, SESSION } from './identity/claims-cache.ts';
import { CLAIMS_CHANGED, openCached, openClaims } from './identity/open-claims.ts';
import type { Subject } from './identity/subject.ts';
import { touchIfDue } from './identity/touch.ts';

/** What a query reads with. It cannot write. `subject` is null where there is no valid token. */
export type ReadTransaction = {
  readonly subject: Subject | null;
  /** Sends a statement and waits for its answer. */
  readonly read: (statement: Statement) => Promise<StatementResult>;
  /** Asks the database to confirm claims under which no statement has been sent yet. */
  readonly confirm: () => Promise<void>;
  /** Whether the database has confirmed the claims. */
  readonly confirmed: () => boolean;
  /** Ends the transaction, if one was begun. */
  readonly rollback: () => Promise<void>;
};

const READ_ONLY = `set_config('transaction_read_only', 'on', true)`;
const SET_READ_ONLY: Statement = { text: `select ${READ_ONLY}`, describe: false };
const BEGIN_READ_ONLY: Statement = { text: 'begin read only', describe: false };
const ROLLBACK: Statement = { text: 'rollback', describe: false };

/**
 * Begins the reading of a query. As for commands, cached claims leave with the first statements and are compared by the database, so that most queries take one round trip.
 * Where the claims have changed, the query fails with `confirmed` false and is repeated.
 */
export async function beginRead(
  lease: Lease,
  token: string | null,
  cached: CachedClaims | undefined,
  kind: CredentialKind = SESSION,
): Promise<ReadTransaction> {
  if (token === null) return transactionOf(lease, null, SET_READ_ONLY, true);
  if (kind === SESSION) await touchIfDue((touch) => commitInGroup(lease.pool, [touch]), token);
  const claims = cached ?? (await openClaims(lease, token, kind));
  if (claims === null) return transactionOf(lease, null, SET_READ_ONLY, true);
  return transactionOf(lease, claims.subject, openCached(token, claims, kind, `, ${READ_ONLY}`), cached === undefined);
}

/**
 * Statements of one pipeline are an implicit transaction, and most queries need no more: neither a begin nor an end is sent. A query that goes on asking continues in an
 * explicit transaction. The isolation level gives each statement its own snapshot either way.
 */
function transactionOf(lease: Lease, subject: Subject | null, opening: Statement, sure: boolean): ReadTransaction {
  let trips = 0;
  let confirmed = sure;
  return {
    subject,
    confirmed: () => confirmed,
    read: pipelinePerTick(async (statements) => {
      const client = await lease.acquire();
      const before = [[opening], [BEGIN_READ_ONLY, opening]][trips++] ?? [];
      try {
        const results = await (before.length > 0 ? sendFirst : sendPipeline)(client, [...before, ...statements]);
        confirmed = true;
        return results.slice(before.length);
      } catch (error) {
        // A query that continues in an explicit transaction compares the claims again: they may have changed since its first round trip.
        if (error instanceof PipelineFailed && error.at < before.length && (error.cause as { code?: string }).code === CLAIMS_CHANGED)
          confirmed = false;
        else confirmed ||= error instanceof PipelineFailed && error.at >= before.length;
        throw error;
      }
    }),
    async confirm(): Promise<void> {
      if (!confirmed) await sendFirst(await lease.acquire(), [opening]);
      confirmed = true;
    },
    async rollback(): Promise<void> {
      if (trips > 1) await sendPipeline(await lease.acquire(), [ROLLBACK]);
    },
  };
}
