import { randomUUID } from 'node:crypto';
import type { CompiledQuery } from 'kysely';
import type { z } from 'zod';
import type { Decision } from '#kernel/decision.ts';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { beginCommand, beginSignIn, type CommandTransaction } from './command-transaction.ts';
import { isDatabaseLost, isTampered, translateDatabaseError } from './database-error.ts';
import { FLUSH } from './db/group-commit.ts';
import { leaseFrom, retryIfTampered } from './db/lease.ts';
import type { Statement } from './db/pipeline.ts';
import { invalidatePublicVersion } from './db/public-version.ts';
import { type Database, databaseOn } from './db/transaction.ts';
import { type CachedClaims, type CredentialKind, evictClaims, findCachedClaims } from './identity/claims-cache.ts';
import type { SignInStep } from './identity/sign-in-step.ts';
import { may, type Permission, type Subject } from './identity/subject.ts';
import { parseInput } from './input.ts';
import { appendStatement, type EntryDraft } from './ledger/append.ts';
import type { Platform } from './platform.ts';
import { findStoredResponse, findStoredResponseIn, hashOf } from './stored-response.ts';

/** Why a command serves no single clause. The list is closed: any other command must name the clauses it carries out. */
export const OPERATIONAL_REASONS = ['access', 'installation', 'register', 'exercise'] as const;
export type OperationalReason = (typeof OPERATIONAL_REASONS)[number];

/** What a command returns: the answer to the caller and the ledger entry of what was done; null where only its day is recorded (`dayRecord`). */
export type Outcome<Answer> = { answer: Answer; entry: EntryDraft | null };

/** A statement of the query builder, or of `sql`. It needs the database only to be compiled. */
type Write = { compile(db: Database): CompiledQuery<unknown> };

/** What a command works with: one transaction under the claims of the subject. */
export type CommandContext = {
  /** The query builder of this transaction; each awaited statement is a round trip. */
  readonly db: Database;
  /** Queues a statement that needs no answer; it is sent with the ledger entry and the commit in one go. */
  readonly write: (query: Write | CompiledQuery<unknown>) => void;
  /** Changes the rows of a query. If it changed none, it throws not-found or `otherwise`; a function may find out what became of the row. */
  readonly change: (query: Write, otherwise?: ErrorCode | (() => Promise<AppError>)) => Promise<void>;
  readonly subject: Subject;
  /** The time of the command; the same for everything in it. */
  readonly now: Date;
  readonly newId: () => string;
  readonly platform: Platform;
};

type Carries<Input> =
  | { clauses: readonly [string, ...string[]]; operational?: never }
  | { clauses: (input: Input, entry: EntryDraft) => readonly string[]; operational?: never }
  | { operational: OperationalReason; clauses?: never };

/** One change of state: its input, who may make it, the clauses it carries out, what it does. */
export type Command<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> = {
  name: `${string}/${string}`;
  permission: Permission;
  input: Input;
  answer: Answer;
  /** The party at which the permission is required. Undefined: the object does not exist for this subject. Null, or left out: no single party is concerned. */
  party?: (input: z.output<Input>, db: Database) => Promise<string | null | undefined> | string | null | undefined;
  signInStep?: SignInStep<z.output<Input>>;
  /** False where no answer is stored: callers send no idempotency key and a repetition is recognised by its content, or it is meant, as a second sign-in is. */
  repeatable?: false;
  /** Of which only the day may show: no ledger entry, no stored answer. Sent twice it must have one effect; its statement records it (docs/decisions/065). */
  dayRecord?: true;
  /** True for commands that remove content, end access or sign a person in who may do so: they run on a low disk, because what is due to go must not wait for space. Sign-in, which anybody may attempt any number of times, leaves the reserve. */
  runsOnLowDisk?: true;
  /** True for commands that come in great numbers and never wait for each other's rows: they commit in order on one connection (db/ordered-commit.ts). */
  ordered?: true;
  /** Drops cached state that the command may depend on. Called where the command was refused; it is then repeated on current state. The cache saves work and decides nothing. */
  invalidate?: (input: z.output<Input>) => void;
  /** The part of the answer that is stored for a repetition, where the answer holds a secret that is shown once. */
  storedResponse?: (answer: z.output<Answer>) => unknown;
  /** The input holds a secret that a person chose, such as a password: only a keyed hash of it is stored. */
  secretInput?: true;
  /** Slow work that needs no connection, such as deriving a password: done for the caller `by` before a connection is taken, and passed to `run`. */
  prepare?: (input: z.output<Input>, by: { token: string | null; platform: Platform }) => Promise<unknown>;
  run: (context: CommandContext, input: z.output<Input>, prepared: unknown) => Promise<Outcome<z.input<Answer>>> | Outcome<z.input<Answer>>;
} & Carries<z.output<Input>>;

/** Declares a command. Without clause ids or an operational reason, and without a permission, it does not compile. */
export function defineCommand<Input extends z.ZodType, Answer extends z.ZodType>(command: Command<Input, Answer>): Command<Input, Answer> {
  return command;
}

/** The value of a decision. Throws the error that a refusal names. */
export function unwrap<T>(decision: Decision<T>): T {
  if (decision.accepted) return decision.value;
  throw new AppError(decision.code, decision.details);
}

/**
 * Who calls, and with which idempotency key. `credential` is the kind of the token where it is not a session's. `signal` is aborted when the client disconnects; only a sign-in
 * step looks at it.
 */
export type Call = { token: string | null; key: string; input: unknown; credential?: CredentialKind; signal?: AbortSignal };

/**
 * Runs a command: checks the input, opens the claims in the database, authorises, acts, appends the ledger entry and stores the answer under the
 * idempotency key in the same transaction, commits, answers. A repeated key gets the stored answer, and nothing is done twice.
 */
export async function runCommand<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  command: Command<I, A>,
  call: Call,
): Promise<z.output<A>> {
  const input = parseInput(command.input, call.input);
  const mayRun = command.runsOnLowDisk && !(command.signInStep && platform.diskIsAtReserve());
  if (platform.diskIsLow() && !mayRun) throw new AppError('platform/disk-full');
  // Before a connection is taken: a sign-in step queries the database itself and derives passwords, and a caller that waits for that must not hold what it needs.
  const { signInStep } = command;
  const signIn = signInStep && {
    refused: signInStep.refused,
    statement: await (async () => signInStep.statement(input, platform, call.signal))().catch(throwTranslated),
  };
  // A repetition is answered before it is prepared: what the first call changed, such as a password, cannot be prepared a second time.
  const stored =
    command.prepare &&
    (await retryIfTampered(platform.pool, () =>
      findStoredResponseIn(platform.pool, command.name, call, inputHash(platform, command, input)),
    ));
  if (stored !== undefined) return stored as z.output<A>;
  const prepared = await command.prepare?.(input, { token: call.token, platform }).catch(throwTranslated);
  return retryIfTampered(platform.pool, () => runOnLease(platform, command, call, input, { signIn, prepared }));
}

function throwTranslated(error: unknown): never {
  throw translateDatabaseError(error);
}

/** What was prepared before a connection was taken: the statement of a sign-in step, and what the command prepared itself. */
type Ready = { signIn: { statement: Statement; refused: ErrorCode } | undefined; prepared: unknown };

// Runs it on one connection. An error that means tampering is thrown untranslated, for retryIfTampered.
async function runOnLease<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  command: Command<I, A>,
  call: Call,
  input: z.output<I>,
  { signIn, prepared }: Ready,
): Promise<z.output<A>> {
  const lease = leaseFrom(platform.pool);
  let broken = false;
  try {
    const cached = command.signInStep ? undefined : findCachedClaims(call.token, call.credential);
    return await attempt(cached, command.invalidate);
  } catch (error) {
    const translated = translateDatabaseError(error);
    broken ||= isDatabaseLost(translated);
    if (isTampered(error)) throw error;
    const stored =
      broken || command.signInStep || command.repeatable === false || command.dayRecord
        ? undefined
        : await findStoredResponse(await lease.acquire().catch(throwTranslated), command.name, call, inputHash(platform, command, input));
    if (stored !== undefined) return stored as z.output<A>;
    throw translated;
  } finally {
    // Before the caller is answered: public pages must no longer show what the command changed.
    invalidatePublicVersion(platform.pool);
    await lease.release(broken);
  }

  async function attempt(cached: CachedClaims | undefined, invalidate?: typeof command.invalidate): Promise<z.output<A>> {
    const transaction = signIn
      ? await beginSignIn(lease, signIn.statement, signIn.refused)
      : await beginCommand(lease, call.token ?? '', cached, call.credential);
    // The first step of a sign-in: there is no subject yet, so there is nothing to enter in the ledger.
    if ('pending' in transaction) return command.answer.parse(transaction.pending) as z.output<A>;
    try {
      return await perform(platform, transaction, command, call, input, prepared);
    } catch (error) {
      await transaction.rollback().catch(() => (broken = true));
      if (broken || isDatabaseLost(error)) throw error;
      // Refused on claims that were not confirmed, or on cached state: either may be out of date. Nothing is done yet, so the command is repeated on current state.
      if (transaction.confirmed() && invalidate === undefined) throw error;
      invalidate?.(input);
      if (!transaction.confirmed()) evictClaims(call.token, call.credential);
      return await attempt(transaction.confirmed() ? cached : undefined);
    }
  }
}

async function perform<I extends z.ZodType, A extends z.ZodType>(
  platform: Platform,
  transaction: CommandTransaction,
  command: Command<I, A>,
  call: Call,
  input: z.output<I>,
  prepared: unknown,
): Promise<z.output<A>> {
  const { subject } = transaction;
  const db = databaseOn(transaction.read);
  const party = command.party ? await command.party(input, db) : null;
  if (party === undefined) throw new AppError('platform/not-found');
  if (!command.signInStep && !may(subject, command.permission, party)) throw new AppError('platform/not-allowed');

  const queued: Statement[] = [];
  const now = platform.clock();
  const outcome = await command.run(
    {
      db,
      subject,
      now,
      platform,
      newId,
      write: (query) => {
        const { sql, parameters } = 'compile' in query ? query.compile(db) : query;
        queued.push({ text: sql, values: parameters, describe: false });
      },
      change: async (query, otherwise = 'platform/not-found') => {
        const { sql, parameters } = query.compile(db);
        const { rowCount } = await transaction.read({ text: sql, values: parameters });
        if (rowCount === 0) throw typeof otherwise === 'string' ? new AppError(otherwise) : await otherwise();
      },
    },
    input,
    prepared,
  );
  const answer = command.answer.parse(outcome.answer) as z.output<A>;
  if ((outcome.entry === null) !== (command.dayRecord === true)) throw new Error(`${command.name} must be recorded in one way.`);
  // A repetition may write nothing, and waits for what it repeats all the same.
  if (outcome.entry === null) return await transaction.commit([...queued, FLUSH]).then(() => answer);
  const append = appendStatement({
    command: command.name,
    clauses: typeof command.clauses === 'function' ? command.clauses(input, outcome.entry) : (command.clauses ?? []),
    operational: command.operational ?? null,
    person: subject.person,
    now,
    entry: outcome.entry,
    stored:
      command.repeatable === false
        ? null
        : {
            key: call.key,
            // The input of a sign-in step holds a password: no hash of it is stored.
            inputHash: command.signInStep ? Buffer.alloc(32) : inputHash(platform, command, input),
            answer: command.storedResponse ? command.storedResponse(answer) : answer,
          },
  });
  await transaction.commit([...queued, append], { ordered: command.ordered === true });
  return answer;
}

function inputHash({ keys }: Platform, { secretInput }: Pick<Command, 'secretInput'>, input: unknown): Buffer {
  return hashOf(input, secretInput ? keys : undefined);
}

/** An idempotency key for callers that retry by themselves, such as the command line. */
export function newKey(): string {
  return randomUUID();
}
