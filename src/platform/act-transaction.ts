import type { Pool, PoolClient } from 'pg';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { isTampered, translateDatabaseError } from './database-error.ts';
import { BatchFailed, type Statement, type StatementResult, sendBatch, sendFirst } from './db/batch.ts';
import { carry } from './db/carriage.ts';
import { follow } from './db/line.ts';
import { type Assumed, recallSubject, rememberSubject, SESSION, type Way } from './identity/remembered-subject.ts';
import type { Subject } from './identity/subject.ts';
import { touchIfDue } from './identity/touch.ts';

/** One transaction of a command under the claims of its subject. */
export type ActTransaction = {
  readonly subject: Subject;
  /** Sends a statement at once and waits for its answer. */
  readonly read: (statement: Statement) => Promise<StatementResult>;
  /** Sends the rest and commits: stored whole, or the promise fails and nothing is. */
  readonly finish: (statements: readonly Statement[], follows?: boolean) => Promise<void>;
  /** Takes back what was sent, if anything was. */
  readonly undo: () => Promise<void>;
  /** Whether the database has confirmed the claims; until then a refusal may rest on old ones. */
  readonly confirmed: () => boolean;
};

/** A connection of the pool for one command, taken only once something needs it alone. */
export type Lease = {
  readonly pool: Pool;
  readonly take: () => Promise<PoolClient>;
  readonly giveBack: (broken: boolean) => Promise<void>;
};

/** A lease on a connection of this pool; nothing is taken yet. */
export function leaseOn(pool: Pool): Lease {
  let taken: Promise<PoolClient> | undefined;
  return {
    pool,
    take: () => (taken ??= pool.connect()),
    giveBack: async (broken) => (await taken?.catch(() => undefined))?.release(broken),
  };
}

/**
 * Does work on a connection of the pool, and the same on another one where somebody tampered with it: that one is thrown away, and nothing of the work is stored. `work`
 * gives its connection back itself.
 */
export async function untampered<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  // Every connection there is may have been tampered with; the next one is new.
  for (let left = pool.options.max; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left <= 0 || !isTampered(error)) throw translateDatabaseError(error);
    }
  }
}

/** Who comes in a way of their own, or null where nothing stands behind the token: for who must be known before work is done for them. */
export async function knockAt(pool: Pool, token: string, way: Way): Promise<Subject | null> {
  const known = recallSubject(token, way);
  if (known) return known.subject;
  return untampered(pool, async () => {
    const lease = leaseOn(pool);
    let broken = true;
    try {
      const found = await lookUpSubject(lease, token, way);
      broken = false;
      return found?.subject ?? null;
    } finally {
      await lease.giveBack(broken);
    }
  });
}

/**
 * Opens a transaction for a subject. Claims this process remembers are taken as they were, and the database is asked in the same breath whether
 * they still are: so an act that reads nothing needs one trip to the database instead of two, and leaves together with others (`carry`). If they are not, the act fails with nothing
 * done (`confirmed` stays false) and is tried anew with the claims of now.
 */
export async function openAct(lease: Lease, token: string, assumed: Assumed | undefined, way: Way = SESSION): Promise<ActTransaction> {
  // Who only writes is not idle. Carried like an act: a connection held here while the act waits for a carriage could be the one that carriage waits for.
  if (way === SESSION) await touchIfDue((touch) => carry(lease.pool, [touch]), token);
  if (assumed) return transactionOf(lease, assumed.subject, { begin: BEGIN, claims: comparing(token, assumed, way) });
  const known = await lookUpSubject(lease, token, way, [BEGIN]);
  if (known !== null) return transactionOf(lease, known.subject, null);
  await sendBatch(await lease.take(), [ROLLBACK]);
  throw new AppError('platform/signed-out');
}

/**
 * Opens a transaction by the statement of an entrance. Where it lets nobody in yet, what it wrote (a counted failure, a step taken) is kept. An entrance that
 * knows why it stays shut answers `{ refused }` with the error to say.
 */
export async function enter(lease: Lease, entrance: Statement, refused: ErrorCode): Promise<ActTransaction | { halfway: unknown }> {
  const client = await lease.take();
  const [, opened] = await sendFirst(client, [BEGIN, entrance]);
  const claims = opened!.rows[0]?.claims as Subject | { halfway: unknown } | { refused: ErrorCode } | null;
  if (claims && 'person' in claims) return transactionOf(lease, claims, null);
  await sendBatch(client, [COMMIT]);
  if (claims && 'halfway' in claims) return claims;
  throw new AppError(claims?.refused ?? refused);
}

/** What a query reads by, and cannot write by; nobody's where no session is named, or none stands behind it. */
export type ReadTransaction = Pick<ActTransaction, 'read' | 'undo' | 'confirmed'> & {
  readonly subject: Subject | null;
  /** Has the database confirm claims no statement has yet been sent under. */
  readonly confirm: () => Promise<void>;
};

/**
 * Opens the reading of whoever has this session. As for acts: remembered claims leave with the first statements and are compared by the
 * database, so that most reads are one trip; where they differ the read fails with `confirmed` false, and is made anew.
 */
export async function openRead(
  lease: Lease,
  token: string | null,
  assumed: Assumed | undefined,
  way: Way = SESSION,
): Promise<ReadTransaction> {
  if (token === null) return readingOf(lease, null, READ_ONLY, true);
  if (way === SESSION) await touchIfDue((touch) => carry(lease.pool, [touch]), token);
  const known = assumed ?? (await lookUpSubject(lease, token, way));
  if (known === null) return readingOf(lease, null, READ_ONLY, true);
  return readingOf(lease, known.subject, comparing(token, known, way, `, ${ONLY_READING}`), assumed === undefined);
}

// The claims of a token as of now, remembered; null where nobody has it.
async function lookUpSubject(lease: Lease, token: string, way: Way, begin: readonly Statement[] = []): Promise<Assumed | null> {
  const open: Statement = { text: `select ${way}($1)::text as claims`, values: [token] };
  const results = await sendFirst(await lease.take(), [...begin, open]);
  const claims = results.at(-1)!.rows[0]!.claims as string | null;
  if (claims === null) return null;
  const known = { subject: JSON.parse(claims) as Subject, claims };
  rememberSubject(token, way, known);
  return known;
}

function comparing(token: string, { claims }: Assumed, way: Way, more = ''): Statement {
  return { text: `select ${way}($1, $2)${more}`, values: [token, claims], describe: false };
}

/** What the database says where claims are not those it was handed (identity.open). */
const OTHER_CLAIMS = 'MA002';
const BEGIN: Statement = { text: 'begin', describe: false };
const BEGIN_READING: Statement = { text: 'begin read only', describe: false };
const ONLY_READING = `set_config('transaction_read_only', 'on', true)`;
const READ_ONLY: Statement = { text: `select ${ONLY_READING}`, describe: false };
const COMMIT: Statement = { text: 'commit', describe: false };
const ROLLBACK: Statement = { text: 'rollback', describe: false };

// What opens the transaction waits for the first statement, to leave with it; null where the transaction stands already.
type Opening = { readonly begin: Statement; readonly claims: Statement };

type Asked = { statement: Statement; resolve: (result: StatementResult) => void; reject: (error: unknown) => void };

// Gathers what a store asks without waiting for an answer in between, once everything that is ready to run has run: it leaves together.
function gathering(send: (statements: readonly Statement[]) => Promise<StatementResult[]>) {
  const asked: Asked[] = [];
  return (statement: Statement): Promise<StatementResult> =>
    new Promise((resolve, reject) => {
      if (asked.push({ statement, resolve, reject }) > 1) return;
      process.nextTick(() => {
        const together = asked.splice(0);
        send(together.map((one) => one.statement)).then(
          (results) => {
            for (const [at, one] of together.entries()) one.resolve(results[at]!);
          },
          // One that failed takes the transaction with it, and so the others.
          (error: unknown) => {
            for (const one of together) one.reject(error);
          },
        );
      });
    });
}

/**
 * What a query reads. Statements that leave together are one transaction without saying so, and most queries need no more: neither a beginning nor an end
 * is sent. One that goes on asking goes on in a transaction; the isolation here gives each statement its own view of what is stored either way.
 */
function readingOf(lease: Lease, subject: Subject | null, opening: Statement, sure: boolean): ReadTransaction {
  let trips = 0;
  let confirmed = sure;
  return {
    subject,
    confirmed: () => confirmed,
    read: gathering(async (statements) => {
      const client = await lease.take();
      const before = [[opening], [BEGIN_READING, opening]][trips++] ?? [];
      try {
        const results = await (before.length > 0 ? sendFirst : sendBatch)(client, [...before, ...statements]);
        confirmed = true;
        return results.slice(before.length);
      } catch (error) {
        // Claims are compared again where a read goes on in a transaction: changed since its first trip, they are as unconfirmed as they were before it.
        if (error instanceof BatchFailed && error.at < before.length && (error.cause as { code?: string }).code === OTHER_CLAIMS)
          confirmed = false;
        else confirmed ||= error instanceof BatchFailed && error.at >= before.length;
        throw error;
      }
    }),
    async confirm(): Promise<void> {
      if (!confirmed) await sendFirst(await lease.take(), [opening]);
      confirmed = true;
    },
    async undo(): Promise<void> {
      if (trips > 1) await sendBatch(await lease.take(), [ROLLBACK]);
    },
  };
}

function transactionOf(lease: Lease, subject: Subject, opening: Opening | null): ActTransaction {
  let waiting = opening;
  let confirmed = opening === null;
  return {
    subject,
    confirmed: () => confirmed,
    read: gathering(async (statements) => {
      const client = await lease.take();
      const before = waiting === null ? [] : [waiting.begin, waiting.claims];
      waiting = null;
      try {
        const results = await (before.length > 0 ? sendFirst : sendBatch)(client, [...before, ...statements]);
        confirmed = true;
        return results.slice(before.length);
      } catch (error) {
        confirmed ||= error instanceof BatchFailed && error.at >= before.length;
        throw error;
      }
    }),
    async finish(statements: readonly Statement[], follows = false): Promise<void> {
      // Sent together and alone, they are one transaction without saying so.
      const alone = waiting?.claims;
      try {
        if (alone) return await (follows ? follow : carry)(lease.pool, [alone, ...statements]);
        const results = await sendBatch(await lease.take(), [...statements, COMMIT]);
        // A commit after a failed statement answers ROLLBACK without an error.
        if (results.at(-1)!.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
      } catch (error) {
        // The claims may have left in one statement with what follows: they are refused by an error of their own.
        confirmed ||= error instanceof BatchFailed && (error.at > 0 || (error.cause as { code?: string }).code !== OTHER_CLAIMS);
        throw error;
      }
    },
    async undo(): Promise<void> {
      if (waiting === null) await sendBatch(await lease.take(), [ROLLBACK]);
    },
  };
}
