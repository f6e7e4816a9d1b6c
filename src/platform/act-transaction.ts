import type { Pool, PoolClient } from 'pg';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { BatchFailed, type Statement, type StatementResult, sendBatch } from './db/batch.ts';
import { carry } from './db/carriage.ts';
import type { Subject } from './identity/subject.ts';
import { hashOfToken } from './identity/token.ts';
import { touchIfDue } from './identity/touch.ts';

/** One transaction of a command under the claims of its subject. */
export type ActTransaction = {
  readonly subject: Subject;
  /** Sends a statement at once and waits for its answer. */
  readonly read: (statement: Statement) => Promise<StatementResult>;
  /** Sends the rest and commits: stored whole, or the promise fails and nothing is. */
  readonly finish: (statements: readonly Statement[]) => Promise<void>;
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
 * The function of the database that turns a token into claims, for whoever does not come with a session: called with the token alone it opens them and
 * answers them, or null; called with claims as they were remembered it opens those, or fails. A session's is `identity.open`.
 */
export type Way = `${string}.${string}`;
const SESSION: Way = 'identity.open';

/** Opens claims in a way of their own and remembers them; null where nothing stands behind the token. For who must be known before work is done for them. */
export async function knockAt(pool: Pool, token: string, way: Way): Promise<Subject | null> {
  const known = recallSubject(token, way);
  if (known) return known.subject;
  const lease = leaseOn(pool);
  let broken = true;
  try {
    const subject = await openAnew(lease, token, BEGIN_READING, way);
    await sendBatch(await lease.take(), [ROLLBACK]);
    broken = false;
    return subject;
  } finally {
    await lease.giveBack(broken);
  }
}

/** A subject as this process last saw it: the text of its claims is what the database compares. */
export type Assumed = { readonly subject: Subject; readonly claims: string };

/**
 * Opens a transaction for a subject. Claims this process remembers are taken as they were, and the database is asked in the same breath whether
 * they still are: so an act that reads nothing needs one trip to the database instead of two, and leaves together with others (`carry`). If they are not, the act fails with nothing
 * done (`confirmed` stays false) and is tried anew with the claims of now.
 */
export async function openAct(lease: Lease, token: string, assumed: Assumed | undefined, way: Way = SESSION): Promise<ActTransaction> {
  // Who only writes is not idle. Carried like an act: a connection held here while the act waits for a carriage could be the one that carriage waits for.
  if (way === SESSION) await touchIfDue((touch) => carry(lease.pool, [touch]), token);
  if (assumed) return transactionOf(lease, assumed.subject, { begin: BEGIN, claims: comparing(token, assumed, way) });
  const subject = await openAnew(lease, token, BEGIN, way);
  if (subject !== null) return transactionOf(lease, subject, null);
  await sendBatch(await lease.take(), [ROLLBACK]);
  throw new AppError('platform/signed-out');
}

/** Opens a transaction by the statement of an entrance. Where it lets nobody in yet, what it wrote (a counted failure, a step taken) is kept. */
export async function enter(lease: Lease, entrance: Statement, refused: ErrorCode): Promise<ActTransaction | { halfway: unknown }> {
  const client = await lease.take();
  const [, opened] = await sendBatch(client, [BEGIN, entrance]);
  const claims = opened!.rows[0]?.claims as Subject | { halfway: unknown } | null;
  if (claims && !('halfway' in claims)) return transactionOf(lease, claims, null);
  await sendBatch(client, [COMMIT]);
  if (claims) return claims;
  throw new AppError(refused);
}

/** One read-only transaction of a query; nobody's where no session is named, or none stands behind it. */
export type ReadTransaction = Pick<ActTransaction, 'read' | 'undo' | 'confirmed'> & {
  readonly subject: Subject | null;
  /** Has the database confirm claims no statement has yet been sent under. */
  readonly confirm: () => Promise<void>;
};

/**
 * Opens a read-only transaction for whoever has this session. As for acts: remembered claims leave with the first statement and are compared by the
 * database, so that most reads are one trip; where they differ the read fails with `confirmed` false, and is made anew.
 */
export async function openRead(
  lease: Lease,
  token: string | null,
  assumed: Assumed | undefined,
  way: Way = SESSION,
): Promise<ReadTransaction> {
  if (token === null) return transactionOf(lease, null, { begin: BEGIN_READING });
  if (way === SESSION) await touchIfDue((touch) => carry(lease.pool, [touch]), token);
  if (assumed) return transactionOf(lease, assumed.subject, { begin: BEGIN_READING, claims: comparing(token, assumed, way) });
  return transactionOf(lease, await openAnew(lease, token, BEGIN_READING, way), null);
}

// Opens claims and remembers them; null where nobody has this session, in a transaction that stands all the same.
async function openAnew(lease: Lease, token: string, begin: Statement, way: Way): Promise<Subject | null> {
  const client = await lease.take();
  const [, opened] = await sendBatch(client, [begin, { text: `select ${way}($1)::text as claims`, values: [token] }]);
  const claims = opened!.rows[0]!.claims as string | null;
  if (claims === null) return null;
  const subject = JSON.parse(claims) as Subject;
  rememberSubject(token, way, { subject, claims });
  return subject;
}

function comparing(token: string, { claims }: Assumed, way: Way): Statement {
  return { text: `select ${way}($1, $2)`, values: [token, claims], describe: false };
}

const BEGIN: Statement = { text: 'begin', describe: false };
const BEGIN_READING: Statement = { text: 'begin read only', describe: false };
const COMMIT: Statement = { text: 'commit', describe: false };
const ROLLBACK: Statement = { text: 'rollback', describe: false };

// What opens the transaction waits for the first statement, to leave with it; null where the transaction stands already.
type Opening = { readonly begin: Statement; readonly claims?: Statement };

function transactionOf<S extends Subject | null>(lease: Lease, subject: S, opening: Opening | null) {
  let waiting = opening;
  let confirmed = opening?.claims === undefined;
  return {
    subject,
    confirmed: () => confirmed,
    async read(statement: Statement): Promise<StatementResult> {
      const client = await lease.take();
      if (waiting === null) return (await sendBatch(client, [statement]))[0]!;
      const before = [waiting.begin, ...(waiting.claims ? [waiting.claims] : [])];
      waiting = null;
      try {
        const results = await sendBatch(client, [...before, statement]);
        confirmed = true;
        return results.at(-1)!;
      } catch (error) {
        confirmed ||= error instanceof BatchFailed && error.at >= before.length;
        throw error;
      }
    },
    async confirm(): Promise<void> {
      if (waiting?.claims) await sendBatch(await lease.take(), [waiting.claims]);
      confirmed = true;
    },
    async finish(statements: readonly Statement[]): Promise<void> {
      // Sent together and alone, they are one transaction without saying so.
      const alone = waiting?.claims;
      try {
        if (alone) return await carry(lease.pool, [alone, ...statements]);
        const results = await sendBatch(await lease.take(), [...statements, COMMIT]);
        // A commit after a failed statement answers ROLLBACK without an error.
        if (results.at(-1)!.command !== 'COMMIT') throw new Error('The transaction was rolled back.');
      } catch (error) {
        confirmed ||= error instanceof BatchFailed && error.at > 0;
        throw error;
      }
    },
    async undo(): Promise<void> {
      if (waiting === null) await sendBatch(await lease.take(), [ROLLBACK]);
    },
  };
}

const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, Assumed>();

function rememberSubject(token: string, way: Way, assumed: Assumed): void {
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(nameOf(token, way), assumed);
}

// A session's token is none of another way, whatever it says.
function nameOf(token: string, way: Way): string {
  return `${way} ${hashOfToken(token)}`;
}

/** The subject of a session as this process last saw it. It opens nothing by itself: the database compares. */
export function recallSubject(token: string | null, way: Way = SESSION): Assumed | undefined {
  return token === null ? undefined : remembered.get(nameOf(token, way));
}

/** Forgets it, once it turned out to be out of date. */
export function forgetSubject(token: string | null, way: Way = SESSION): void {
  if (token !== null) remembered.delete(nameOf(token, way));
}
